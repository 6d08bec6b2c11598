/**
 * Renaming: the edits that give a definition another name, refused where a name would then mean something else.
 *
 * The edited files are read anew. The renaming is right when every name in them means the same definition as before.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { checkFiles } from "../check/check.ts";
import { isBuiltIn } from "../check/scope.ts";
import type { ProgramFile } from "../files/closure.ts";
import * as parser from "../syntax/parser.ts";
import { keywords } from "../syntax/tokens.ts";
import type { Span } from "../syntax/tree.ts";
import { type Occurrence, occurrenceAt, occurrencesOf } from "./occurrences.ts";

/** A stretch of one of the files, which gets another text. */
export interface FileSpan {
  readonly path: string;
  readonly span: Span;
}

/**
 * The places to replace by `newName`, for the name at an offset of one of a program's files; or why that cannot be done, in
 * words.
 *
 * @example
 * ```ts
 * import { readProgram, renameIn } from "etalon/lang";
 * const read = readProgram("fn main(): int { let a = 1; let b = 2; return a + b; }");
 * const renamed = (to: string) => read.ok && renameIn(read.value.files, "main.ell", 21, to);
 * renamed("sum"); // => { ok: true, value: [{ path: "main.ell", span: { start: 21, end: 22 } }, { path: "main.ell", span: { start: 46, end: 47 } }] }
 * renamed("b"); // => { ok: false, error: "`b` is the name of something else here" }
 * ```
 */
export function renameIn(
  files: readonly ProgramFile[],
  path: string,
  offset: number,
  newName: string,
): Result<readonly FileSpan[], string> {
  const before = occurrencesOf(files);
  const chosen = occurrenceAt(before, path, offset)?.definition;
  if (chosen === undefined) return failure("there is no name here that these files define");
  const refusal = refusalOf(newName);
  if (refusal !== undefined) return failure(refusal);
  if (chosen.kind === "function" && chosen.name === "main") return failure("a program begins at `main`");
  if (chosen.path.startsWith("std/")) return failure("the standard library is not written here");
  const places = before.filter(({ definition }) => definition === chosen);
  const edited: ProgramFile[] = [];
  for (const file of files) {
    const text = replaceAll(file.text, spansIn(places, file.path), newName);
    const parsed = parser.parseModule(text);
    if (!parsed.ok) return failure(`${file.path} has mistakes: mend them first`);
    edited.push({ ...file, text, module: parsed.value });
  }
  if (checkFiles(files).ok && !checkFiles(edited).ok)
    return failure(`\`${newName}\` is the name of something else here`);
  return sameMeaning(before, occurrencesOf(edited), (from, at) => shifted(spansIn(places, from), newName.length, at))
    ? success(places.map(({ path: file, span }) => ({ path: file, span })))
    : failure(`\`${newName}\` means something else in one of these places`);
}

function refusalOf(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return "a name is made of the letters a to z and A to Z, digits and `_`, and begins with no digit";
  if (keywords.includes(name)) return `\`${name}\` is a word of the language`;
  return isBuiltIn(name) || name === "_start" ? `\`${name}\` is built in` : undefined;
}

function spansIn(places: readonly Occurrence[], path: string): readonly Span[] {
  return places.filter((place) => place.path === path).map(({ span }) => span);
}

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
function shifted(spans: readonly Span[], length: number, offset: number): number {
  let moved = offset;
  for (const { start, end } of spans) if (start < offset) moved += length - (end - start);
  return moved;
}

function sameMeaning(
  before: readonly Occurrence[],
  after: readonly Occurrence[],
  shift: (path: string, offset: number) => number,
): boolean {
  const key = (path: string, offset: number): string => `${offset} ${path}`;
  const meant = new Map(after.map((each) => [key(each.path, each.span.start), each.definition] as const));
  return (
    before.length === after.length &&
    before.every(({ path, span, definition }) => {
      const now = meant.get(key(path, shift(path, span.start)));
      return now?.path === definition.path && now.span.start === shift(definition.path, definition.span.start);
    })
  );
}
