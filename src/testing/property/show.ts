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
 * import { show } from "etalon/testing";
 * show({ a: -0, b: undefined, c: 11n, d: "11" }); // => '{"a":-0,"b":undefined,"c":11n,"d":"11"}'
 * show(new Map([["x", 0]])); // => 'new Map([["x",0]])'
 * ```
 */
export function show(data: unknown): string {
  // Objects without a prototype, such as fast-check's records, are as plain as others. Strings are left as they are.
  const plain = fc
    .stringify(data)
    .replaceAll(/"(?:[^"\\]|\\.)*"|\{__proto__:null,?/g, (found) => (found.startsWith('"') ? found : "{"));
  return plain.replaceAll("\n", "\\n");
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
