/**
 * Observing the source: a run of the small-step semantics with its coverage, or up to a given event.
 */

import type { Behaviour, Outcome } from "../../core/behaviour.ts";
import { type Arrival, environmentOf } from "../../core/environment.ts";
import { int32, type Words } from "../../core/word.ts";
import type { NodeId, Program } from "../../lang/program/program.ts";
import { ConcreteStore } from "../../lang/semantics/concrete-store.ts";
import { type Configuration, initial } from "../../lang/semantics/configuration.ts";
import { ContinuationSize, defaultContinuation } from "../../lang/semantics/continuation-size.ts";
import { type Rule, type Setting, step } from "../../lang/semantics/step.ts";
import type { CoverageRecorder } from "./coverage.ts";

/** How long to observe; a run that has not ended by then is `running`. */
export interface SourceBudget {
  /** Steps. */
  readonly clock: number;
  /** Host bytes for arrays; by default 1 GiB. */
  readonly memory?: number;
  /** How blocks arrive and are taken; whole unless given. */
  readonly arrival?: Arrival | undefined;
  /** The arithmetic; by default `int32`. */
  readonly words?: Words<number>;
}

/** A behaviour of the source, and what it cost. */
export interface SourceObservation extends Behaviour {
  readonly steps: number;
}

/** Where the source is: the step, its rule, and the node it is about. */
export interface SourcePlace {
  readonly step: number;
  readonly rule: Rule;
  readonly node: NodeId;
}

/** Run the program on an input, counting what it reaches. */
export function observeSource(
  program: Program,
  input: Uint8Array,
  budget: SourceBudget,
  coverage?: CoverageRecorder,
): SourceObservation {
  const environment = environmentOf(input, budget.arrival);
  const visit: Visit | undefined =
    coverage &&
    ((before, rule) => {
      coverage.step(before, rule);
      return true;
    });
  return { events: environment.events, ...walk(program, environment, budget, visit) };
}

/** The step that made event number `index` (from 0), or the last step when there was no such event. */
export function placeInSource(
  program: Program,
  input: Uint8Array,
  budget: SourceBudget,
  index: number,
): SourcePlace | undefined {
  const environment = environmentOf(input, budget.arrival);
  let place: SourcePlace | undefined;
  walk(program, environment, budget, (before, rule, step) => {
    const node = nodeOf(before);
    if (node !== undefined) place = { step, rule, node };
    return environment.events.length <= index;
  });
  return place;
}

/** What a walk calls after each step, with the configuration before it; false ends the walk. */
type Visit = (before: Configuration<number>, rule: Rule, step: number) => boolean;

function walk(
  program: Program,
  environment: Setting<number>["environment"],
  budget: SourceBudget,
  visit?: Visit,
): { readonly outcome: Outcome; readonly steps: number } {
  const store = new ConcreteStore(program.globals.length);
  const setting: Setting<number> = { program, words: budget.words ?? int32, environment };
  const memory = budget.memory ?? 2 ** 30;
  let before = initial(program, 0, store);
  let steps = 0;
  const continuation = new ContinuationSize();
  while (steps < budget.clock && store.spent <= memory && continuation.spent <= defaultContinuation) {
    const transition = step(setting, before);
    const { rule, next, final } = transition;
    continuation.observe(transition);
    const goOn = visit?.(before, rule, steps);
    steps++;
    if (next === undefined) {
      return { outcome: final.kind === "trapped" ? { kind: "trapped", trap: final.trap } : final, steps };
    }
    if (goOn === false) break;
    before = next;
  }
  return { outcome: { kind: "running" }, steps };
}

/**
 * The node a configuration is about: the one in control, or the one that consumes its value; none at the very end.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { parseProgram, watchSteps } from "etalon/lang";
 * import { nodeOf } from "etalon/proof";
 * const program = parseProgram("fn main(): int { return 0; }");
 * if (!program.ok) throw new Error("refused");
 * const [first] = watchSteps(program.value, environmentOf(new Uint8Array()));
 * nodeOf(first!.before) === program.value.functions[program.value.start]!.body.id; // => true
 * ```
 */
export function nodeOf({ control, continuation }: Configuration<unknown>): NodeId | undefined {
  if (control.at === "evaluate") return control.expression.id;
  if (control.at === "execute") return control.statement.id;
  return continuation.kind === "end" ? undefined : continuation.node.id;
}
