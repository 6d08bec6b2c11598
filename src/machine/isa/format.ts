/**
 * The instruction formats as data: which fields a 32-bit instruction word has, and where their bits lie.
 *
 * Figures "RISC-V base instruction formats" and "immediate variants" of the unprivileged manual (chapter 2). Encoder,
 * decoder, range checks and random generators all read this table, so a bit position is written down once.
 */

/**
 * The formats: the manual's six, and the three places where it gives the bits of one format other names.
 * `shift` is I with a shift amount for immediate, `fence` is I with an ordering, `system` is I with every bit fixed.
 */
export type Format = "R" | "I" | "shift" | "S" | "B" | "U" | "J" | "fence" | "system";

/** The names of operand fields, as in the manual. */
export type FieldName = "rd" | "rs1" | "rs2" | "imm" | "shamt" | "fm" | "pred" | "succ";

/** A run of bits: `width` bits, from bit `value` of the operand upwards, lie from bit `word` of the instruction upwards. */
export interface Piece {
  readonly value: number;
  readonly word: number;
  readonly width: number;
}

/** One operand of a format: its name, its range, and where its bits lie. */
export interface Field {
  readonly name: FieldName;
  /** The least legal value. */
  readonly least: number;
  /** The greatest legal value. */
  readonly greatest: number;
  /** Legal values are multiples of this: 2 for branch offsets, 4096 for upper immediates. */
  readonly multiple: number;
  readonly pieces: readonly Piece[];
}

/** An unsigned field in one piece. */
function unsigned(name: FieldName, word: number, width: number): Field {
  return { name, least: 0, greatest: 2 ** width - 1, multiple: 1, pieces: [{ value: 0, word, width }] };
}

/** A signed immediate whose bits below the lowest piece are zero and whose highest bit is its sign. */
function immediate(...pieces: readonly Piece[]): Field {
  const bits = Math.max(...pieces.map((piece) => piece.value + piece.width));
  const multiple = 2 ** Math.min(...pieces.map((piece) => piece.value));
  return { name: "imm", least: -(2 ** (bits - 1)), greatest: 2 ** (bits - 1) - multiple, multiple, pieces };
}

/** The piece that the manual writes imm[high:low], lying from bit `word` upwards. */
function bits(high: number, low: number, word: number): Piece {
  return { value: low, word, width: high - low + 1 };
}

const rd = unsigned("rd", 7, 5);
const rs1 = unsigned("rs1", 15, 5);
const rs2 = unsigned("rs2", 20, 5);

/** The fields of each format, in the order of the manual's assembly notation. */
export const formats: Readonly<Record<Format, readonly Field[]>> = {
  R: [rd, rs1, rs2],
  I: [rd, rs1, immediate(bits(11, 0, 20))],
  shift: [rd, rs1, unsigned("shamt", 20, 5)],
  S: [rs2, immediate(bits(11, 5, 25), bits(4, 0, 7)), rs1],
  B: [rs1, rs2, immediate(bits(12, 12, 31), bits(10, 5, 25), bits(4, 1, 8), bits(11, 11, 7))],
  U: [rd, immediate(bits(31, 12, 12))],
  J: [rd, immediate(bits(20, 20, 31), bits(10, 1, 21), bits(11, 11, 20), bits(19, 12, 12))],
  fence: [unsigned("fm", 28, 4), unsigned("pred", 24, 4), unsigned("succ", 20, 4), rd, rs1],
  system: [],
};

/** The mask of `width` low bits, as an int32. */
function lowBits(width: number): number {
  return width === 32 ? -1 : (1 << width) - 1;
}

/** The bits of the instruction word that hold `value` in `field`, as an int32. The value is taken to be legal. */
export function placeField(field: Field, value: number): number {
  let word = 0;
  for (const piece of field.pieces) word |= ((value >>> piece.value) & lowBits(piece.width)) << piece.word;
  return word;
}

/** The value of `field` in an instruction word. */
export function extractField(field: Field, word: number): number {
  let value = 0;
  const { pieces } = field;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    value |= ((word >>> piece.word) & lowBits(piece.width)) << piece.value;
  }
  // A signed field is one whose least value is below zero; its top bit is then the sign.
  return value > field.greatest ? value + 2 * field.least : value;
}

/** Is `value` one that `field` can hold? */
export function fitsField(field: Field, value: number): boolean {
  return value >= field.least && value <= field.greatest && value % field.multiple === 0;
}
