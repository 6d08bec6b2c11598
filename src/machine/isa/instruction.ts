/**
 * The instruction table of RV32IM: one row for each instruction, in the order of the manual's listing.
 *
 * Everything that knows an instruction derives from these rows: the types, the encoder, the decoder, the assembly text,
 * the generators. Source: the RISC-V unprivileged manual, "RV32/64G instruction set listings", RV32I (without the
 * FENCE.I of Zifencei) and RV32M.
 *
 *     rd, rs1, rs2   register numbers 0…31        imm     immediate, as the rules use it: a signed number of bytes or units
 *     shamt          shift amount 0…31            fm, pred, succ   the three parts of a fence's ordering
 */

import type { Format } from "./format.ts";

/** A row of the table. An absent funct3 or funct7 means that the format has operand bits there. */
interface Row {
  readonly mnemonic: string;
  readonly format: Format;
  /** Bits 6:0. */
  readonly opcode: number;
  /** Bits 14:12. */
  readonly funct3?: number;
  /** Bits 31:25. */
  readonly funct7?: number;
  /** The whole word, where the instruction has no operands. */
  readonly word?: number;
}

/**
 * The rows: mnemonic, format and fixed bits of each instruction of RV32I and RV32M.
 *
 * @example
 * ```ts
 * import { instructionTable } from "etalon/machine";
 * instructionTable.length; // => 48
 * instructionTable[0]; // => { mnemonic: "lui", format: "U", opcode: 0b0110111 }
 * ```
 */
export const instructionTable = [
  // RV32I
  { mnemonic: "lui", format: "U", opcode: 0b0110111 },
  { mnemonic: "auipc", format: "U", opcode: 0b0010111 },
  { mnemonic: "jal", format: "J", opcode: 0b1101111 },
  { mnemonic: "jalr", format: "I", opcode: 0b1100111, funct3: 0b000 },
  { mnemonic: "beq", format: "B", opcode: 0b1100011, funct3: 0b000 },
  { mnemonic: "bne", format: "B", opcode: 0b1100011, funct3: 0b001 },
  { mnemonic: "blt", format: "B", opcode: 0b1100011, funct3: 0b100 },
  { mnemonic: "bge", format: "B", opcode: 0b1100011, funct3: 0b101 },
  { mnemonic: "bltu", format: "B", opcode: 0b1100011, funct3: 0b110 },
  { mnemonic: "bgeu", format: "B", opcode: 0b1100011, funct3: 0b111 },
  { mnemonic: "lb", format: "I", opcode: 0b0000011, funct3: 0b000 },
  { mnemonic: "lh", format: "I", opcode: 0b0000011, funct3: 0b001 },
  { mnemonic: "lw", format: "I", opcode: 0b0000011, funct3: 0b010 },
  { mnemonic: "lbu", format: "I", opcode: 0b0000011, funct3: 0b100 },
  { mnemonic: "lhu", format: "I", opcode: 0b0000011, funct3: 0b101 },
  { mnemonic: "sb", format: "S", opcode: 0b0100011, funct3: 0b000 },
  { mnemonic: "sh", format: "S", opcode: 0b0100011, funct3: 0b001 },
  { mnemonic: "sw", format: "S", opcode: 0b0100011, funct3: 0b010 },
  { mnemonic: "addi", format: "I", opcode: 0b0010011, funct3: 0b000 },
  { mnemonic: "slti", format: "I", opcode: 0b0010011, funct3: 0b010 },
  { mnemonic: "sltiu", format: "I", opcode: 0b0010011, funct3: 0b011 },
  { mnemonic: "xori", format: "I", opcode: 0b0010011, funct3: 0b100 },
  { mnemonic: "ori", format: "I", opcode: 0b0010011, funct3: 0b110 },
  { mnemonic: "andi", format: "I", opcode: 0b0010011, funct3: 0b111 },
  { mnemonic: "slli", format: "shift", opcode: 0b0010011, funct3: 0b001, funct7: 0b0000000 },
  { mnemonic: "srli", format: "shift", opcode: 0b0010011, funct3: 0b101, funct7: 0b0000000 },
  { mnemonic: "srai", format: "shift", opcode: 0b0010011, funct3: 0b101, funct7: 0b0100000 },
  { mnemonic: "add", format: "R", opcode: 0b0110011, funct3: 0b000, funct7: 0b0000000 },
  { mnemonic: "sub", format: "R", opcode: 0b0110011, funct3: 0b000, funct7: 0b0100000 },
  { mnemonic: "sll", format: "R", opcode: 0b0110011, funct3: 0b001, funct7: 0b0000000 },
  { mnemonic: "slt", format: "R", opcode: 0b0110011, funct3: 0b010, funct7: 0b0000000 },
  { mnemonic: "sltu", format: "R", opcode: 0b0110011, funct3: 0b011, funct7: 0b0000000 },
  { mnemonic: "xor", format: "R", opcode: 0b0110011, funct3: 0b100, funct7: 0b0000000 },
  { mnemonic: "srl", format: "R", opcode: 0b0110011, funct3: 0b101, funct7: 0b0000000 },
  { mnemonic: "sra", format: "R", opcode: 0b0110011, funct3: 0b101, funct7: 0b0100000 },
  { mnemonic: "or", format: "R", opcode: 0b0110011, funct3: 0b110, funct7: 0b0000000 },
  { mnemonic: "and", format: "R", opcode: 0b0110011, funct3: 0b111, funct7: 0b0000000 },
  { mnemonic: "fence", format: "fence", opcode: 0b0001111, funct3: 0b000 },
  { mnemonic: "ecall", format: "system", opcode: 0b1110011, word: 0x00000073 },
  { mnemonic: "ebreak", format: "system", opcode: 0b1110011, word: 0x00100073 },
  // RV32M
  { mnemonic: "mul", format: "R", opcode: 0b0110011, funct3: 0b000, funct7: 0b0000001 },
  { mnemonic: "mulh", format: "R", opcode: 0b0110011, funct3: 0b001, funct7: 0b0000001 },
  { mnemonic: "mulhsu", format: "R", opcode: 0b0110011, funct3: 0b010, funct7: 0b0000001 },
  { mnemonic: "mulhu", format: "R", opcode: 0b0110011, funct3: 0b011, funct7: 0b0000001 },
  { mnemonic: "div", format: "R", opcode: 0b0110011, funct3: 0b100, funct7: 0b0000001 },
  { mnemonic: "divu", format: "R", opcode: 0b0110011, funct3: 0b101, funct7: 0b0000001 },
  { mnemonic: "rem", format: "R", opcode: 0b0110011, funct3: 0b110, funct7: 0b0000001 },
  { mnemonic: "remu", format: "R", opcode: 0b0110011, funct3: 0b111, funct7: 0b0000001 },
] as const satisfies readonly Row[];

/** A row of {@link instructionTable}, with the literal types that the instruction types derive from. */
export type InstructionRow = (typeof instructionTable)[number];

/** The name of an instruction, in the manual's spelling and lower case. */
export type Mnemonic = InstructionRow["mnemonic"];

/** The mnemonics of one format. */
export type MnemonicOf<F extends Format> = Extract<InstructionRow, { readonly format: F }>["mnemonic"];

/** Register to register: `add rd, rs1, rs2`. */
export interface RInstruction {
  readonly mnemonic: MnemonicOf<"R">;
  readonly rd: number;
  readonly rs1: number;
  readonly rs2: number;
}

/** Register and immediate −2048…2047: `addi rd, rs1, imm`, `lw rd, imm(rs1)`, `jalr rd, imm(rs1)`. */
export interface IInstruction {
  readonly mnemonic: MnemonicOf<"I">;
  readonly rd: number;
  readonly rs1: number;
  readonly imm: number;
}

/** Shift by a constant 0…31: `slli rd, rs1, shamt`. */
export interface ShiftInstruction {
  readonly mnemonic: MnemonicOf<"shift">;
  readonly rd: number;
  readonly rs1: number;
  readonly shamt: number;
}

/** Store, with offset −2048…2047: `sw rs2, imm(rs1)`. */
export interface SInstruction {
  readonly mnemonic: MnemonicOf<"S">;
  readonly rs1: number;
  readonly rs2: number;
  readonly imm: number;
}

/** Branch; `imm` is the distance in bytes from this instruction, even, −4096…4094: `beq rs1, rs2, imm`. */
export interface BInstruction {
  readonly mnemonic: MnemonicOf<"B">;
  readonly rs1: number;
  readonly rs2: number;
  readonly imm: number;
}

/** Upper immediate; `imm` is the whole int32 that is added, a multiple of 4096 (assembly shows it divided by 4096). */
export interface UInstruction {
  readonly mnemonic: MnemonicOf<"U">;
  readonly rd: number;
  readonly imm: number;
}

/** Jump; `imm` is the distance in bytes from this instruction, even, −2²⁰…2²⁰−2: `jal rd, imm`. */
export interface JInstruction {
  readonly mnemonic: MnemonicOf<"J">;
  readonly rd: number;
  readonly imm: number;
}

/** Fence. `rd` and `rs1` are reserved by the manual, ignored by the rule, and kept so that no bit is lost. */
export interface FenceInstruction {
  readonly mnemonic: MnemonicOf<"fence">;
  readonly rd: number;
  readonly rs1: number;
  readonly fm: number;
  readonly pred: number;
  readonly succ: number;
}

/** `ecall` and `ebreak`, which have no operands. */
export interface SystemInstruction {
  readonly mnemonic: MnemonicOf<"system">;
}

/**
 * One decoded instruction: its mnemonic and its operand fields, named as in the manual. The mnemonic tells the format.
 *
 * @example
 * ```ts
 * import { encode, type Instruction } from "etalon/machine";
 * const instruction: Instruction = { mnemonic: "addi", rd: 10, rs1: 0, imm: 1 };
 * encode(instruction); // => { ok: true, value: 0x00100513 }
 * ```
 */
export type Instruction =
  | RInstruction
  | IInstruction
  | ShiftInstruction
  | SInstruction
  | BInstruction
  | UInstruction
  | JInstruction
  | FenceInstruction
  | SystemInstruction;

const rows: ReadonlyMap<Mnemonic, InstructionRow> = new Map(instructionTable.map((row) => [row.mnemonic, row]));

/**
 * The row of an instruction.
 *
 * @example
 * ```ts
 * import { rowOf } from "etalon/machine";
 * rowOf("mul").funct7; // => 1
 * ```
 */
export function rowOf<M extends Mnemonic>(mnemonic: M): Extract<InstructionRow, { readonly mnemonic: M }> {
  return rows.get(mnemonic) as Extract<InstructionRow, { readonly mnemonic: M }>;
}

/** The bits that tell an instruction from all others: `word & mask === match` exactly on its encodings. Both int32. */
export function fixedBits(row: Row): { readonly mask: number; readonly match: number } {
  if (row.word !== undefined) return { mask: -1, match: row.word };
  let mask = 0x7f;
  let match = row.opcode;
  if (row.funct3 !== undefined) {
    mask |= 0x7 << 12;
    match |= row.funct3 << 12;
  }
  if (row.funct7 !== undefined) {
    mask |= 0x7f << 25;
    match |= row.funct7 << 25;
  }
  return { mask, match };
}
