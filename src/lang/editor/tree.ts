/**
 * The tree of a text that is being written: what can be read of it, whatever is wrong with the rest.
 */

import { success } from "../../core/result.ts";
import { reporter } from "../check/report.ts";
import { filesOf, type Loader, type ProgramFile } from "../files/closure.ts";
import { maximumSourceLength } from "../syntax/decode.ts";
import { lex } from "../syntax/lexer.ts";
import { type Parsed, parseModule, parseTokens } from "../syntax/parser.ts";
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
  const whole = recovered(text);
  if (whole.sound) return whole.module;
  // One open bracket may take everything with it. So what stands between two declarations is also looked at by itself.
  const parts = recovered(withoutBrokenParts(text)).module;
  return countOf(parts) > countOf(whole.module) ? parts : whole.module;
}

function recovered(text: string): Parsed {
  const lexed = lex(text, reporter(text.length));
  if (!lexed.shallow || text.length > maximumSourceLength) return { module: { declarations: [] }, sound: false };
  return parseTokens(text, lexed, reporter(text.length), reporter(text.length));
}

function countOf({ imports = [], declarations }: Module): number {
  return imports.length + declarations.length;
}

/** Where a line begins with the word of a declaration: a statement does not, in a text that is laid out. */
const beginning = /^(?=(?:pub[ \t]+)?(?:fn|const|let)\b|import[ \t]*")/m;

/** The text with blanks in the place of each declaration that cannot be read by itself. */
function withoutBrokenParts(text: string): string {
  return text
    .split(beginning)
    .map((part) => (parseModule(part).ok ? part : part.replaceAll(/[^\n]/g, " ")))
    .join("");
}

/**
 * What can be read of a program that is being written: its main file, and the files that it imports, the main file last. A
 * file that is missing is an empty one; when an import names no file at all, the main file is alone.
 *
 * @example
 * ```ts
 * import { readableFiles } from "etalon/lang";
 * readableFiles('import "./a.ell";\nfn main( {').map(({ path }) => path); // => ["a.ell", "main.ell"]
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
