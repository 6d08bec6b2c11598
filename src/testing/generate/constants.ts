/**
 * The constants that break compilers: the limits of words, of immediates (12 bits, lui/addi pairs), of bytes and of shift
 * counts, and their neighbours.
 */

import type { Chance } from "./random.ts";

const small: readonly number[] = [0, 1, -1, 2, 3, -2, 4, 5, 7, 8, 10];

/** Ints at which something in a compiler or a machine changes. */
const boundaryConstants: readonly number[] = [
  2147483647,
  -2147483648,
  2147483646,
  -2147483647,
  // 12-bit immediates, signed and as offsets.
  2047,
  2048,
  2049,
  -2047,
  -2048,
  -2049,
  4095,
  4096,
  -4096,
  // lui/addi pairs whose low half is negative.
  0x1800,
  0x12345fff,
  0x7ffff800,
  0x7fffffff - 2047,
  -0x12345801,
  // Bytes and halves.
  127,
  128,
  255,
  256,
  -128,
  -256,
  32767,
  32768,
  65535,
  65536,
  // Patterns.
  0x55555555,
  -0x55555556,
  1 << 30,
  -(1 << 30),
  46341,
];

const shiftCounts: readonly number[] = [0, 1, 2, 4, 7, 8, 15, 16, 24, 30, 31, 31, 32, 33, 63, 64, 255, -1, -31, -32];

const divisors: readonly number[] = [
  1, -1, -1, 2, -2, 3, -3, 4, 7, 8, 10, 16, 100, 255, 256, -2147483648, 2147483647, 2048, -4096,
];

/** An int for any use. */
export function anyConstant(chance: Chance): number {
  const roll = chance.below(100);
  if (roll < 50) return chance.pick(small);
  if (roll < 85) return chance.pick(boundaryConstants);
  if (roll < 93) return chance.below(256);
  return chance.word();
}

/** A count for a shift: mostly in 0…31, often at its ends, sometimes beyond. */
export function shiftCount(chance: Chance): number {
  return chance.pick(shiftCounts);
}

/** A divisor that is not 0. */
export function divisor(chance: Chance): number {
  return chance.pick(divisors);
}
