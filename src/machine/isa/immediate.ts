/**
 * Immediates: which constants an instruction holds, the lui/addi pairs for those it does not, and which instructions on two
 * registers have a form with a constant.
 *
 * `lui` sets the upper 20 bits and the instruction after it adds a signed 12-bit rest, so a rest of 2048 or more is
 * taken as negative and the upper part is one greater (RISC-V unprivileged manual, section 2.4).
 */

import type { Instruction } from "./instruction.ts";
import { registerNumbers } from "./register.ts";

/** Does a signed 12-bit immediate hold this value? */
export function fitsImmediate(value: number): boolean {
  return value >= -2048 && value <= 2047;
}

/** A word as upper + lower: `upper` a multiple of 4096, `lower` a signed 12-bit immediate; the sum is taken mod 2³². */
export function splitWord(word: number): { readonly upper: number; readonly lower: number } {
  const lower = (word << 20) >> 20;
  return { upper: (word - lower) | 0, lower };
}

/** The instructions that put a constant into a register. */
export function loadConstant(rd: number, value: number): Instruction[] {
  if (fitsImmediate(value)) return [{ mnemonic: "addi", rd, rs1: registerNumbers.zero, imm: value }];
  const { upper, lower } = splitWord(value);
  const high: Instruction = { mnemonic: "lui", rd, imm: upper };
  return lower === 0 ? [high] : [high, { mnemonic: "addi", rd, rs1: rd, imm: lower }];
}

/** The forms with a 12-bit immediate. */
export const immediateForms = {
  add: "addi",
  and: "andi",
  or: "ori",
  xor: "xori",
  slt: "slti",
  sltu: "sltiu",
} as const;

/** The shifts by a constant. */
export const shiftForms = { sll: "slli", srl: "srli", sra: "srai" } as const;
