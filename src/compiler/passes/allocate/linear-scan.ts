/**
 * Linear scan register allocation (Poletto and Sarkar 1999): intervals in order of their start, each into a free
 * register that nothing clobbers while it is live; where there is none, the interval that ends last goes to the frame.
 *
 * An interval has one place for its whole life. Spill slots are shared by intervals that do not meet.
 */

import { argumentPlace } from "../../../machine/isa/convention.ts";
import type { FlowFunction, Operand, Register } from "../../flow/syntax.ts";
import {
  type AllocatedPlace,
  calleeSaved,
  callerSaved,
  machineClobbers,
  machineRegisters,
  slotPlace,
} from "../../target/place.ts";
import type { Liveness } from "./liveness.ts";

/** Where the registers of a function are kept. */
export interface Assignment {
  /** The place of each register; −1 for one that never occurs. */
  readonly places: readonly number[];
  /** How many spill slots there are. */
  readonly spills: number;
}

const anywhere: readonly number[] = [...callerSaved, ...calleeSaved];
const acrossEnvironment = anywhere.filter((register) => !machineClobbers.environment.includes(register));
const acrossCalls = calleeSaved;

/** The places of a function's registers. */
export function assignPlaces(f: FlowFunction, liveness: Liveness): Assignment {
  const { first, last, calls, environment } = liveness;
  const places = new Array<number>(f.registers).fill(-1);
  const order: Register[] = [];
  for (let register = 0; register < f.registers; register++)
    if (last[register]! >= first[register]!) order.push(register);
  order.sort((a, b) => first[a]! - first[b]! || a - b);

  const wishes = wishesOf(f);
  /** The interval that holds each machine register, and until when. */
  const holder = new Array<number>(32).fill(-1);
  const until = new Array<number>(32).fill(-1);
  const spilled: Register[] = [];
  for (const register of order) {
    const start = first[register]!;
    const end = last[register]!;
    const allowed = meets(calls, start, end)
      ? acrossCalls
      : meets(environment, start, end)
        ? acrossEnvironment
        : anywhere;
    let choice = wishes.find(register, places);
    if (choice === -1 || until[choice]! >= start || !allowed.includes(choice)) {
      choice = -1;
      for (const candidate of allowed) {
        if (until[candidate]! < start) {
          choice = candidate;
          break;
        }
      }
    }
    if (choice === -1) {
      let latest = allowed[0]!;
      for (const candidate of allowed) if (until[candidate]! > until[latest]!) latest = candidate;
      if (until[latest]! <= end) {
        spilled.push(register);
        continue;
      }
      spilled.push(holder[latest]!);
      choice = latest;
    }
    holder[choice] = register;
    until[choice] = end;
    places[register] = choice;
  }
  return { places, spills: assignSlots(spilled, liveness, places) };
}

/** Is there a position strictly inside the interval? `positions` ascend. */
function meets(positions: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! > start) high = middle;
    else low = middle + 1;
  }
  return low < positions.length && positions[low]! < end;
}

/** Give the spilled registers slots, again in order of their start; a slot is free again when its interval has ended. */
function assignSlots(spilled: readonly Register[], { first, last }: Liveness, places: number[]): number {
  const starting = [...spilled].sort((a, b) => first[a]! - first[b]! || a - b);
  const ending = [...spilled].sort((a, b) => last[a]! - last[b]! || a - b);
  const free: AllocatedPlace[] = [];
  let slots = 0;
  let ended = 0;
  for (const register of starting) {
    for (; last[ending[ended]!]! < first[register]!; ended++) free.push(places[ending[ended]!]!);
    places[register] = free.pop() ?? slotPlace(slots++);
  }
  return slots;
}

/** Machine registers in which intervals would save a move. */
interface Wishes {
  /** The machine register that a register would best get, or −1. */
  find(register: Register, places: readonly number[]): number;
}

function wishesOf(f: FlowFunction): Wishes {
  const wished = new Array<number>(f.registers).fill(-1);
  /** The register that this one is a copy of. */
  const source = new Array<number>(f.registers).fill(-1);
  const wish = (operand: Operand | undefined, machineRegister: number): void => {
    if (operand?.kind === "register") wished[operand.register] = machineRegister;
  };
  const { a0 } = machineRegisters;
  for (const { instructions, terminator } of f.blocks) {
    for (const instruction of instructions) {
      if (instruction.op === "call") {
        for (const [k, operand] of instruction.arguments.entries()) {
          const passed = argumentPlace(k);
          if (passed.kind === "register") wish(operand, passed.register);
        }
        if (instruction.rd !== undefined && wished[instruction.rd] === -1) wished[instruction.rd] = a0;
      } else if (instruction.op === "copy") {
        const { rd, from } = instruction;
        if (from.kind !== "register") continue;
        source[rd] = from.register;
        if (source[from.register] === -1) source[from.register] = rd;
      }
    }
    if (terminator.op === "return" || terminator.op === "exit") wish(terminator.value, a0);
  }
  for (const [k, register] of f.parameters.entries()) {
    const received = argumentPlace(k);
    if (register !== undefined && received.kind === "register") wished[register] = received.register;
  }
  return {
    find(register, places) {
      if (wished[register] !== -1) return wished[register]!;
      const from = source[register]!;
      const place = from === -1 ? -1 : places[from]!;
      return place < 32 ? place : -1;
    },
  };
}
