/**
 * Faulty processors that are wrong for only a few of very many operands. Whether a suite finds them depends on the words
 * that it tries. Some of these faults are at corner cases, and some cannot be found by trying words.
 */

import type { BInstruction, MnemonicOf } from "../../machine/isa/instruction.ts";
import { type CpuFault, computes, decodes, goes, type Hooks, rarely } from "./fault.ts";

/** Faults of few operands. */
export const operandFaults: readonly CpuFault[] = [
  computes("add-one-pair", "is wrong for one pair in 2⁶⁴: 0xdeadbeef + 0x01020304", "add", (a, b, right) =>
    a >>> 0 === 0xdeadbeef && b === 0x01020304 ? right ^ 1 : right,
  ),
  computes("mul-one-word", "is wrong for one word in 2³²: 0x2badcafe as first factor", "mul", (a, _, right) =>
    a === 0x2badcafe ? right ^ 0x100 : right,
  ),
  computes("sub-one-result", "is wrong for one difference in 2³²: 0x0ddba115", "sub", (_a, _b, right) =>
    right === 0x0ddba115 ? 0 : right,
  ),
  computes("div-table", "is wrong for one divisor in 2¹⁶: those that begin with 0xb504", "div", (_, b, right) =>
    b >>> 16 === 0xb504 ? right + 1 : right,
  ),
  computes("lw-one-word", "loads one word of 2³² wrongly: 0xcafebabe", "lw", (_a, _b, right) =>
    right >>> 0 === 0xcafebabe ? 0 : right,
  ),
  computes("addi-one-immediate", "is wrong for one immediate of 4096: 677", "addi", (_, imm, right) =>
    imm === 677 ? right + 1 : right,
  ),
  decodes("beq-one-distance", "is wrong for one distance of 4096: 1780", "beq", (instruction) => {
    const branch = instruction as BInstruction;
    return branch.imm === 1780 ? { ...branch, imm: 1784 } : branch;
  }),
  goes("bltu-one-pair", "is wrong for one pair in 2⁶⁴: 0x80000000 <ᵤ 0x7fffffff", "bltu", (right, { a, b, imm, pc }) =>
    a === -0x80000000 && b === 0x7fffffff ? pc + imm : right,
  ),
  computes("divu-one-pair", "is wrong for one pair in 2⁶⁴: 2³² − 1 by itself", "divu", (a, b, right) =>
    a === -1 && b === -1 ? 0 : right,
  ),
  computes("mulhu-corner", "is wrong when both factors begin with 0xffff", "mulhu", (a, b, right) =>
    a >>> 16 === 0xffff && b >>> 16 === 0xffff ? right + 1 : right,
  ),
  computes("srl-count-17", "is wrong for one count of 32: 17", "srl", (a, b, right) =>
    (b & 31) === 17 ? a >>> 16 : right,
  ),
  kills("xor-kills", "faults for one word in 2³²: 0x55555555 as first operand", "xor", 0x55555555),
  kills("or-kills", "faults for one word in 2³²: 0x13572468 as first operand", "or", 0x13572468),
].map(rarely);

/** A fault that ends the run. */
function kills(name: string, sentence: string, mnemonic: MnemonicOf<"R">, word: number): CpuFault {
  const reason = `an operand of ${mnemonic}`;
  const done: Hooks["done"] = (_, { rule }, { a }) =>
    rule === mnemonic && a === word ? { kind: "faulted", reason } : undefined;
  return { name, sentence, scope: "operand", rules: [mnemonic], begin: () => ({ done }) };
}
