/**
 * How the blocks of a generated input arrive, and its output is taken: a function of its bytes, so that an input alone says
 * what a run does, and a saved one, or a token, does not change.
 */

import { type Arrival, whole } from "../../core/environment.ts";

/**
 * The arrival that goes with an input: for one in four, and where there is no
 * input, all at once; for one in four one byte at a time; else random shares.
 *
 * @example
 * ```ts
 * import { arrivalOf } from "etalon/testing";
 * arrivalOf(Uint8Array.of(1, 2, 3)).kind === arrivalOf(Uint8Array.of(1, 2, 3)).kind; // => true
 * ```
 */
export function arrivalOf(input: Uint8Array): Arrival {
  if (input.length === 0) return whole;
  let seed = 0x2545_f491;
  for (const byte of input) seed = Math.imul(seed ^ byte, 0x0100_0193);
  seed ^= seed >>> 15;
  const kind = seed & 3;
  return kind === 0 ? whole : kind === 1 ? { kind: "single" } : { kind: "shares", seed };
}
