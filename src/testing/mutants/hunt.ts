/**
 * The hunt: each mutant is tried on a stream of trials until it is killed; the result tells what killed it.
 *
 * A difference between source and image kills a mutant. Then the other properties are checked too: they tell in which pass
 * the difference begins and that the certificate is refused. Last, the case is made small. A mutant's time is what it
 * would have taken alone: making the trials, and trying this mutant on them.
 */

import type { Compilation } from "../../compiler/compile-with.ts";
import type { ResultName } from "../../compiler/steps.ts";
import { printModule } from "../../lang/syntax/print.ts";
import type { Module } from "../../lang/syntax/tree.ts";
import type { Case } from "../generate/shrink.ts";
import { shrink } from "../generate/shrink.ts";
import { programOf, spreadOver, textOfFiles } from "../generate/spread.ts";
import type { Mutant } from "./catalogue.ts";
import {
  behaviourProperties,
  certificateVerdict,
  differs,
  type Exhibit,
  exhibit,
  type PropertyName,
  remake,
  type Trial,
} from "./exhibit.ts";
import { trial } from "./stream.ts";

/** How a mutant was killed. */
export interface Kill {
  readonly mutant: Mutant;
  /** How many trials it took. */
  readonly tests: number;
  /** The seed of the last trial, which identifies it. */
  readonly seed: number;
  /** Milliseconds until the kill, and milliseconds for making the case small. */
  readonly time: number;
  readonly shrinkTime: number;
  /** For each property: does it fail on the case? */
  readonly by: Readonly<Record<PropertyName, boolean>>;
  /** Does the checker certify an image that differs? Then the checker is unsound. */
  readonly unsound: boolean;
  /** The case after it was made small; of a program of several files, `source` is all of them, each after its path. */
  readonly small: { readonly source: string; readonly input: readonly number[]; readonly nodes: number };
}

/** The progress of a hunt, after each trial. */
export interface Progress {
  readonly tests: number;
  readonly alive: readonly Mutant[];
  /** The kills of this trial. */
  readonly kills: readonly Kill[];
}

/** How many smaller cases are tried; and which part of the budgets each of them gets, since many never end. */
const shrinkLimit = 4000;
const shrinkShare = 0.05;

/** Does the image that the mutant makes of this case differ from the source? */
export function shows(
  mutant: Pick<Mutant, "wraps" | "passes">,
  { module, input }: Case,
  memory: Trial["memory"],
  spread?: number,
): boolean {
  const checked = programOf(module, spread);
  if (!checked.ok) return false;
  const shown = exhibit({ program: checked.value, input, memory }, shrinkShare);
  if (typeof shown === "string") return false;
  const made = remake(shown, mutant);
  return made.kind === "different" && differs(shown, made.compilation, "machine");
}

/**
 * Hunt the mutants on trials `seed`, `seed` + 1, …, until none is left. It is endless when a mutant cannot be killed: the
 * caller decides when to stop.
 *
 * @example
 * ```ts
 * import { hunt, mutants } from "etalon/testing";
 * const chosen = mutants.filter(({ name }) => name === "exit-code-lost");
 * const [first] = [...hunt(chosen, { seed: 1 })].flatMap(({ kills }) => kills);
 * [first?.by.flow, first?.by.machine, first?.by.certificate]; // => [true, true, true]
 * ```
 */
export function* hunt(
  mutants: readonly Mutant[],
  options: {
    readonly seed: number;
    /** Whether to make cases small; by default true. */
    readonly small?: boolean;
    /** The clock, in milliseconds; by default wall-clock time. */
    readonly now?: () => number;
  },
): Generator<Progress> {
  const { seed, small: shrinking = true, now = () => performance.now() } = options;
  let alive = mutants;
  const spent = new Map<string, number>(mutants.map(({ name }) => [name, 0]));
  let shared = 0;
  for (let tests = 1; alive.length > 0; tests++) {
    const begin = now();
    const number = (seed + tests - 1) | 0;
    const made = trial(number);
    const shown = exhibit(made);
    shared += now() - begin;
    const kills: Kill[] = [];
    if (typeof shown !== "string")
      for (const mutant of alive) {
        const start = now();
        const remade = remake(shown, mutant);
        const killed = remade.kind === "different" && differs(shown, remade.compilation, "machine");
        const time = spent.get(mutant.name)! + now() - start;
        spent.set(mutant.name, time);
        if (!killed) continue;
        const verdict = certificateVerdict(shown, remade.compilation).verdict;
        const by = failing(shown, remade.compilation, verdict !== "certified");
        const shrinkStart = now();
        const small = shrink(made, (c) => shows(mutant, c, made.memory, made.spread), shrinking ? shrinkLimit : 0);
        kills.push({
          mutant,
          tests,
          seed: number,
          time: shared + time,
          shrinkTime: now() - shrinkStart,
          by,
          unsound: verdict === "certified",
          small: { source: textOf(small.module, made.spread), input: [...small.input], nodes: small.nodes },
        });
      }
    if (kills.length > 0) alive = alive.filter((mutant) => !kills.some((kill) => kill.mutant === mutant));
    yield { tests, alive, kills };
  }
}

/** The text of a program; of one that is spread over files, all of them, the main file first. */
function textOf(module: Module, spread: number | undefined): string {
  if (spread === undefined) return printModule(module);
  return textOfFiles(spreadOver(module, spread));
}

/** Which properties fail on an exhibit whose image is known to differ. */
function failing(shown: Exhibit, compilation: Compilation, certificate: boolean): Kill["by"] {
  const found = behaviourProperties.map(
    (property) => [property, property === "machine" || differs(shown, compilation, property)] as const,
  );
  return { ...(Object.fromEntries(found) as Record<ResultName, boolean>), certificate };
}

/** Which of the mutants one exhibit kills; for fixed streams, in which all mutants are tried on all trials. */
export function killedBy(shown: Exhibit, mutants: readonly Mutant[]): Mutant[] {
  return mutants.filter((mutant) => {
    const made = remake(shown, mutant);
    return made.kind === "different" && differs(shown, made.compilation, "machine");
  });
}
