/**
 * The operand classes of the calibration: which aspect of an instruction an experiment tests. The report, the kill matrix
 * and docs/calibrate.md take their words from this one table.
 */

/** Each class, with what its experiments vary. */
export const operandClasses = {
  corners: "pairs of the words that break machines: 0, ±1, the limits of signed numbers, patterns",
  bits: "each bit alone, and each carry from one bit to the next",
  immediates: "immediates at their limits and at each bit, on several words",
  shifts: "every shift count 0…31; for counts in a register also 32 and more",
  "zero register": "x0 as target and as each source",
  "same register": "rd = rs1, rd = rs2, rs1 = rs2, and all three the same",
  "every register": "each of x1…x31 in each operand place",
  random: "random words from the seed",
  division: "by 0, by ±1, of and by −2³¹, each combination of signs, remainders",
  "pc-relative": "the same instruction at several addresses",
  decisions: "taken and not taken, for equal, ordered and unordered pairs",
  distances: "each power of two forwards and backwards, up to the limit of the immediate",
  link: "the return address, and rd = rs1",
  "low bit": "targets whose bit 0 is to be cleared",
  signs: "loaded bytes and half-words on both sides of the sign bit",
  alignments: "every alignment, also across pages",
  neighbours: "the bytes around a store, which must not change",
  widths: "reads after writes of other widths and at other offsets",
  order: "stores and loads of one thread to the same bytes, in program order, with and without fence",
  fences: "every kind of fence, reserved ones too: each does nothing here",
  results: "what a call returns, and that it leaves the other registers",
  "exit codes": "exit codes, taken modulo 256",
  stops: "the codes of ebreak: the end of the process is the witness",
  "bad addresses": "accesses outside memory, or without permission, also by one byte",
  "bad targets": "jumps to where there are no instructions",
  misaligned: "targets that are not multiples of 4: a fault when taken, nothing when not",
  illegal: "words that are no instruction of RV32IM: one bit beside each that is",
  programs: "long random programs over all instructions",
} as const;

/** The name of an operand class. */
export type OperandClass = keyof typeof operandClasses;
