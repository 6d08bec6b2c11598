/**
 * Property tests in a worker of their own: block after block of generated programs, each compiled, run on both sides and
 * compared. What is kept is bounded: counts, which rules fired, and some counterexamples. It ends by being stopped.
 */

import { environmentOf } from "etalon";
import { compile, type Passes, passes } from "etalon/compiler";
import { rules as ellRules, watchSteps } from "etalon/lang";
import { rules as machineRules, traceMachine } from "etalon/machine";
import {
  addTallies,
  blockSize,
  checkGenerated,
  defaultCases,
  emptyTally,
  type Finding,
  generateCase,
  medianNodes,
  runBlock,
  type Tally,
  weakRates,
} from "etalon/testing";
import type { CampaignFinding, CampaignOrder, CampaignProgress } from "./analysis.ts";
import { compilers } from "./compilers.ts";

/** One case of so many is also watched, rule by rule, for so many steps of either side. */
const watchedEvery = 10;
const watchedSteps = 2_000;

/** With so many counterexamples a campaign ends: nobody reads more. */
const mostFound = 40;
const mostBlocks = 40_000;

/** What the page wants to be told. */
export interface CampaignListener {
  readonly progress: (progress: CampaignProgress) => void;
  readonly found: (finding: CampaignFinding) => void;
}

/** Run until the worker is ended, or enough was found. */
export async function runCampaign(order: CampaignOrder, listener: CampaignListener): Promise<void> {
  const using = (await compilers()).find(({ name }) => name === order.compiler)?.passes;
  const { level, passes: named } = order;
  const settings = { ...defaultCases, seed: order.seed, certify: order.certify, level, passes: named };
  const began = performance.now();
  const coverage = new Coverage();
  let tally: Tally = emptyTally;
  let found = 0;
  let told = began;
  const tell = (running: number): void => {
    told = performance.now();
    listener.progress(progressOf(tally, running, (told - began) / 1000, coverage));
  };
  for (let block = 0; block < mostBlocks && found < mostFound; block++) {
    const { tally: more } = runBlock(settings, block, blockSize, using === undefined ? {} : { using }, {
      onFinding(finding) {
        found++;
        if (found <= mostFound) listener.found(findingOf(finding));
      },
      onCase(done) {
        const index = block * blockSize + done - 1;
        if (index % watchedEvery === 0) coverage.watch(order, index, using);
        if (performance.now() - told > 100) tell(done);
        return found < mostFound;
      },
    });
    tally = addTallies(tally, more);
    tell(0);
  }
}

function findingOf({ index, class: kind, detail, token, shrunk }: Finding): CampaignFinding {
  return { index, class: kind, detail, token: shrunk?.token ?? token, text: shrunk?.text, nodes: shrunk?.nodes };
}

function progressOf(tally: Tally, running: number, seconds: number, coverage: Coverage): CampaignProgress {
  const { cases, verdicts, outcomes, features, silent, exhausted, certificates } = tally;
  return {
    cases: cases + running,
    counted: cases,
    seconds,
    verdicts,
    outcomes,
    features,
    certificates,
    silent,
    exhausted,
    median: medianNodes(tally),
    weak: weakRates(tally),
    ...coverage.summary(),
  };
}

/** Which rules of the two semantics fired. */
class Coverage {
  readonly #ell = new Set<string>();
  readonly #machine = new Set<string>();

  watch({ seed, level, passes: named }: CampaignOrder, index: number, using: Passes = passes): void {
    const { module, input, memory } = generateCase(seed, index);
    const { program } = checkGenerated(module);
    let steps = 0;
    for (const { rule } of watchSteps(program, environmentOf(input))) {
      this.#ell.add(rule);
      if (++steps >= watchedSteps) break;
    }
    const compiled = compile(program, { ...memory, level, passes: named }, using);
    if (!compiled.ok) return;
    for (const { rule } of traceMachine(compiled.value.image, { input, budget: watchedSteps })) this.#machine.add(rule);
  }

  summary(): Pick<CampaignProgress, "ell" | "machine"> {
    return { ell: shareOf(ellRules, this.#ell), machine: shareOf(machineRules, this.#machine) };
  }
}

function shareOf(all: readonly string[], fired: ReadonlySet<string>): CampaignProgress["ell"] {
  const missing = all.filter((rule) => !fired.has(rule));
  return { reached: all.length - missing.length, of: all.length, missing };
}
