/**
 * What a language must provide so that a compiler from it or to it can be tested: where a run begins, how it goes on,
 * and what has been seen of it so far.
 *
 * The shape is that of bedrock2's and CompCert's language records: the syntax of programs, of configurations and of
 * behaviours is the language's own business. Etalon's four languages are written down so in etalon-phases.ts.
 */

import type { Behaviour as EllBehaviour } from "../../core/behaviour.ts";

interface Common<Program, Configuration, Input, Behaviour> {
  /** The language, as reports name it. */
  readonly name: string;
  /** The configuration in which the program begins on an input. Configurations may be changed in place. */
  readonly initial: (program: Program, input: Input) => Configuration;
  /** What has been seen so far. When the run has not ended, the behaviour must say so. */
  readonly behaviour: (configuration: Configuration) => Behaviour;
  /** A configuration on one line, for traces. By default the fields that changed: of it (`step`), or of what it shows (`run`). */
  readonly print?: (configuration: Configuration) => string;
}

/** A semantics of small steps. */
export interface StepSemantics<Program, Configuration, Input = Uint8Array, Behaviour = EllBehaviour>
  extends Common<Program, Configuration, Input, Behaviour> {
  /** The next configuration; undefined when there is none, because the run has ended. */
  readonly step: (configuration: Configuration) => Configuration | undefined;
}

/** A semantics that runs by itself, for as long as it is told to. */
export interface RunSemantics<Program, Configuration, Input = Uint8Array, Behaviour = EllBehaviour>
  extends Common<Program, Configuration, Input, Behaviour> {
  /** Where the run is when it has ended or `clock` is spent; the clock counts whatever makes every run end. */
  readonly run: (configuration: Configuration, clock: number) => Configuration;
  /** How much of the clock was spent. */
  readonly cost: (configuration: Configuration) => number;
}

/**
 * The meaning of a language.
 *
 * @example
 * ```ts
 * import { observe, type Semantics } from "etalon/testing";
 * // A program is a number; it counts down to zero and shows how far it is.
 * const countdown: Semantics<number, number, null, { left: number; done: boolean }> = {
 *   name: "countdown",
 *   initial: (program) => program,
 *   step: (n) => (n > 0 ? n - 1 : undefined),
 *   behaviour: (n) => ({ left: n, done: n === 0 }),
 * };
 * observe(countdown, 3, null, 100); // => { behaviour: { left: 0, done: true }, cost: 3 }
 * observe(countdown, 3, null, 2); // => { behaviour: { left: 1, done: false }, cost: 2 }
 * ```
 */
export type Semantics<Program, Configuration, Input = Uint8Array, Behaviour = EllBehaviour> =
  | StepSemantics<Program, Configuration, Input, Behaviour>
  | RunSemantics<Program, Configuration, Input, Behaviour>;

/** What was seen of a run, and what it cost. */
export interface Observation<Behaviour> {
  readonly behaviour: Behaviour;
  /** How much of the clock was spent: steps, for small steps. */
  readonly cost: number;
}

/** Run a program on an input, for at most `clock`. */
export function observe<Program, Configuration, Input, Behaviour>(
  semantics: Semantics<Program, Configuration, Input, Behaviour>,
  program: Program,
  input: Input,
  clock: number,
): Observation<Behaviour> {
  let c = semantics.initial(program, input);
  if ("run" in semantics) {
    c = semantics.run(c, clock);
    return { behaviour: semantics.behaviour(c), cost: semantics.cost(c) };
  }
  let cost = 0;
  for (; cost < clock; cost++) {
    const next = semantics.step(c);
    if (next === undefined) break;
    c = next;
  }
  return { behaviour: semantics.behaviour(c), cost };
}
