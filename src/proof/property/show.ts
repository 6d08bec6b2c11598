/**
 * Values as text, in reports: the text of different values differs, so that −0, 0, undefined, 11n, "11" and cycles can be
 * told apart. It is JavaScript wherever the value has such a form, to be pasted into a test.
 */

import * as fc from "fast-check";

/**
 * Data as text, on one line.
 *
 * @example
 * ```ts
 * import { show } from "etalon/proof";
 * show({ a: -0, b: undefined, c: 11n, d: "11" }); // => '{"a":-0,"b":undefined,"c":11n,"d":"11"}'
 * show(new Map([["x", 0]])); // => 'new Map([["x",0]])'
 * ```
 */
export function show(data: unknown): string {
  return fc.stringify(data).replaceAll("\n", "\\n");
}

/** The same, cut where it is longer than so many letters. */
export function showShort(data: unknown, letters = 160): string {
  return shorten(show(data), letters);
}

/** The first line of a text, cut where it is longer than so many letters. */
export function shorten(text: string, letters = 160): string {
  const line = text.trimEnd().replaceAll(/\s*\n\s*/g, " ");
  return line.length <= letters ? line : `${line.slice(0, letters - 1)}…`;
}
