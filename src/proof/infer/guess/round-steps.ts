/**
 * What one round of a loop adds to registers, on all ways through it: a register may be stepped by way of another one, and be something else in between. It
 * may wait in the frame, too, as over a call.
 */

import type { Instruction } from "../../../machine/isa/instruction.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";

/** A register or a word of the frame holds what another one held when the round began, and a constant more. */
interface Sum {
  readonly from: number;
  readonly constant: number;
}

/** Of each register, and behind these of each word of the frame that was written, by its offset from sp. */
type Sums = readonly (Sum | undefined)[];

const { sp } = registerNumbers;
const count = 32;
const registers = Array.from({ length: count }, (_, register) => register);
const atFirst: Sums = registers.map((from) => ({ from, constant: 0 }));

/** An instruction of a loop: the registers that it writes, as bits, and the numbers of those to which control goes on. */
export interface StepOfRound {
  readonly instruction: Instruction | undefined;
  readonly writes: number;
  readonly next: readonly number[];
}

/** The registers to which each round of a loop adds a constant, with that, 0 where it leaves them as they are; `stepAt`: its instructions, by their numbers. */
export function stepsOfRound(
  head: number,
  stepAt: (number: number) => StepOfRound | undefined,
): ReadonlyMap<number, number> {
  const known = new Map<number, Sums>([[head, atFirst]]);
  let atEnd: Sums | undefined;
  const left = [head];
  for (let number = left.pop(); number !== undefined; number = left.pop()) {
    const { instruction, writes, next } = stepAt(number)!;
    const after = afterStep(known.get(number)!, instruction, writes);
    for (const to of next) {
      if (to === head) atEnd = inCommon(atEnd, after);
      else if (stepAt(to) !== undefined) {
        const before = known.get(to);
        const both = inCommon(before, after);
        if (both === before) continue;
        known.set(to, both);
        left.push(to);
      }
    }
  }
  const steps = new Map<number, number>();
  for (const register of registers) {
    const sum = atEnd?.[register];
    if (sum?.from === register) steps.set(register, sum.constant);
  }
  return steps;
}

function afterStep(sums: Sums, instruction: Instruction | undefined, writes: number): Sums {
  const offset = offsetOf(instruction);
  const isStored = offset !== undefined && instruction?.mnemonic === "sw";
  if (writes === 0 && !isStored) return sums;
  const after = sums.slice();
  for (const register of registers) if (((writes >>> register) & 1) === 1) after[register] = undefined;
  if (instruction?.mnemonic === "addi" && instruction.rs1 !== 0) {
    const sum = sums[instruction.rs1];
    after[instruction.rd] = sum && { from: sum.from, constant: sum.constant + instruction.imm };
  } else if (isStored) after[count + offset] = sums[instruction.rs2];
  else if (offset !== undefined && instruction?.mnemonic === "lw") after[instruction.rd] = sums[count + offset];
  // With sp the words of the frame are elsewhere.
  if (((writes >>> sp) & 1) === 1) after.length = count;
  return after;
}

/** How far from sp an instruction loads or stores a word of the frame. */
function offsetOf(instruction: Instruction | undefined): number | undefined {
  if (instruction?.mnemonic !== "lw" && instruction?.mnemonic !== "sw") return undefined;
  return instruction.rs1 === sp && instruction.imm >= 0 ? instruction.imm : undefined;
}

/** What is so on both ways; what was so on those before, where that is the same. */
function inCommon(before: Sums | undefined, now: Sums): Sums {
  if (before === undefined) return now;
  const isSo = (sum: Sum | undefined, register: number): boolean =>
    sum === undefined || (sum.from === now[register]?.from && sum.constant === now[register].constant);
  if (before.every(isSo)) return before;
  return before.map((sum, register) => (isSo(sum, register) ? sum : undefined));
}
