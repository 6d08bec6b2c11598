/**
 * Observing the machine: a run of the reference semantics with its coverage, or up to a given event.
 *
 * System calls that Ell never makes are faults here: a real kernel might do anything there that our events do not show.
 */

import type { Behaviour, Outcome } from "../../core/behaviour.ts";
import { type Arrival, environmentOf } from "../../core/environment.ts";
import type { Words } from "../../core/word.ts";
import { assemblyText } from "../../machine/isa/disassemble.ts";
import type { Image } from "../../machine/isa/image.ts";
import { ellSystemCalls } from "../../machine/semantics/ell-environment.ts";
import { loadMachine } from "../../machine/semantics/load.ts";
import { step } from "../../machine/semantics/step.ts";
import type { Share } from "./coverage.ts";

/** How long to observe; a run that has not ended by then is `running`. */
export interface MachineBudget {
  /** Instructions. */
  readonly clock: number;
  /** How blocks arrive and are taken; whole unless given. */
  readonly arrival?: Arrival | undefined;
  /** The arithmetic of the machine; by default that of the manual. Others are for demonstrations of the assumptions. */
  readonly words?: Words<number>;
}

/** A behaviour of the machine, and what it cost. */
export interface MachineObservation extends Behaviour {
  /** Instructions executed. */
  readonly steps: number;
  /** Where it stopped, or would go on. */
  readonly pc: number;
}

/** Where the machine is: the step, its pc, and the instruction there. */
export interface MachinePlace {
  readonly step: number;
  readonly pc: number;
  /** Assembly text; none when there is no instruction at pc. */
  readonly instruction: string | undefined;
}

/** The instructions of an image that runs reached. */
export class TextCoverage {
  readonly #start: number;
  readonly #executed: Uint8Array;
  readonly #words: number;

  constructor(image: Image) {
    const text = image.segments.find(({ permissions }) => permissions.execute);
    this.#start = text?.address ?? 0;
    this.#words = (text?.bytes.length ?? 0) >>> 2;
    this.#executed = new Uint8Array(this.#words);
  }

  /** Count one instruction. */
  step(pc: number): void {
    const index = ((pc >>> 0) - this.#start) >>> 2;
    if (index < this.#words) this.#executed[index] = 1;
  }

  /** Words of the text segment executed, of all. */
  summary(): Share {
    return { reached: this.#executed.reduce((sum, one) => sum + one, 0), of: this.#words };
  }
}

/** Run the image on an input, counting what it reaches. */
export function observeMachine(
  image: Image,
  input: Uint8Array,
  budget: MachineBudget,
  coverage?: TextCoverage,
): MachineObservation {
  const environment = environmentOf(input, budget.arrival);
  const machine = machineOf(image, environment, budget);
  let outcome: Outcome = { kind: "running" };
  let steps = 0;
  while (steps < budget.clock) {
    coverage?.step(machine.pc);
    const final = step(machine).outcome;
    steps++;
    if (final === undefined) continue;
    outcome = final;
    break;
  }
  return { events: environment.events, outcome, steps, pc: machine.pc >>> 0 };
}

/** The step that made event number `index` (from 0), or the last step when there was no such event. */
export function placeInMachine(
  image: Image,
  input: Uint8Array,
  budget: MachineBudget,
  index: number,
): MachinePlace | undefined {
  const environment = environmentOf(input, budget.arrival);
  const machine = machineOf(image, environment, budget);
  for (let steps = 0; steps < budget.clock; steps++) {
    const { pc, instruction, outcome } = step(machine);
    if (outcome === undefined && environment.events.length <= index && steps + 1 < budget.clock) continue;
    const text = instruction === undefined ? undefined : assemblyText(instruction, { pc });
    return { step: steps, pc: pc >>> 0, instruction: text?.replace("\t", " ") };
  }
  return undefined;
}

function machineOf(image: Image, environment: ReturnType<typeof environmentOf>, budget: MachineBudget) {
  const machine = loadMachine(image, ellSystemCalls(environment));
  return budget.words === undefined ? machine : { ...machine, words: budget.words };
}
