/**
 * Wishes: what is gained when a register gets a certain place, or the same one as another register. A copy between two
 * registers in one place is no instruction; neither is an argument that is where the calling convention wants it.
 */

import { argumentPlace } from "../../../machine/isa/convention.ts";
import { filled } from "../../filled.ts";
import { eachOperand, eachTerminatorOperand } from "../../flow/operands.ts";
import { type FlowFunction, type Operand, type Register, writtenBy } from "../../flow/syntax.ts";
import { type AllocatedPlace, machineRegisters } from "../../target/place.ts";

/** A copy between registers, executed about so often. */
export interface Copy {
  readonly to: Register;
  readonly from: Register;
  readonly gain: number;
}

/** That a register would best be in a machine register. */
export interface Wish {
  readonly place: AllocatedPlace;
  readonly gain: number;
}

/** What a function would gain from places, in instructions executed. */
export interface Wishes {
  readonly copies: readonly Copy[];
  /** By register. */
  readonly wishes: readonly (readonly Wish[] | undefined)[];
  /** By register, how many loads and stores it costs to keep it in the frame. */
  readonly uses: readonly number[];
}

/** The wishes of a function of which each block is executed so often. */
export function wishesOf(f: FlowFunction, counts: readonly number[]): Wishes {
  const { keepers = f.registers } = f;
  const copies: Copy[] = [];
  const wishes = filled<Wish[] | undefined>(f.registers, undefined);
  const uses = filled<number>(f.registers, 0);
  let gain = 1;
  const read = (operand: Operand): void => {
    if (operand.kind === "register") uses[operand.register] = uses[operand.register]! + gain;
  };
  const wish = (register: Register, place: AllocatedPlace): void => {
    wishes[register] ??= [];
    wishes[register].push({ place, gain });
  };
  const wishOf = (operand: Operand | undefined, place: AllocatedPlace): void => {
    if (operand?.kind === "register") wish(operand.register, place);
  };
  const wishOfAll = (passed: readonly Operand[]): void => {
    for (let k = 0; k < passed.length; k++) {
      const operand = passed[k]!;
      const to = argumentPlace(k);
      if (to.kind === "register") wishOf(operand, to.register);
    }
  };
  const { a0 } = machineRegisters;
  for (let label = 0; label < f.blocks.length; label++) {
    const { instructions, terminator } = f.blocks[label]!;
    gain = counts[label]!;
    for (const instruction of instructions) {
      eachOperand(instruction, read);
      const rd = writtenBy(instruction);
      if (rd !== undefined) uses[rd] = uses[rd]! + gain;
      if (instruction.op === "call") {
        wishOfAll(instruction.arguments);
        if (rd !== undefined) wish(rd, a0);
      } else if (instruction.op === "transfer") wish(instruction.rd, a0);
      else if (instruction.op === "copy" && instruction.from.kind === "register" && instruction.from.register !== rd) {
        const { register } = instruction.from;
        if (instruction.rd < keepers && register < keepers) copies.push({ to: instruction.rd, from: register, gain });
      }
    }
    eachTerminatorOperand(terminator, read);
    if (terminator.op === "tail_call") wishOfAll(terminator.arguments);
    if (terminator.op === "return" || terminator.op === "exit") wishOf(terminator.value, a0);
  }
  gain = 1;
  for (let k = 0; k < f.parameters.length; k++) {
    const register = f.parameters[k];
    if (register === undefined) continue;
    const received = argumentPlace(k);
    if (received.kind === "register") wish(register, received.register);
  }
  return { copies, wishes, uses };
}
