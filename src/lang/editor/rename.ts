/**
 * Renaming: the edits that give a definition another name, refused where a name would then mean something else.
 *
 * The text with the edits is read anew. The renaming is right when every name in it means the same definition as before.
 */

import { failure, type Result, success } from "../../core/result.ts";
import * as parser from "../syntax/parser.ts";
import { keywords } from "../syntax/tokens.ts";
import type { Module, Span } from "../syntax/tree.ts";
import { type Occurrence, type Occurrences, occurrenceAt, occurrencesOf } from "./occurrences.ts";

/**
 * The spans to replace by `newName`, for the name at `offset`; or why that cannot be done, in words.
 *
 * @example
 * ```ts
 * import { parseModule, renameIn } from "etalon/lang";
 * const text = "fn main(): int { let a = 1; let b = 2; return a + b; }";
 * const parsed = parseModule(text);
 * parsed.ok && renameIn(text, parsed.value, 21, "sum"); // => { ok: true, value: [{ start: 21, end: 22 }, { start: 46, end: 47 }] }
 * parsed.ok && renameIn(text, parsed.value, 21, "b").ok; // => false
 * ```
 */
export function renameIn(
  text: string,
  module: Module,
  offset: number,
  newName: string,
): Result<readonly Span[], string> {
  const before = occurrencesOf(text, module);
  const chosen = occurrenceAt(before, offset)?.definition;
  if (chosen === undefined) return failure("there is no name of this file here");
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName))
    return failure("a name is made of the letters a to z and A to Z, digits and `_`, and begins with no digit");
  if (keywords.includes(newName)) return failure(`\`${newName}\` is a word of the language`);
  if (builtIn.has(newName)) return failure(`\`${newName}\` is built in`);
  if (chosen.kind === "function" && chosen.name === "main") return failure("a program begins at `main`");
  const spans = before.all.filter(({ definition }) => definition === chosen).map(({ span }) => span);
  const edited = replaceAll(text, spans, newName);
  const parsed = parser.parseModule(edited);
  if (!parsed.ok) return failure("the file has mistakes: mend them first");
  const shift = shiftOf(spans, newName.length);
  return sameMeaning(before, occurrencesOf(edited, parsed.value), shift)
    ? success(spans)
    : failure(`\`${newName}\` means something else in one of these places`);
}

const builtIn: ReadonlySet<string> = new Set(["read", "write", "exit", "len", "_start"]);

/** The text with each of the spans, which are in order, replaced. */
function replaceAll(text: string, spans: readonly Span[], by: string): string {
  let edited = "";
  let at = 0;
  for (const { start, end } of spans) {
    edited += text.slice(at, start) + by;
    at = end;
  }
  return edited + text.slice(at);
}

/** Where an offset of the old text is in the new one. */
function shiftOf(spans: readonly Span[], length: number): (offset: number) => number {
  return (offset) => {
    let shifted = offset;
    for (const { start, end } of spans) if (start < offset) shifted += length - (end - start);
    return shifted;
  };
}

function sameMeaning(before: Occurrences, after: Occurrences, shift: (offset: number) => number): boolean {
  const meant = new Map(after.all.map((each) => [each.span.start, each] as const));
  const agrees = ({ span, definition }: Occurrence): boolean =>
    meant.get(shift(span.start))?.definition.span.start === shift(definition.span.start);
  return before.all.length === after.all.length && before.all.every(agrees);
}
