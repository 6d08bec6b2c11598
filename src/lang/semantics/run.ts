/**
 * Running the small-step semantics on int32 words: to a behaviour, or as a sequence of steps that a caller watches.
 */

import type { Behaviour, Outcome } from "../../core/behaviour.ts";
import type { RecordingEnvironment } from "../../core/environment.ts";
import { int32 } from "../../core/word.ts";
import type { NodeId, Program } from "../program/program.ts";
import { ConcreteStore } from "./concrete-store.ts";
import { type Configuration, initial, type SourceFinal } from "./configuration.ts";
import { ContinuationSize, defaultContinuation } from "./continuation-size.ts";
import { type Rule, type Setting, step, type Transition } from "./step.ts";
import { type TrapDetail, TrapWatch } from "./trap-detail.ts";

/** How long an observer watches. When one of these budgets is spent, the outcome is `running`. */
export interface Budget {
  /** Steps; by default without limit. */
  readonly clock?: number;
  /** Host bytes for the store; by default 1 GiB. */
  readonly memory?: number;
  /** Host bytes for the continuation, which grows with every call until the call returns; by default 256 MiB. */
  readonly continuation?: number;
}

/** A run's behaviour, how many steps it took, and where it trapped. */
export interface Run extends Behaviour {
  /** Transitions made. */
  readonly steps: number;
  /** The node at which it trapped. */
  readonly node: NodeId | undefined;
  /** The values that caused the trap. */
  readonly detail: TrapDetail | undefined;
  /** Which budget was spent, when the outcome is `running`. */
  readonly spent: keyof Budget | undefined;
  /** The last configuration. */
  readonly last: Configuration<number>;
}

/** How much of its budget a run has spent. */
class Expenses {
  readonly store: ConcreteStore;
  steps = 0;
  readonly #continuation = new ContinuationSize();
  readonly #budget: Required<Budget>;

  constructor(program: Program, budget: Budget) {
    this.store = new ConcreteStore(program.globals.length);
    const { clock = Number.POSITIVE_INFINITY, memory = 2 ** 30, continuation = defaultContinuation } = budget;
    this.#budget = { clock, memory, continuation };
  }

  observe(transition: Transition<number>): void {
    this.steps++;
    this.#continuation.observe(transition);
  }

  /** Which budget is spent; undefined when none is. */
  spent(): keyof Budget | undefined {
    const { clock, memory, continuation } = this.#budget;
    if (this.steps >= clock) return "clock";
    if (this.store.spent > memory) return "memory";
    return this.#continuation.spent > continuation ? "continuation" : undefined;
  }
}

function outcomeOf(final: SourceFinal<number>): Outcome {
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
  const expenses = new Expenses(program, budget);
  const traps = new TrapWatch();
  const setting: Setting<number> = { program, words: int32, environment };
  const { events } = environment;
  let last: Configuration<number> = initial(program, 0, expenses.store);
  for (;;) {
    const spent = expenses.spent();
    const { steps } = expenses;
    if (spent !== undefined)
      return { events, outcome: { kind: "running" }, steps, node: undefined, detail: undefined, spent, last };
    const transition = step(setting, last);
    expenses.observe(transition);
    const detail = traps.observe(transition.rule, last);
    const { final } = transition;
    if (final !== undefined) {
      const node = final.kind === "trapped" ? final.node : undefined;
      return { events, outcome: outcomeOf(final), steps: expenses.steps, node, detail, spent: undefined, last };
    }
    last = transition.next;
  }
}

/** One watched step: the rule, and the configurations before and after (none after the last). */
export interface WatchedStep {
  readonly rule: Rule;
  readonly before: Configuration<number>;
  readonly after: Configuration<number> | undefined;
  readonly outcome: Outcome | undefined;
  /** The values behind a trap. */
  readonly detail: TrapDetail | undefined;
  /** The budget that is spent after this step, which is then the last one. */
  readonly spent: keyof Budget | undefined;
}

/**
 * The steps of a run, one by one, each with the name of its rule. A caller may keep the control, frame and continuation of
 * a configuration. Its store is linear: it always shows the present state.
 */
export function* watchSteps(
  program: Program,
  environment: RecordingEnvironment,
  budget: Budget = {},
): Generator<WatchedStep> {
  const expenses = new Expenses(program, budget);
  const traps = new TrapWatch();
  const setting: Setting<number> = { program, words: int32, environment };
  let before: Configuration<number> = initial(program, 0, expenses.store);
  for (;;) {
    const transition = step(setting, before);
    expenses.observe(transition);
    const { rule, final, next: after } = transition;
    const outcome = final === undefined ? undefined : outcomeOf(final);
    const spent = outcome === undefined ? expenses.spent() : undefined;
    yield { rule, before, after, outcome, detail: traps.observe(rule, before), spent };
    if (after === undefined || spent !== undefined) return;
    before = after;
  }
}
