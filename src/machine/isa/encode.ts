/**
 * Instructions to words. Derived from the instruction table and the formats; an operand that does not fit is an error
 * value that names it, so that a compiler can relax a branch or report, and never emits a truncated immediate.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { type FieldName, fitsField, formats, placeField } from "./format.ts";
import { fixedBits, type Instruction, instructionTable, type Mnemonic } from "./instruction.ts";

/** An operand that its field cannot hold. */
export interface EncodingError {
  readonly mnemonic: Mnemonic;
  readonly field: FieldName;
  readonly value: number;
  /** The message. */
  readonly message: string;
}

/** By mnemonic: the bits that all its words have, and the operands that fill the others. */
const encodings = new Map(
  instructionTable.map((row) => [row.mnemonic, { match: fixedBits(row).match, fields: formats[row.format] }] as const),
);

/**
 * The instruction word, an unsigned number below 2³², or the first operand that does not fit.
 *
 * @example
 * ```ts
 * import { encode } from "etalon/machine";
 * encode({ mnemonic: "add", rd: 3, rs1: 1, rs2: 2 }); // => { ok: true, value: 0x002081b3 }
 * encode({ mnemonic: "addi", rd: 1, rs1: 1, imm: 2048 }).ok; // => false
 * ```
 */
export function encode(instruction: Instruction): Result<number, EncodingError> {
  const { match, fields } = encodings.get(instruction.mnemonic)!;
  const operands = instruction as unknown as Readonly<Record<FieldName, number>>;
  let word = match;
  for (const field of fields) {
    const value = operands[field.name];
    if (!fitsField(field, value)) {
      const multiple = field.multiple === 1 ? "" : `, a multiple of ${field.multiple}`;
      const range = `${field.least} to ${field.greatest}${multiple}`;
      const message = `${instruction.mnemonic}: ${field.name} is ${value}, but must be ${range}`;
      return failure({ mnemonic: instruction.mnemonic, field: field.name, value, message });
    }
    word |= placeField(field, value);
  }
  return success(word >>> 0);
}
