/**
 * Words to instructions: the inverse of the encoder, from the same table. A word that is no RV32IM instruction decodes
 * to undefined; nothing is ever guessed.
 */

import { impossible } from "../../core/impossible.ts";
import { extractField as at, type Field, type FieldName, formats } from "./format.ts";
import { fixedBits, type Instruction, type InstructionRow, instructionTable } from "./instruction.ts";

interface Candidate {
  readonly row: InstructionRow;
  readonly mask: number;
  readonly match: number;
}

// At most 18 rows share an opcode, and no two rows match the same word, so the order among them does not matter.
const candidates: readonly Candidate[][] = Array.from({ length: 128 }, () => []);
for (const row of instructionTable) candidates[row.opcode]!.push({ row, ...fixedBits(row) });

/** The one field of that name and place: each format's fields are looked up here once, not at each decoding. */
function fieldOf(format: keyof typeof formats, name: FieldName): Field {
  return formats[format].find((field) => field.name === name)!;
}

const rd = fieldOf("R", "rd");
const rs1 = fieldOf("R", "rs1");
const rs2 = fieldOf("R", "rs2");
const immI = fieldOf("I", "imm");
const shamt = fieldOf("shift", "shamt");
const immS = fieldOf("S", "imm");
const immB = fieldOf("B", "imm");
const immU = fieldOf("U", "imm");
const immJ = fieldOf("J", "imm");
const fm = fieldOf("fence", "fm");
const pred = fieldOf("fence", "pred");
const succ = fieldOf("fence", "succ");

/**
 * The instruction that a word encodes (signed or unsigned, taken mod 2³²), or undefined when there is none.
 *
 * @example
 * ```ts
 * import { decode } from "etalon/machine";
 * decode(0x00100513); // => { mnemonic: "addi", rd: 10, rs1: 0, imm: 1 }
 * decode(0); // => undefined
 * ```
 */
export function decode(word: number): Instruction | undefined {
  for (const { row, mask, match } of candidates[word & 0x7f]!) {
    if ((word & mask) === match) return operandsOf(row, word);
  }
  return undefined;
}

/**
 * The `fence` that does what a `fence.i` (of Zifencei) does here, which is nothing; undefined when the word is none. Only
 * programs that others built may have it, and only where that is asked for.
 */
export function decodeFenceI(word: number): Instruction | undefined {
  if ((word & 0x707f) !== fenceI) return undefined;
  return decode(word ^ funct3OfFenceI);
}

const funct3OfFenceI = 0x1000;
const fenceI = 0x0f | funct3OfFenceI;

function operandsOf(row: InstructionRow, word: number): Instruction {
  switch (row.format) {
    case "R":
      return { mnemonic: row.mnemonic, rd: at(rd, word), rs1: at(rs1, word), rs2: at(rs2, word) };
    case "I":
      return { mnemonic: row.mnemonic, rd: at(rd, word), rs1: at(rs1, word), imm: at(immI, word) };
    case "shift":
      return { mnemonic: row.mnemonic, rd: at(rd, word), rs1: at(rs1, word), shamt: at(shamt, word) };
    case "S":
      return { mnemonic: row.mnemonic, rs1: at(rs1, word), rs2: at(rs2, word), imm: at(immS, word) };
    case "B":
      return { mnemonic: row.mnemonic, rs1: at(rs1, word), rs2: at(rs2, word), imm: at(immB, word) };
    case "U":
      return { mnemonic: row.mnemonic, rd: at(rd, word), imm: at(immU, word) };
    case "J":
      return { mnemonic: row.mnemonic, rd: at(rd, word), imm: at(immJ, word) };
    case "fence":
      return {
        mnemonic: row.mnemonic,
        rd: at(rd, word),
        rs1: at(rs1, word),
        fm: at(fm, word),
        pred: at(pred, word),
        succ: at(succ, word),
      };
    case "system":
      return { mnemonic: row.mnemonic };
    default:
      return impossible(row);
  }
}
