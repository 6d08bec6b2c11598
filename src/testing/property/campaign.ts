/**
 * Campaigns: many cases of one seed, in blocks of 250. A block is the unit of work, of the record and of resuming;
 * it is a function of the settings and its number alone, so workers and shards may divide the blocks in any way.
 */

import type { OptimisationOptions } from "../../compiler/optimisations.ts";
import type { Program } from "../../lang/program/program.ts";
import { printModule } from "../../lang/syntax/print.ts";
import { labelsOf, type ProgramLabels } from "../generate/labels.ts";
import { type CaseOptions, generateCase, programOfCase, type TestCase } from "./cases.ts";
import { shrinkCase } from "./explain.ts";
import { type Examination, type Judgement, judgePrograms } from "./judge.ts";
import { type Tally, Tallying } from "./tally.ts";
import { replayToken } from "./token.ts";

/** What makes a campaign the same campaign: with equal settings, equal verdicts. */
export interface CampaignSettings extends CaseOptions, OptimisationOptions {
  readonly seed: number;
  /** Check each program's certificate too. */
  readonly certify: boolean;
}

/** Cases in a block. */
export const blockSize = 250;

/** A case that failed. */
export interface Finding {
  /** The number of the case. */
  readonly index: number;
  /** The class of the failure. */
  readonly class: string;
  readonly detail: string;
  /** Replays the case as it was generated. */
  readonly token: string;
  /** The case made small; only the first of each class in a block is. */
  readonly shrunk?: { readonly text: string; readonly nodes: number; readonly tried: number; readonly token: string };
}

/** The result of a block. */
export interface BlockResult {
  readonly block: number;
  /** How many cases of the block were run, from its first: all, unless the campaign ended or was stopped in it. */
  readonly cases: number;
  readonly tally: Tally;
  readonly found: readonly Finding[];
}

/** What a block reports while it runs. */
export interface BlockProgress {
  /** Called with each failure as it is found. */
  readonly onFinding?: (finding: Finding) => void;
  /** Called after each case with how many are done; answers whether to go on. */
  readonly onCase?: (done: number) => boolean;
}

/**
 * Run the first `cases` cases of a block, or fewer when `onCase` stops it.
 *
 * @example
 * ```ts
 * import { defaultCases, runBlock } from "etalon/testing";
 * const result = runBlock({ ...defaultCases, seed: 1, certify: false }, 0, 50);
 * result.tally.cases; // => 50
 * result.found; // => []
 * ```
 */
export function runBlock(
  settings: CampaignSettings,
  block: number,
  cases: number = blockSize,
  examination: Examination = {},
  progress: BlockProgress = {},
): BlockResult {
  const { certify, level, passes } = settings;
  const how: Examination = { ...examination, certify, level, passes };
  const tallying = new Tallying();
  const found: Finding[] = [];
  const seen = new Set<string>();
  let done = 0;
  for (const judged of judgedCases(settings, block * blockSize, cases, how)) {
    const finding = findingOf(settings, judged, how, seen);
    tallying.add(judged.labels, judged.judgement);
    if (finding !== undefined) {
      found.push(finding);
      progress.onFinding?.(finding);
    }
    done++;
    if (progress.onCase?.(done) === false) break;
  }
  return { block, cases: done, tally: tallying.finish(), found };
}

/** A case, and what was seen of it. */
interface JudgedCase {
  readonly index: number;
  readonly test: TestCase;
  readonly labels: ProgramLabels;
  readonly judgement: Judgement;
}

/** So many cases are made before the first of them is judged. */
const together = 50;

/** Cases from an index on. */
function* judgedCases(
  settings: CampaignSettings,
  from: number,
  cases: number,
  how: Examination,
): Generator<JudgedCase> {
  for (let first = 0; first < cases; first += together) {
    const indices = Array.from({ length: Math.min(together, cases - first) }, (_, i) => from + first + i);
    const tests = indices.map((index) => generateCase(settings.seed, index, settings));
    // At once, while the processor has them at hand.
    const labels = tests.map(({ module }) => labelsOf(module));
    const made = tests.map((test) => ({ test, program: generatedProgram(test) }));
    for (const [i, judgement] of judgePrograms(made, how).entries())
      yield { index: indices[i]!, test: tests[i]!, labels: labels[i]!, judgement };
  }
}

function generatedProgram(test: TestCase): Program {
  const program = programOfCase(test);
  if (program.ok) return program.value;
  throw new Error(`a generated program was refused: ${program.error[0]?.message ?? ""}`);
}

function findingOf(
  settings: CampaignSettings,
  { index, test, judgement }: JudgedCase,
  how: Examination,
  seen: Set<string>,
): Finding | undefined {
  const { seed, size, swarm, files } = settings;
  const { failure } = judgement;
  if (failure === undefined) return undefined;
  const options = { size, swarm, ...(files && { files }) };
  const token = replayToken({ kind: "generated", seed, index, options }, settings);
  const finding = { index, class: failure.class, detail: failure.detail, token };
  if (seen.has(failure.class)) return finding;
  seen.add(failure.class);
  const small = shrinkCase(test, how);
  if (small === undefined) return finding;
  const { module, input, memory, spread, nodes, tried } = small;
  const text = printModule(module);
  const spreading = spread === undefined ? {} : { spread };
  return {
    ...finding,
    shrunk: {
      text,
      nodes,
      tried,
      token: replayToken({ kind: "program", text, input, memory, ...spreading }, settings),
    },
  };
}
