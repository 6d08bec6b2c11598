/**
 * Canonical JSON (RFC 8785, with whole numbers alone): one text for one value, so that equal facts are equal bytes, and every
 * parser reads the same from them.
 *
 * Keys are sorted by their UTF-16 units, there is no white space, and numbers are below 2⁵³. A reader accepts a text only
 * when writing what it read gives the same text: that refuses keys given twice, `1.0`, `-0` and every other spelling.
 */

import { failure, type Result, success } from "../core/result.ts";

/** A JSON value whose numbers are whole. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How deep lists and objects may lie in each other. */
const deepest = 32;

/**
 * The canonical text of a value.
 *
 * @example
 * ```ts
 * import { writeCanonical } from "etalon/trust";
 * writeCanonical({ b: [1, true], a: "é" }); // => '{"a":"é","b":[1,true]}'
 * ```
 */
export function writeCanonical(value: Json): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return String(value);
  if (isList(value)) return `[${value.map(writeCanonical).join(",")}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${writeCanonical(value[key]!)}`).join(",")}}`;
}

/** The value that a canonical text has; or why the bytes are none. */
export function readCanonical(bytes: Uint8Array): Result<Json, string> {
  const read = readJson(bytes);
  if (!read.ok) return read;
  return writeCanonical(read.value.json) === read.value.text
    ? success(read.value.json)
    : failure("it is not canonical");
}

/** The value of a JSON text in UTF-8 that every parser reads alike, and the text. */
export function readJson(bytes: Uint8Array): Result<{ readonly json: Json; readonly text: string }, string> {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return failure("it is not UTF-8");
  }
  try {
    value = JSON.parse(text);
  } catch {
    return failure("it is not JSON");
  }
  const measured = measure(value, 0);
  if (typeof measured === "string") return failure(measured);
  // Of a key given twice, one parser takes the first and another the last.
  let written = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gs)) if (colon !== undefined) written++;
  return written === measured ? success({ json: value as Json, text }) : failure("a key is given twice");
}

/** How many members the objects in a value have in all; or what is wrong with it. */
function measure(value: unknown, depth: number): number | string {
  if (typeof value === "string") return value.isWellFormed() ? 0 : "a text has half a character";
  if (typeof value === "number") return Number.isSafeInteger(value) ? 0 : "a number is not whole, or too large";
  if (typeof value !== "object" || value === null) return 0;
  if (depth === deepest) return `it is more than ${deepest} levels deep`;
  let members = 0;
  for (const [key, inner] of Object.entries(value)) {
    const inside = measure(inner, depth + 1);
    if (typeof inside === "string") return inside;
    if (!key.isWellFormed()) return "a key has half a character";
    members += inside + (Array.isArray(value) ? 0 : 1);
  }
  return members;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
