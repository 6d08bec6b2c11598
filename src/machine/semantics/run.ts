/**
 * Running the reference semantics on an image, to its behaviour.
 */

import type { Behaviour, Outcome } from "../../core/behaviour.ts";
import { type Arrival, type Environment, environmentOf } from "../../core/environment.ts";
import type { Image } from "../isa/image.ts";
import { ellSystemCalls } from "./ell-environment.ts";
import { type LoadOptions, loadMachine } from "./load.ts";
import type { Machine, SystemCalls } from "./machine.ts";
import { step } from "./step.ts";

/** The input of a run, and how long to observe it. Whichever budget is spent first, the outcome is `running`. */
export interface RunOptions extends LoadOptions {
  /** The bytes on standard input; none unless given. */
  readonly input?: Uint8Array;
  /** How blocks of the input arrive, and of the output are taken; whole unless given. */
  readonly arrival?: Arrival | undefined;
  /** The system under the machine; that of Ell, {@link ellSystemCalls}, unless given. */
  readonly system?: (environment: Environment<number>) => SystemCalls<number>;
  /** The most instructions to retire; without limit unless given. */
  readonly budget?: number;
  /** The number of events at which to stop watching, up to one system call late; 2²⁴ unless given. */
  readonly eventBudget?: number;
}

/** A run's behaviour, its cost, and where it stopped. */
export interface MachineRun extends Behaviour {
  /** Instructions retired: every one that did not fault, the last `ecall` or `ebreak` included. */
  readonly retired: number;
  /** The address, unsigned, of the instruction that stopped the machine, or of the next one when it is still running. */
  readonly pc: number;
  /** The machine after the run. */
  readonly machine: Machine<number>;
}

/** The event budget unless given. */
export const defaultEventBudget = 2 ** 24;

/**
 * The behaviour of an image under the reference semantics.
 *
 * @example
 * ```ts
 * import { runMachine } from "etalon/machine";
 * const loop = { address: 0x10000, bytes: Uint8Array.of(0x6f, 0, 0, 0), size: 4, permissions: { read: true, write: false, execute: true } };
 * const run = runMachine({ entry: 0x10000, segments: [loop] }, { budget: 1000 });
 * run.outcome; // => { kind: "running" }
 * run.retired; // => 1000
 * ```
 */
export function runMachine(image: Image, options: RunOptions = {}): MachineRun {
  const environment = environmentOf(options.input ?? new Uint8Array(), options.arrival);
  const { system = ellSystemCalls } = options;
  const machine = loadMachine(image, system(environment), options);
  const { events } = environment;
  const budget = options.budget ?? Number.POSITIVE_INFINITY;
  const eventBudget = options.eventBudget ?? defaultEventBudget;
  let outcome: Outcome = { kind: "running" };
  let retired = 0;
  while (retired < budget && events.length < eventBudget) {
    const final = step(machine).outcome;
    if (final === undefined) {
      retired++;
      continue;
    }
    if (final.kind !== "faulted") retired++;
    outcome = final;
    break;
  }
  return { events, outcome, retired, pc: machine.pc >>> 0, machine };
}
