/**
 * A run of the machine that can be explained: each step with the registers before it. It costs a copy of the registers at
 * each step; `traceMachine` is for runs that are only shown.
 */

import type { Event } from "../../core/behaviour.ts";
import { environmentOf } from "../../core/environment.ts";
import type { Image } from "../../machine/isa/image.ts";
import { ellSystemCalls } from "../../machine/semantics/ell-environment.ts";
import { loadMachine } from "../../machine/semantics/load.ts";
import type { Memory } from "../../machine/semantics/machine.ts";
import { defaultEventBudget, type RunOptions } from "../../machine/semantics/run.ts";
import { type Step, step } from "../../machine/semantics/step.ts";

/** A step of the machine, and where it was taken. */
export interface MachineMoment {
  readonly step: Step<number>;
  /** x0…x31 before the step. */
  readonly registers: readonly number[];
  /** The memory as it is now. */
  readonly memory: Memory<number>;
  /** The events of this step. */
  readonly events: readonly Event[];
}

/**
 * The steps of a run, one by one, until it stops or a budget is spent.
 *
 * @example
 * ```ts
 * import { machineAnswer, watchMachine } from "etalon/rules";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x13, 0x05, 0x10, 0x00), size: 4, permissions: { read: true, write: false, execute: true } };
 * const [first] = watchMachine({ entry: 0x10000, segments: [text] });
 * first?.step.rule; // => "addi"
 * const answer = machineAnswer("add", first!);
 * answer.kind === "fails" && answer.words; // => "M[10000, 4] encodes addi a0,zero,1"
 * ```
 */
export function* watchMachine(image: Image, options: RunOptions = {}): Generator<MachineMoment> {
  const environment = environmentOf(options.input ?? new Uint8Array());
  const { system = ellSystemCalls } = options;
  const machine = loadMachine(image, system(environment), options);
  const { events } = environment;
  const budget = options.budget ?? Number.POSITIVE_INFINITY;
  const eventBudget = options.eventBudget ?? defaultEventBudget;
  for (let index = 0; index < budget && events.length < eventBudget; index++) {
    const before = events.length;
    const registers = machine.registers.slice();
    const taken = step(machine);
    yield { step: taken, registers, memory: machine.memory, events: events.slice(before) };
    if (taken.outcome !== undefined) return;
  }
}
