/**
 * The tree of a text that is being written: what can be read of it, whatever is wrong with the rest.
 */

import { success } from "../../core/result.ts";
import { reporter } from "../check/report.ts";
import { filesOf, type Loader, type ProgramFile } from "../files/closure.ts";
import { maximumSourceLength } from "../syntax/decode.ts";
import { lex } from "../syntax/lexer.ts";
import { parseTokens } from "../syntax/parser.ts";
import type { Module } from "../syntax/tree.ts";

/**
 * What can be read of a text. Mistakes are left out, with as little around them as possible.
 *
 * @example
 * ```ts
 * import { readableTree } from "etalon/lang";
 * readableTree("fn f() { let = 1; } fn main(): int { return 0; }").declarations.map((d) => d.name); // => ["f", "main"]
 * ```
 */
export function readableTree(text: string): Module {
  const lexed = lex(text, reporter(text.length));
  if (!lexed.shallow || text.length > maximumSourceLength) return { declarations: [] };
  return parseTokens(text, lexed, reporter(text.length), reporter(text.length)).module;
}

/**
 * What can be read of a program that is being written: its main file, and the files that it imports, the main file last. A
 * file that is missing is an empty one; when an import names no file at all, the main file is alone.
 *
 * @example
 * ```ts
 * import { readableFiles } from "etalon/lang";
 * readableFiles('import "./a.ell"; fn main( {').map(({ path }) => path); // => ["a.ell", "main.ell"]
 * ```
 */
export function readableFiles(text: string, load?: Loader, entry = "main.ell"): readonly ProgramFile[] {
  const module = readableTree(text);
  const present: Loader = (path) => {
    const loaded = load?.(path);
    return loaded?.ok === true ? loaded : success("");
  };
  const files = filesOf({ text, module }, (other) => success(readableTree(other)), present, entry);
  return files.ok ? files.value : [{ path: entry, text, module, imports: [] }];
}
