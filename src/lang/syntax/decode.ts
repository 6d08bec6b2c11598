/**
 * From bytes to text: strict UTF-8, at most 16 MiB. One byte order mark at the start is allowed.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";

/** The largest source that is accepted, in bytes of UTF-8 or in UTF-16 units of text. */
export const maximumSourceLength = 16 * 1024 * 1024;

/**
 * The text of a source file. A failure's span is an offset into the text that `new TextDecoder().decode(bytes)` gives,
 * in which each ill-formed sequence is one U+FFFD: render the diagnostic against that.
 *
 * @example
 * ```ts
 * import { decodeSource } from "etalon/lang";
 * decodeSource(Uint8Array.of(0x66, 0x6e)); // => { ok: true, value: "fn" }
 * decodeSource(Uint8Array.of(0x66, 0xff)).ok; // => false
 * ```
 */
export function decodeSource(bytes: Uint8Array): Result<string, Diagnostic[]> {
  if (bytes.length > maximumSourceLength) return failure([tooLarge(bytes.length)]);
  try {
    return success(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  // It is well-formed or not as the host says; where it is not, we say at which byte.
  const bad = firstIllFormed(bytes);
  const start = new TextDecoder().decode(bytes.subarray(0, bad)).length;
  const byte = bytes[bad]!.toString(16).padStart(2, "0");
  return failure([
    {
      severity: "error",
      code: "invalid-utf8",
      message: `byte 0x${byte} at offset ${bad} of the file is not UTF-8`,
      span: { start, end: start + 1 },
      hint: "save the file as UTF-8; a byte in a string can be written `\\xHH`",
    },
  ]);
}

/** The refusal of a source that is too large. */
export function tooLarge(length: number): Diagnostic {
  return {
    severity: "error",
    code: "too-large",
    message: `the source has a length of ${length}, and at most ${maximumSourceLength} (16 MiB) is taken`,
    span: { start: 0, end: 0 },
  };
}

/** Offset of the first byte that is not part of well-formed UTF-8 (Unicode 3.9, table 3-7), or −1. */
function firstIllFormed(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

/**
 * Length of the well-formed UTF-8 sequence at `at`, or 0.
 *
 * The second byte of a sequence has a narrower range after E0 (no overlong), ED (no surrogate), F0 and F4 (the ends of the code space).
 */
export function sequenceLength(bytes: ArrayLike<number>, at: number): 0 | 1 | 2 | 3 | 4 {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const continues = (index: number, low = 0x80, high = 0xbf) => {
    const byte = bytes[at + index];
    return byte !== undefined && byte >= low && byte <= high;
  };
  if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef)
    return continues(1, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf) && continues(2) ? 3 : 0;
  if (first >= 0xf0 && first <= 0xf4)
    return continues(1, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf) && continues(2) && continues(3)
      ? 4
      : 0;
  return 0;
}
