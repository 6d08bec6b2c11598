/**
 * Literals: where a CHAR, a STRING or a comment ends, and what a literal's text means.
 *
 * A scan that has begun never fails: a malformed literal is one token, at most to the end of its line. Reading its value
 * then reports what is wrong with it.
 */

import type { Reporter } from "../check/report.ts";
import { quote } from "../check/report.ts";
import type { Span } from "./tree.ts";

/** End of the block comment at `start`; −1 when it is not closed. */
export function scanComment(text: string, start: number): number {
  if (!text.startsWith("/*", start)) return -1;
  const close = text.indexOf("*/", start + 2);
  return close < 0 ? -1 : close + 2;
}

/** End of the string at `start`: past its closing quote, or at the end of the line. */
export function scanString(text: string, start: number): number {
  return scanQuoted(text, start, '"', Number.POSITIVE_INFINITY).end;
}

/** End of the character at `start`. When it is not closed within a few letters, it is the quote and one letter. */
export function scanCharacter(text: string, start: number): number {
  const { end, closed } = scanQuoted(text, start, "'", 64);
  if (closed) return end;
  const next = text.codePointAt(start + 1);
  return next === undefined || next === newline ? start + 1 : start + 1 + (next > 0xffff ? 2 : 1);
}

const newline = 10;
const backslash = 92;

function scanQuoted(
  text: string,
  start: number,
  quoteMark: string,
  limit: number,
): { readonly end: number; readonly closed: boolean } {
  const mark = quoteMark.charCodeAt(0);
  const stop = Math.min(text.length, start + 1 + limit);
  let at = start + 1;
  while (at < stop) {
    const code = text.charCodeAt(at);
    if (code === mark) return { end: at + 1, closed: true };
    if (code === newline) break;
    at += code === backslash && at + 1 < text.length && text.charCodeAt(at + 1) !== newline ? 2 : 1;
  }
  return { end: Math.min(at, text.length), closed: false };
}

/** The value of an INT as an int32; undefined when a mistake was reported. `negated`: it is directly under a unary minus. */
export function integerValue(image: string, span: Span, negated: boolean, report: Reporter): number | undefined {
  if (/^0x[0-9a-fA-F]+$/.test(image)) {
    const digits = image.slice(2).replace(/^0+(?=.)/, "");
    if (digits.length <= 8) return Number.parseInt(digits, 16) | 0;
    report.error("integer-range", span, `${quote(image)} does not fit in 32 bits`, { expected: "at most 0xFFFFFFFF" });
    return undefined;
  }
  if (/^[0-9]+$/.test(image)) {
    const digits = image.replace(/^0+(?=.)/, "");
    const value = digits.length <= 10 ? Number(digits) : Number.POSITIVE_INFINITY;
    if (value < 2 ** 31 || (value === 2 ** 31 && negated)) return value | 0;
    report.error("integer-range", span, `${quote(image)} is too large for an int`, {
      expected: "at most 2147483647, or 2147483648 directly after a unary `-`",
      ...(value < 2 ** 32
        ? { hint: `for the 32-bit pattern, write 0x${value.toString(16).toUpperCase()}, which is ${value | 0}` }
        : {}),
    });
    return undefined;
  }
  const hint = image.includes("_")
    ? "digits are not grouped in Ell: leave the `_` out"
    : /^0[xX]/.test(image)
      ? "hexadecimal is `0x` and digits 0 to 9, a to f"
      : /^0[bBoO]/.test(image)
        ? "Ell has decimal and `0x` hexadecimal numbers only"
        : "a name begins with a letter; a number has digits only";
  report.error("bad-number", span, `${quote(image)} is not a number`, { hint });
  return undefined;
}

/** The byte of a CHAR; undefined when a mistake was reported. */
export function characterValue(image: string, span: Span, report: Reporter): number | undefined {
  if (image.length < 3 || !image.endsWith("'")) {
    const message = image === "''" ? "there is no character between these quotes" : "this character is not closed";
    report.error("bad-character", span, message, { expected: "one character between two `'`, as in 'a'" });
    return undefined;
  }
  const before = report.count;
  const bytes = quotedBytes(image, span, report);
  if (report.count > before) return undefined;
  if (bytes.length === 1) return bytes[0]!;
  const single = [...image.slice(1, -1)].length === 1;
  report.error(
    "bad-character",
    span,
    single
      ? `${quote(image)} is ${bytes.length} bytes in UTF-8, and a character is one byte`
      : `${quote(image)} is more than one character`,
    {
      hint: single
        ? `use a string, as in "${image.slice(1, -1)}", which is an array of its bytes`
        : `text of several characters is written with double quotes: "${image.slice(1, -1)}"`,
    },
  );
  return undefined;
}

/** Has this token, as {@link scanString} found it, both its quotes? */
export function isClosedString(image: string): boolean {
  return scanQuoted(image, 0, '"', Number.POSITIVE_INFINITY).closed;
}

/** The bytes of a STRING; mistakes are reported and left out. (The lexer has reported a missing quote.) */
export function stringValue(image: string, span: Span, report: Reporter): readonly number[] {
  return isClosedString(image) ? quotedBytes(image, span, report) : [];
}

const simpleEscapes: ReadonlyMap<string, number> = new Map([
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["0", 0],
  ["\\", 92],
  ["'", 39],
  ['"', 34],
]);

/** The bytes between the first and the last character of `image`, with escapes replaced. */
function quotedBytes(image: string, span: Span, report: Reporter): number[] {
  const bytes: number[] = [];
  const end = image.length - 1;
  let at = 1;
  while (at < end) {
    const code = image.codePointAt(at)!;
    if (code !== backslash) {
      const width = code > 0xffff ? 2 : 1;
      if (code >= 0xd800 && code <= 0xdfff)
        report.error(
          "invalid-character",
          { start: span.start + at, end: span.start + at + 1 },
          "half of a surrogate pair is not a character",
        );
      else pushUtf8(bytes, code);
      at += width;
      continue;
    }
    const letter = image[at + 1]!;
    const simple = simpleEscapes.get(letter);
    const hex = letter === "x" ? /^[0-9a-fA-F]{2}/.exec(image.slice(at + 2, Math.min(at + 4, end))) : null;
    if (simple !== undefined) bytes.push(simple);
    else if (hex !== null) bytes.push(Number.parseInt(hex[0], 16));
    else
      report.error(
        "bad-escape",
        { start: span.start + at, end: span.start + at + 2 },
        `${quote(`\\${letter}`)} is not an escape`,
        {
          expected:
            letter === "x"
              ? "two hexadecimal digits after `\\x`, as in `\\x0A`"
              : "one of \\n \\r \\t \\0 \\\\ \\' \\\" \\xHH",
          ...(letter === "u" ? { hint: "write the character itself: a string holds its UTF-8 bytes" } : {}),
        },
      );
    at += hex !== null ? 4 : 2;
  }
  return bytes;
}

function pushUtf8(bytes: number[], code: number): void {
  if (code < 0x80) bytes.push(code);
  else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
}
