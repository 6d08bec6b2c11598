/**
 * Faulty processors whose arithmetic is wrong.
 */

import { int32 } from "../../core/word.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import { type CpuFault, computes, decodes, swaps } from "./fault.ts";

const least = -0x80000000;

/** The sum without the carry from bit `bit − 1` to `bit`. */
function sumWithoutCarry(a: number, b: number, bit: number): number {
  const low = 2 ** bit - 1;
  const right = (a + b) | 0;
  const carried = ((a & low) >>> 0) + ((b & low) >>> 0) > low;
  return carried ? (right - (1 << bit)) | 0 : right;
}

const swapped = (instruction: Instruction): Instruction => {
  const { rs1, rs2 } = instruction as { rs1: number; rs2: number };
  return { ...instruction, rs1: rs2, rs2: rs1 } as Instruction;
};

const low12 = (imm: number): number => imm & 0xfff;

/** Faults of computation. */
export const arithmeticFaults: readonly CpuFault[] = [
  swaps("sra", "srl", "brings in zeros instead of the sign"),
  swaps("srai", "srli", "brings in zeros instead of the sign"),
  swaps("srl", "sra", "brings in the sign instead of zeros"),
  swaps("srli", "srai", "brings in the sign instead of zeros"),
  swaps("slt", "sltu", "compares without signs"),
  swaps("sltu", "slt", "compares with signs"),
  swaps("slti", "sltiu", "compares without signs"),
  swaps("sltiu", "slti", "compares with signs"),
  swaps("or", "xor", "clears the bits that both have"),
  swaps("xori", "ori", "sets the bits that both have"),
  swaps("mulh", "mulhu", "multiplies without signs"),
  swaps("mulhu", "mulh", "multiplies with signs"),
  swaps("mulhsu", "mulhu", "multiplies without signs"),
  swaps("mulhsu", "mulh", "takes the second factor as signed"),
  swaps("div", "divu", "divides without signs"),
  swaps("divu", "div", "divides with signs"),
  swaps("rem", "remu", "divides without signs"),
  swaps("remu", "rem", "divides with signs"),
  decodes("sub-reversed", "subtracts the first from the second", "sub", swapped),
  decodes("mulhsu-reversed", "takes the first factor as unsigned, and the second as signed", "mulhsu", swapped),

  computes("add-carry-31", "loses the carry into bit 31", "add", (a, b) => sumWithoutCarry(a, b, 31)),
  computes("add-carry-16", "loses the carry into bit 16", "add", (a, b) => sumWithoutCarry(a, b, 16)),
  computes("add-saturates", "stops at the greatest and least number", "add", (a, b) =>
    Math.max(least, Math.min(0x7fffffff, a + b)),
  ),
  computes("sub-borrow-31", "loses the borrow from bit 31", "sub", (a, b, right) =>
    (a & 0x7fffffff) >>> 0 < (b & 0x7fffffff) >>> 0 ? right ^ least : right,
  ),
  computes("addi-carry-12", "loses the carry into bit 12", "addi", (a, imm) => sumWithoutCarry(a, imm, 12)),
  computes("addi-unsigned-immediate", "takes its immediate as 0…4095", "addi", (a, imm) => a + low12(imm)),
  computes("andi-unsigned-immediate", "takes its immediate as 0…4095", "andi", (a, imm) => a & low12(imm)),
  computes("ori-unsigned-immediate", "takes its immediate as 0…4095", "ori", (a, imm) => a | low12(imm)),
  computes("xori-unsigned-immediate", "takes its immediate as 0…4095", "xori", (a, imm) => a ^ low12(imm)),
  computes("sltiu-unsigned-immediate", "takes its immediate as 0…4095", "sltiu", (a, imm) =>
    a >>> 0 < low12(imm) ? 1 : 0,
  ),
  computes("slt-overflow", "looks at the sign of the difference", "slt", (a, b) => ((a - b) | 0) >>> 31),
  computes("slti-inclusive", "holds for equal numbers, too", "slti", (a, imm) => (a <= imm ? 1 : 0)),
  computes("sll-count-32", "shifts everything out for counts of 32 to 63", "sll", (_, b, right) =>
    (b & 32) === 0 ? right : 0,
  ),
  computes("srl-count-32", "shifts everything out for counts of 32 to 63", "srl", (_, b, right) =>
    (b & 32) === 0 ? right : 0,
  ),
  computes("sra-count-32", "shifts everything out for counts of 32 to 63", "sra", (a, b, right) =>
    (b & 32) === 0 ? right : a >> 31,
  ),
  computes("slli-count-16", "takes its count modulo 16", "slli", (a, shamt) => a << (shamt & 15)),
  computes("mul-halves", "multiplies the low halves only", "mul", (a, b) => Math.imul(a & 0xffff, b & 0xffff)),
  computes("mulh-negation", "negates the high half of the product alone", "mulh", (a, b) => {
    const high = int32.mulhu(Math.abs(a), Math.abs(b));
    return a < 0 !== b < 0 ? -high : high;
  }),
  computes("mulhu-carry", "loses the carry between partial products", "mulhu", (a, b) => {
    const [x, y, u, v] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
    return Math.imul(x, u) + (Math.imul(x, v) >>> 16) + (Math.imul(y, u) >>> 16);
  }),
  computes("div-floor", "rounds down, not toward 0", "div", (a, b, right) => (b === 0 ? right : Math.floor(a / b))),
  computes("rem-floor", "has the divisor's sign", "rem", (_, b, right) =>
    b !== 0 && right !== 0 && right < 0 !== b < 0 ? right + b : right,
  ),
  computes("div-by-zero", "gives 0 for a division by 0", "div", (_, b, right) => (b === 0 ? 0 : right)),
  computes("divu-by-zero", "gives 0 for a division by 0", "divu", (_, b, right) => (b === 0 ? 0 : right)),
  computes("rem-by-zero", "gives 0 for a division by 0", "rem", (_, b, right) => (b === 0 ? 0 : right)),
  computes("remu-by-zero", "gives 0 for a division by 0", "remu", (_, b, right) => (b === 0 ? 0 : right)),
  computes("div-overflow", "gives 2³¹ − 1 for −2³¹ ÷ −1", "div", (a, b, right) =>
    a === least && b === -1 ? 0x7fffffff : right,
  ),
  computes("rem-overflow", "gives −2³¹ for −2³¹ rem −1", "rem", (a, b, right) =>
    a === least && b === -1 ? least : right,
  ),
  computes("lui-bit-31", "loses bit 31", "lui", (_a, _b, right) => right & 0x7fffffff),
  computes("auipc-without-pc", "does not add pc", "auipc", (_a, _b, _right, { imm }) => imm),
  computes("auipc-next-pc", "adds the pc of the next instruction", "auipc", (_a, _b, right) => right + 4),
];
