/**
 * What one round of a loop adds to registers, on all ways through it: a register may be stepped by way of another one, and be something else in between.
 */

import type { Instruction } from "../../../machine/isa/instruction.ts";

/** A register holds what another one held when the round began, and a constant more. */
interface Sum {
  readonly from: number;
  readonly constant: number;
}

type Sums = readonly (Sum | undefined)[];

const registers = Array.from({ length: 32 }, (_, register) => register);
const atFirst: Sums = registers.map((from) => ({ from, constant: 0 }));

/** An instruction of a loop: the registers that it writes, as bits, and the numbers of those to which control goes on. */
export interface StepOfRound {
  readonly instruction: Instruction | undefined;
  readonly writes: number;
  readonly next: readonly number[];
}

/** The registers to which each round of a loop adds a constant, with that; `stepAt`: its instructions, by their numbers. */
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
    if (sum?.from === register && sum.constant !== 0) steps.set(register, sum.constant);
  }
  return steps;
}

function afterStep(sums: Sums, instruction: Instruction | undefined, writes: number): Sums {
  if (writes === 0) return sums;
  const after = sums.slice();
  for (const register of registers) if (((writes >>> register) & 1) === 1) after[register] = undefined;
  if (instruction?.mnemonic === "addi" && instruction.rs1 !== 0) {
    const sum = sums[instruction.rs1];
    after[instruction.rd] = sum && { from: sum.from, constant: sum.constant + instruction.imm };
  }
  return after;
}

/** What is so on both ways; what was so on those before, where that is the same. */
function inCommon(before: Sums | undefined, now: Sums): Sums {
  if (before === undefined) return now;
  const isSo = (sum: Sum | undefined, register: number): boolean =>
    sum === undefined || (sum.from === now[register]?.from && sum.constant === now[register].constant);
  if (before.every(isSo)) return before;
  return before.map((sum, register) => (isSo(sum, register) ? sum : undefined));
}
