/**
 * The front end for people: parser and checker, with help for those who know other languages.
 *
 * parser.ts and check.ts alone decide which texts are accepted and which program a text is; the certificate checker uses
 * them directly. Only when they refuse a text is it examined again here. Each construct of another language is reported
 * once and removed before the rest is parsed, and an invalid token does not hide mistakes in names and types.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";
import { lineStarts, locate } from "../../core/source.ts";
import * as plain from "../check/check.ts";
import { type Reporter, reporter, shownOf } from "../check/report.ts";
import { filesOf, type Loader, type ProgramFile } from "../files/closure.ts";
import type { Program } from "../program/program.ts";
import { lex } from "../syntax/lexer.ts";
import * as parser from "../syntax/parser.ts";
import type { Module } from "../syntax/tree.ts";
import { Tape } from "./tape.ts";
import { repairTopLevel } from "./top-level.ts";

/**
 * The tree of a text, or the mistakes in its tokens and its syntax (at most twenty diagnostics).
 *
 * @example
 * ```ts
 * import { parseModule } from "etalon/lang";
 * const parsed = parseModule("const answer = 42;");
 * parsed.ok && parsed.value.declarations.map((d) => d.name); // => ["answer"]
 * parseModule("const = 42;").ok; // => false
 * ```
 */
export function parseModule(text: string): Result<Module, Diagnostic[]> {
  const parsed = parser.parseModule(text);
  return parsed.ok ? parsed : failure(explain(text)?.report.diagnostics() ?? parsed.error);
}

/**
 * The program of a source text, parsed and checked. With `load` it may import files: `load` gives the text of each by its
 * path from the main file's folder, or `std/NAME`; the main file itself is called `entry` there (`main.ell` unless given).
 *
 * @example
 * ```ts
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { write('A'); return 0; }");
 * program.ok && program.value.functions.map((f) => f.name); // => ["main", "_start"]
 * const files: Record<string, string> = { "a.ell": "pub fn one(): int { return 1; }" };
 * const both = parseProgram('import "./a.ell"; fn main(): int { return one(); }', (path) => {
 *   const text = files[path];
 *   return text === undefined ? { ok: false, error: { message: "does not exist" } } : { ok: true, value: text };
 * });
 * both.ok && both.value.functions.map((f) => f.name); // => ["a.ell:one", "main", "_start"]
 * ```
 */
export function parseProgram(text: string, load?: Loader, entry?: string): Result<Program, Diagnostic[]> {
  const read = readProgram(text, load, entry);
  return read.ok ? success(read.value.program) : read;
}

/** A program together with the trees of its texts. */
export interface ReadProgram {
  /** The tree of the main file. */
  readonly module: Module;
  /** All files in their order; the main file is the last. */
  readonly files: readonly ProgramFile[];
  readonly program: Program;
}

/**
 * The program of a source text, and its trees: {@link parseProgram} for callers that also need the structure of the texts.
 *
 * @example
 * ```ts
 * import { readProgram } from "etalon/lang";
 * const read = readProgram("fn main(): int { return 0; }");
 * read.ok && [read.value.module.declarations.length, read.value.program.functions.length]; // => [1, 2]
 * ```
 */
export function readProgram(text: string, load?: Loader, entry?: string): Result<ReadProgram, Diagnostic[]> {
  const parsed = parser.parseModule(text);
  if (parsed.ok) {
    const module = parsed.value;
    const files = filesOf({ text, module }, parseModule, load, entry);
    if (!files.ok) return failure(shownOf(files.error));
    const program = plain.checkFiles(files.value);
    return program.ok ? success({ module, files: files.value, program: program.value }) : program;
  }
  const explained = explain(text);
  if (explained === undefined) return failure(parsed.error);
  const { report, module } = explained;
  // What is imported may be what names in it mean; that is looked at when the text itself is sound.
  if (module !== undefined && module.imports === undefined) checkToo(text, module, report);
  return failure(report.diagnostics());
}

/** The mistakes in a refused text, and its tree if invalid tokens are the only mistakes; undefined if there is nothing to add. */
function explain(text: string): { readonly report: Reporter; readonly module: Module | undefined } | undefined {
  const report = reporter(text.length);
  if (text.length > 2 ** 24) return undefined;
  const lexed = lex(text, report);
  if (!lexed.shallow) return undefined;
  const shape = reporter(text.length);
  const tape = new Tape(text, lexed, shape);
  repairTopLevel(tape);
  const { module, sound } = parser.parseTokens(text, { ...lexed, tokens: tape.kept }, shape, report);
  if (report.count === 0) return undefined;
  return { report, module: sound ? module : undefined };
}

/** Report the checker's diagnostics too, except on lines that already have one. */
function checkToo(text: string, module: Module, report: Reporter): void {
  const checked = plain.checkModule(module);
  if (checked.ok) return;
  const starts = lineStarts(text);
  const lineOf = (offset: number) => locate(starts, offset).line;
  const told = new Set(report.taken.map(({ span }) => lineOf(span.start)));
  for (const { code, span, message, expected, hint, related } of checked.error)
    if (code !== "more" && !told.has(lineOf(span.start)))
      report.error(code as Parameters<Reporter["error"]>[0], span, message, {
        ...(expected === undefined ? {} : { expected }),
        ...(hint === undefined ? {} : { hint }),
        ...(related === undefined ? {} : { related }),
      });
}
