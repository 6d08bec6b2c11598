/**
 * How an instruction is written with the letters of the rules: `lw rd, imm(rs1)`.
 */

import { impossible } from "../../core/impossible.ts";
import type { InstructionRow } from "../../machine/isa/instruction.ts";

/** The instructions of a row, in assembly, with letters for their operands. */
export function syntaxOf({ mnemonic, format }: InstructionRow): string {
  const operands = operandsOf(mnemonic, format);
  return operands === "" ? mnemonic : `${mnemonic} ${operands}`;
}

function operandsOf(mnemonic: string, format: InstructionRow["format"]): string {
  switch (format) {
    case "R":
      return "rd, rs1, rs2";
    case "I":
      return /^(jalr|l\w+)$/.test(mnemonic) ? "rd, imm(rs1)" : "rd, rs1, imm";
    case "shift":
      return "rd, rs1, shamt";
    case "S":
      return "rs2, imm(rs1)";
    case "B":
      return "rs1, rs2, imm";
    case "U":
    case "J":
      return "rd, imm";
    case "fence":
      return "pred, succ";
    case "system":
      return "";
    default:
      return impossible(format);
  }
}
