/**
 * A function whose code is written by hand into the image of an honest compilation, without cut points within it.
 */

import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { Forgery } from "./forge.ts";

export const [a0, a1, a2, t0, t1] = [10, 11, 12, 5, 6];

type Operation =
  | "mulh"
  | "mulhu"
  | "div"
  | "rem"
  | "add"
  | "sub"
  | "slt"
  | "sltu"
  | "xor"
  | "and"
  | "or"
  | "srl"
  | "sra"
  | "sll"
  | "mul";
export const op = (mnemonic: Operation, rd: number, rs1: number, rs2: number): Instruction => ({
  mnemonic,
  rd,
  rs1,
  rs2,
});
export const immediate = (
  mnemonic: "addi" | "andi" | "xori" | "slti" | "sltiu",
  rd: number,
  rs1: number,
  imm: number,
): Instruction => ({
  mnemonic,
  rd,
  rs1,
  imm,
});
export const shift = (mnemonic: "slli" | "srli" | "srai", rd: number, rs1: number, shamt: number): Instruction => ({
  mnemonic,
  rd,
  rs1,
  shamt,
});
export const load = (rd: number, rs1: number, imm: number): Instruction => ({ mnemonic: "lw", rd, rs1, imm });
export const store = (rs1: number, rs2: number, imm: number): Instruction => ({ mnemonic: "sw", rs1, rs2, imm });
const back: Instruction = { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 };

/** A function whose code is written by hand, without cut points within. */
export function byHand(body: string, code: readonly Instruction[]): Forgery {
  const f = new Forgery(`
fn probe(i: int, j: int, a: int[]): int { ${body} }
fn main(): int { return probe(read(), read(), new int[](9)); }
`);
  const probe = f.claims.functions[f.index("probe")]!;
  probe.cuts = [];
  const start = f.append(...code, back);
  f.put(probe.entry, { mnemonic: "jal", rd: 0, imm: start - probe.entry });
  return f;
}

/** A constant in a register. */
export function constantIn(rd: number, value: number): Instruction[] {
  const high = (value + 0x800) & -0x1000;
  return [
    { mnemonic: "lui", rd, imm: high },
    { mnemonic: "addi", rd, rs1: rd, imm: (value - high) | 0 },
  ];
}
