/**
 * The input of a program as text that can be typed: printable characters as they are, other bytes as `\n`, `\\` or `\x0f`.
 */

import { failure, type Result, success } from "etalon";

/** The most bytes of input that the page takes. */
const longestInput = 65_536;

/** The bytes that a text stands for. */
export function bytesOf(text: string): Result<Uint8Array, string> {
  const bytes: number[] = [];
  const pieces = text.matchAll(/\\(n|t|\\|x[0-9a-fA-F]{2})|\\|[^\\]+/g);
  for (const [piece, escaped] of pieces) {
    if (piece === "\\") return failure("A \\ stands before n, t, another \\, or x and two hexadecimal digits.");
    if (escaped === undefined) for (const byte of new TextEncoder().encode(piece)) bytes.push(byte);
    else if (escaped.startsWith("x")) bytes.push(Number.parseInt(escaped.slice(1), 16));
    else bytes.push(escaped === "n" ? 10 : escaped === "t" ? 9 : 92);
    if (bytes.length > longestInput) return failure(`The input has more than ${longestInput} bytes.`);
  }
  return success(Uint8Array.from(bytes));
}

/** The text that stands for bytes. */
export function textOf(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => {
      if (byte === 10) return "\\n";
      if (byte === 92) return "\\\\";
      return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}
