/**
 * Instructions as assembly text, in the notation of GNU objdump with `-M no-aliases` (and `numeric`): so our listings
 * can be laid beside its own, and our text can be given to an assembler. Derived from the instruction table.
 */

import { impossible } from "../../core/impossible.ts";
import { decode } from "./decode.ts";
import { hex } from "./image.ts";
import type { Instruction } from "./instruction.ts";
import { type RegisterNaming, registerName } from "./register.ts";

/** How instructions are shown. */
export interface AssemblyOptions {
  /** `abi` (a0, sp, …) unless given. */
  readonly registers?: RegisterNaming;
  /** The address of the instruction. With it, branches and jumps show their target in hex; without, a distance `.+8`. */
  readonly pc?: number;
}

/**
 * The assembly text of an instruction: mnemonic, a tab, operands.
 *
 * @example
 * ```ts
 * import { assemblyText } from "etalon/machine";
 * assemblyText({ mnemonic: "lw", rd: 10, rs1: 2, imm: 8 }); // => "lw\ta0,8(sp)"
 * assemblyText({ mnemonic: "beq", rs1: 1, rs2: 2, imm: 16 }, { registers: "numeric" }); // => "beq\tx1,x2,.+16"
 * assemblyText({ mnemonic: "jal", rd: 0, imm: -4 }, { pc: 0x10004 }); // => "jal\tzero,0x10000"
 * ```
 */
export function assemblyText(instruction: Instruction, options: AssemblyOptions = {}): string {
  const operands = operandText(instruction, options);
  return operands === "" ? instruction.mnemonic : `${instruction.mnemonic}\t${operands}`;
}

/**
 * The assembly text of an instruction word; `.word 0x…` when it is no instruction.
 *
 * @example
 * ```ts
 * import { disassemble } from "etalon/machine";
 * disassemble(0x00100513); // => "addi\ta0,zero,1"
 * disassemble(0xffffffff); // => ".word\t0xffffffff"
 * ```
 */
export function disassemble(word: number, options: AssemblyOptions = {}): string {
  const instruction = decode(word);
  return instruction === undefined ? `.word\t${hex(word)}` : assemblyText(instruction, options);
}

function operandText(instruction: Instruction, options: AssemblyOptions): string {
  const name = (register: number): string => registerName(register, options.registers);
  switch (instruction.mnemonic) {
    case "lui":
    case "auipc":
      return `${name(instruction.rd)},0x${(instruction.imm >>> 12).toString(16)}`;
    case "jal":
      return `${name(instruction.rd)},${targetText(instruction.imm, options)}`;
    case "beq":
    case "bne":
    case "blt":
    case "bge":
    case "bltu":
    case "bgeu":
      return `${name(instruction.rs1)},${name(instruction.rs2)},${targetText(instruction.imm, options)}`;
    case "jalr":
    case "lb":
    case "lh":
    case "lw":
    case "lbu":
    case "lhu":
      return `${name(instruction.rd)},${instruction.imm}(${name(instruction.rs1)})`;
    case "sb":
    case "sh":
    case "sw":
      return `${name(instruction.rs2)},${instruction.imm}(${name(instruction.rs1)})`;
    case "addi":
    case "slti":
    case "sltiu":
    case "xori":
    case "ori":
    case "andi":
      return `${name(instruction.rd)},${name(instruction.rs1)},${instruction.imm}`;
    case "slli":
    case "srli":
    case "srai":
      return `${name(instruction.rd)},${name(instruction.rs1)},0x${instruction.shamt.toString(16)}`;
    case "add":
    case "sub":
    case "sll":
    case "slt":
    case "sltu":
    case "xor":
    case "srl":
    case "sra":
    case "or":
    case "and":
    case "mul":
    case "mulh":
    case "mulhsu":
    case "mulhu":
    case "div":
    case "divu":
    case "rem":
    case "remu":
      return `${name(instruction.rd)},${name(instruction.rs1)},${name(instruction.rs2)}`;
    case "fence":
      return `${orderingText(instruction.pred)},${orderingText(instruction.succ)}`;
    case "ecall":
    case "ebreak":
      return "";
    default:
      return impossible(instruction);
  }
}

function targetText(distance: number, { pc }: AssemblyOptions): string {
  if (pc !== undefined) return `0x${((pc + distance) >>> 0).toString(16)}`;
  return distance < 0 ? `.-${-distance}` : `.+${distance}`;
}

/** The letters of a fence's set: input, output, reads, writes. objdump writes the empty set as `unknown`, as we do. */
function orderingText(set: number): string {
  const letters = ["i", "o", "r", "w"].filter((_, i) => (set & (8 >> i)) !== 0).join("");
  return letters === "" ? "unknown" : letters;
}
