/**
 * The words and immediates that the experiments try.
 */

import type { Field } from "../machine/isa/format.ts";

/** Words for which machines are often wrong. */
export const cornerWords: readonly number[] = [
  0, 1, -1, 2, -2, 31, 32, 0x7fffffff, -0x80000000, -0x7fffffff, 0x55555555, 0x0000ffff, -0x10000, 0x12345678,
];

/** A few of them, for when all pairs would be too many. */
export const someWords: readonly number[] = [0, 1, -1, 0x7fffffff, -0x80000000, 0x12345678];

/** The values of an immediate field: its limits, 0, each bit alone, and all bits but one. */
export function immediatesOf({ least, greatest, multiple }: Field): number[] {
  const values = [0, least, greatest, -multiple, least + multiple, greatest - multiple];
  for (let bit = multiple; bit <= greatest; bit *= 2) values.push(bit, -bit);
  return [...new Set(values)];
}

/** 0…31: the bit positions and shift counts of a word, and the numbers of registers. */
export const upTo32: readonly number[] = Array.from({ length: 32 }, (_, i) => i);

/** The word with one bit. */
export function bitWord(bit: number): number {
  return 1 << bit;
}
