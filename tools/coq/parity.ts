/**
 * Do the semantics in Coq and in TypeScript agree? A run in both, step by step: the same rule, the same events, and the same end.
 * On the machine also the same pc and registers after every step.
 */

import { describeOutcome, type Event, type Outcome, sameEvent, sameOutcome } from "../../src/core/behaviour.ts";
import { type Arrival, environmentOf } from "../../src/core/environment.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { watchSteps } from "../../src/lang/semantics/run.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import { ellSystemCalls } from "../../src/machine/semantics/ell-environment.ts";
import { loadMachine } from "../../src/machine/semantics/load.ts";
import { step } from "../../src/machine/semantics/step.ts";
import { noRegisters } from "../../src/second/runs.ts";
import { ellSteps } from "./ell.ts";
import { machineSteps } from "./machine.ts";

/** How many steps both took together, how the run ended (`running`: the clock was spent), and where they differ first, if they do. */
export interface Parity {
  readonly steps: number;
  readonly outcome: Outcome;
  readonly difference: string | undefined;
}

/** What one side did in a step. */
export interface Side {
  readonly rule: string;
  readonly events: readonly Event[];
  readonly outcome: Outcome | undefined;
  /** What else must be equal: the node of a trap, pc and registers. */
  readonly more: readonly (number | undefined)[];
}

/** What a side did, in a line. */
function line({ rule, events, outcome, more }: Side): string {
  const ended = outcome === undefined ? "" : `, ${describeOutcome(outcome)}`;
  return `${rule} ${JSON.stringify(events)}${ended} ${more.join(" ")}`;
}

function same(a: Side, b: Side): boolean {
  return (
    a.rule === b.rule &&
    a.events.length === b.events.length &&
    a.events.every((event, i) => sameEvent(event, b.events[i]!)) &&
    (a.outcome === undefined || b.outcome === undefined
      ? a.outcome === b.outcome
      : sameOutcome(a.outcome, b.outcome)) &&
    a.more.length === b.more.length &&
    a.more.every((value, i) => value === b.more[i])
  );
}

/** The first difference between a run in Coq and one of ours, in so many steps. */
export function compareRuns(coq: Iterator<Side>, ours: Iterator<Side>, clock: number): Parity {
  for (let steps = 0; steps < clock; steps++) {
    const a = coq.next().value as Side;
    const b = ours.next().value as Side;
    if (!same(a, b)) {
      const difference = `step ${steps}\n  Coq:        ${line(a)}\n  TypeScript: ${line(b)}`;
      return { steps, outcome: b.outcome ?? { kind: "running" }, difference };
    }
    if (b.outcome !== undefined) return { steps: steps + 1, outcome: b.outcome, difference: undefined };
  }
  return { steps: clock, outcome: { kind: "running" }, difference: undefined };
}

/** A program in both semantics, for so many steps at most. */
export function ellParity(program: Program, input: Uint8Array, clock: number, arrival?: Arrival): Parity {
  return compareRuns(coqEll(program, input, arrival), ourEll(program, input, arrival), clock);
}

/** A program's run in Coq. */
export function* coqEll(program: Program, input: Uint8Array, arrival?: Arrival): Generator<Side> {
  for (const { rule, events, outcome, node } of ellSteps(program, input, arrival))
    yield { rule, events, outcome, more: [node] };
}

/** A program's run in TypeScript. */
export function* ourEll(program: Program, input: Uint8Array, arrival?: Arrival): Generator<Side> {
  const environment = environmentOf(input, arrival);
  for (const { rule, outcome, before } of watchSteps(program, environment)) {
    const events = environment.events.splice(0);
    const node = outcome?.kind === "trapped" ? nodeAt(before.continuation) : undefined;
    yield { rule, events, outcome, more: [node] };
  }
}

/** A trap is at the node that awaits a value. */
function nodeAt(continuation: { readonly kind: string; readonly node?: { readonly id: number } }): number | undefined {
  return continuation.node?.id;
}

/** Where a machine begins and what it is given. */
export interface MachineCase {
  readonly image: Image;
  readonly input?: Uint8Array;
  readonly arrival?: Arrival;
  /** The words of x1 … x31 at the start; 0 unless given. */
  readonly registers?: readonly number[];
}

/** An image in both semantics, for so many steps at most. */
export function machineParity(machine: MachineCase, clock: number): Parity {
  return compareRuns(coqMachine(machine), ourMachine(machine), clock);
}

function* coqMachine({ image, input = new Uint8Array(), arrival, registers }: MachineCase): Generator<Side> {
  for (const { rule, events, outcome, pc, registers: x } of machineSteps(image, input, arrival, registers))
    yield { rule, events, outcome, more: [pc, ...(x ?? [])] };
}

function* ourMachine({
  image,
  input = new Uint8Array(),
  arrival,
  registers = noRegisters,
}: MachineCase): Generator<Side> {
  const environment = environmentOf(input, arrival);
  const machine = loadMachine(image, ellSystemCalls(environment));
  for (const [i, word] of registers.entries()) machine.registers[i + 1] = word | 0;
  for (;;) {
    const { rule, outcome } = step(machine);
    const events = environment.events.splice(0);
    const pc = machine.pc >>> 0;
    if (outcome !== undefined) {
      yield { rule, events, outcome, more: [pc] };
      return;
    }
    yield { rule, events, outcome: undefined, more: [pc, ...machine.registers] };
  }
}
