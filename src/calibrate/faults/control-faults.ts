/**
 * Faulty processors that jump to a wrong address, or do not stop where they must.
 */

import { branchMnemonics } from "../../machine/isa/branches.ts";
import { decode } from "../../machine/isa/decode.ts";
import type { BInstruction, Instruction } from "../../machine/isa/instruction.ts";
import type { Fault, Machine } from "../../machine/semantics/machine.ts";
import type { Rule } from "../../machine/semantics/step.ts";
import { type CpuFault, computes, decodes, goes, type Hooks, swaps } from "./fault.ts";

/** A fault of what is fetched. */
function fetches(
  name: string,
  sentence: string,
  rules: readonly Rule[],
  fetched: (found: Instruction | Fault, machine: Machine<number>) => Instruction | Fault,
): CpuFault {
  return { name, sentence, scope: "rule", rules, begin: () => ({ fetched }) };
}

const nothing: Instruction = { mnemonic: "fence", rd: 0, rs1: 0, fm: 0, pred: 15, succ: 15 };

/** The instruction of a word, with `bits` of the word taken as 0. */
function withoutBits(machine: Machine<number>, opcode: number, bits: number): Instruction | undefined {
  const word = machine.memory.load(machine.pc, 4);
  return (word & 0x7f) === opcode ? decode(word & ~bits) : undefined;
}

/** A call that changes a register it must leave. */
const clobber: Hooks["done"] = (machine, { rule }) => {
  if (rule === "ecall") machine.registers[12] = 0;
  return undefined;
};

/** Faults of control. */
export const controlFaults: readonly CpuFault[] = [
  swaps("bge", "bgeu", "compares without signs"),
  swaps("bgeu", "bge", "compares with signs"),
  swaps("blt", "bltu", "compares without signs"),
  swaps("bltu", "blt", "compares with signs"),
  goes("beq-half", "compares the lower halves only", "beq", (right, { a, b, imm, pc }) =>
    (a & 0xffff) === (b & 0xffff) ? pc + imm : right,
  ),
  goes("bne-bit-31", "does not look at bit 31", "bne", (right, { a, b, pc }) =>
    ((a ^ b) & 0x7fffffff) === 0 ? pc + 4 : right,
  ),
  goes("bge-strict", "does not branch for equal words", "bge", (right, { a, b, pc }) => (a === b ? pc + 4 : right)),
  goes("blt-inclusive", "branches for equal words, too", "blt", (right, { a, b, imm, pc }) =>
    a === b ? pc + imm : right,
  ),
  goes("bltu-overflow", "looks at the sign of the difference", "bltu", (_, { a, b, imm, pc }) =>
    ((a - b) | 0) < 0 ? pc + imm : pc + 4,
  ),
  goes("beq-off-by-4", "goes one instruction too far", "beq", (right, _, { taken }) => (taken ? right + 4 : right)),
  decodes("bne-bit-11", "takes bit 11 of its immediate for 0", "bne", (instruction) => {
    const { imm } = instruction as BInstruction;
    return { ...(instruction as BInstruction), imm: imm < 0 ? imm | 0x800 : imm & ~0x800 };
  }),
  decodes("bgeu-forwards", "takes its immediate as unsigned", "bgeu", (instruction) => ({
    ...(instruction as BInstruction),
    imm: (instruction as BInstruction).imm & 0x1fff,
  })),
  goes("jal-bit-20", "does not extend the sign of its immediate", "jal", (_, { imm, pc }) => pc + (imm & 0xfffff)),
  goes(
    "jal-bit-11",
    "takes bit 11 of its immediate for 0",
    "jal",
    (_, { imm, pc }) => pc + (imm < 0 ? imm | 0x800 : imm & ~0x800),
  ),
  goes("jalr-keeps-bit-0", "does not clear bit 0 of its target", "jalr", (_, { a, imm }) => a + imm),
  {
    ...goes("jalr-clears-bit-1", "clears bit 1 of its target, too", "jalr", (right) => right & -4),
    rules: ["jalr", "fetch_fault"],
  },
  goes("jalr-without-immediate", "ignores its immediate", "jalr", (_, { a }) => a & -2),
  goes("jalr-links-first", "writes rd before it reads rs1", "jalr", (right, { imm, pc }, { instruction }) =>
    instruction?.mnemonic === "jalr" && instruction.rd !== 0 && instruction.rd === instruction.rs1
      ? (pc + 4 + imm) & -2
      : right,
  ),
  computes("jal-links-itself", "links its own address", "jal", (_a, _b, right) => right - 4),
  computes("jalr-links-8", "links the instruction after the next", "jalr", (_a, _b, right) => right + 4),
  decodes("ebreak-ignored", "goes on", "ebreak", () => nothing),
  decodes("fence-unknown", "is no instruction", "fence", () => "fence is no instruction here"),
  decodes("fence-writes", "writes 0 to the bits of rd", "fence", (instruction) => ({
    mnemonic: "addi",
    rd: (instruction as typeof nothing).rd,
    rs1: 0,
    imm: 0,
  })),
  decodes("fence-reserved", "faults when a reserved field is not 0", "fence", (instruction) => {
    const { rd, rs1 } = instruction as typeof nothing;
    return rd === 0 && rs1 === 0 ? instruction : "a reserved field of fence is not 0";
  }),
  {
    name: "ecall-clobbers-a2",
    sentence: "does not keep a2",
    scope: "rule",
    rules: ["ecall"],
    begin: () => ({ done: clobber }),
  },
  {
    name: "ecall-without-result",
    sentence: "leaves a0 as it was",
    scope: "rule",
    rules: ["ecall"],
    begin: () => {
      let before = 0;
      return {
        fetched: (found, { registers }) => {
          before = registers[10]!;
          return found;
        },
        done: (machine, { rule }) => {
          if (rule === "ecall") machine.registers[10] = before;
          return undefined;
        },
      };
    },
  },
  fetches("illegal-ignored", "goes on after a word that is no instruction", ["fetch_fault"], (found) =>
    typeof found === "string" && found.includes("RV32IM") ? nothing : found,
  ),
  fetches("funct7-ignored", "does not look at bits 26 to 29 and 31 of operations", ["fetch_fault"], (found, machine) =>
    typeof found === "string" && found.includes("RV32IM")
      ? (withoutBits(machine, 0b0110011, 0xbc000000) ?? found)
      : found,
  ),
  fetches("shamt-6", "shifts by six bits of immediate", ["fetch_fault"], (found, machine) =>
    typeof found === "string" && found.includes("RV32IM") ? (withoutBits(machine, 0b0010011, 1 << 25) ?? found) : found,
  ),
  fetches("misaligned-pc", "takes a pc that is no multiple of 4 for one that is", ["fetch_fault"], (found, machine) =>
    typeof found === "string" && (machine.pc & 3) !== 0 ? machine.memory.fetch(machine.pc & -4) : found,
  ),
  fetches("data-executable", "executes data", ["fetch_fault"], (found, machine) =>
    typeof found === "string" && found.includes("without that permission")
      ? (decode(machine.memory.load(machine.pc, 4)) ?? found)
      : found,
  ),
  fetches("branch-checks-early", "faults for a misaligned target, branch or not", branchMnemonics, (found) =>
    typeof found !== "string" && "imm" in found && found.mnemonic.startsWith("b") && (found.imm & 3) !== 0
      ? "the branch has a misaligned target"
      : found,
  ),
];
