/**
 * Running the small-step semantics: the same rules on int32 words, to a behaviour or as a watched sequence of steps.
 */

import type { Behaviour, Outcome } from "../core/behaviour.ts";
import type { RecordingEnvironment } from "../core/environment.ts";
import { int32 } from "../core/word.ts";
import { ConcreteStore } from "./concrete-store.ts";
import { type Configuration, type Final, initial } from "./configuration.ts";
import type { NodeId, Program } from "./program.ts";
import { type Rule, type Setting, step } from "./step.ts";

/** How long an observer watches. Whichever is spent first, the outcome is then `running`. */
export interface Budget {
  /** Steps; by default without limit. */
  readonly clock?: number;
  /** Host bytes for the store; by default 1 GiB. */
  readonly memory?: number;
}

/** A run's behaviour, the steps it took, and where it stopped itself. */
export interface Run extends Behaviour {
  /** Transitions made. */
  readonly steps: number;
  /** The node at which it trapped. */
  readonly node: NodeId | undefined;
}

const defaultMemory = 2 ** 30;

function outcomeOf(final: Final<number>): Outcome {
  return final.kind === "halted" ? final : { kind: "trapped", trap: final.trap };
}

/**
 * The behaviour of a program under the small-step semantics.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { parseProgram, runSteps } from "etalon/lang";
 * const program = parseProgram("fn main(): int { return 6 * 7; }");
 * if (!program.ok) throw new Error("refused");
 * runSteps(program.value, environmentOf(new Uint8Array())).outcome; // => { kind: "halted", code: 42 }
 * ```
 */
export function runSteps(program: Program, environment: RecordingEnvironment, budget: Budget = {}): Run {
  const clock = budget.clock ?? Number.POSITIVE_INFINITY;
  const memory = budget.memory ?? defaultMemory;
  const store = new ConcreteStore(program.globals.length);
  const setting: Setting<number> = { program, words: int32, environment };
  let c: Configuration<number> = initial(program, 0, store);
  let steps = 0;
  while (steps < clock && store.spent <= memory) {
    const transition = step(setting, c);
    steps++;
    if (transition.final !== undefined) {
      const node = transition.final.kind === "trapped" ? transition.final.node : undefined;
      return { events: environment.events, outcome: outcomeOf(transition.final), steps, node };
    }
    c = transition.next;
  }
  return { events: environment.events, outcome: { kind: "running" }, steps, node: undefined };
}

/** One watched step: the rule, and the configurations before and after (none after the last). */
export interface WatchedStep {
  readonly rule: Rule;
  readonly before: Configuration<number>;
  readonly after: Configuration<number> | undefined;
  readonly outcome: Outcome | undefined;
}

/**
 * The steps of a run, one by one, each under the name of its rule. Control, frame and continuation of a configuration
 * may be kept; its store is linear and shows the present.
 */
export function* watchSteps(program: Program, environment: RecordingEnvironment): Generator<WatchedStep> {
  const setting: Setting<number> = { program, words: int32, environment };
  let before: Configuration<number> = initial(program, 0, new ConcreteStore(program.globals.length));
  for (;;) {
    const transition = step(setting, before);
    const outcome = transition.final === undefined ? undefined : outcomeOf(transition.final);
    yield { rule: transition.rule, before, after: transition.next, outcome };
    if (transition.next === undefined) return;
    before = transition.next;
  }
}
