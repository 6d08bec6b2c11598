/**
 * The words that break arithmetic, and random words around them.
 */

import fc from "fast-check";

/** 0, ±1, and every power of two with its neighbours, up and down, that matters to a 32-bit machine. */
export const boundaries: readonly number[] = [
  ...new Set(
    [
      ...[0, 1, -1, 2, -2, 3, 5, 7, 10, 31, 32, 33, 100, -100],
      ...[8, 11, 12, 16, 20, 24, 30, 31].flatMap((k) => [
        2 ** k - 1,
        2 ** k,
        2 ** k + 1,
        -(2 ** k),
        1 - 2 ** k,
        -1 - 2 ** k,
      ]),
      ...[0x5555_5555, 0xaaaa_aaaa, 0x00ff_00ff, 0x7fff_fffe, 0x8000_0001, 0xffff_fffe],
    ].map((value) => value | 0),
  ),
];

/** A word: often a boundary, often small, or any. */
export const anyWord: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...boundaries),
  fc.integer({ min: -300, max: 300 }),
  fc.integer(),
);
