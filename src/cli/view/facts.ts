/**
 * Small facts about files that several verbs report.
 */

import { createHash } from "node:crypto";
import type { Image } from "../../machine/index.ts";

/** The SHA-256 of some bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** How many instruction words the executable segments of an image hold. */
export function instructionCount({ segments }: Image): number {
  const text = segments.filter(({ permissions }) => permissions.execute);
  return text.reduce((sum, { bytes }) => sum + (bytes.length >>> 2), 0);
}

/** A list of numbers with runs as ranges: `3, 5–8`. */
export function ranges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i]!;
    let last = first;
    for (i++; sorted[i] === last + 1; i++) last++;
    parts.push(first === last ? `${first}` : `${first}–${last}`);
  }
  return parts.join(", ");
}

/** `1 run`, `2 runs`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** An input in one line. */
export function inputText(input: Uint8Array): string {
  if (input.length === 0) return "none";
  const shown = [...input.subarray(0, 32)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `${plural(input.length, "byte")}, in hex: ${shown}${input.length > 32 ? " …" : ""}`;
}
