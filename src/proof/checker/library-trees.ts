/**
 * The trees of library modules that were parsed before: the sources of many images import the same few modules.
 *
 * A tree is used again only for the same text at the same path, of which the last is kept. Two files of one program never share a tree,
 * since a declaration is known by its object.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import type { Result } from "../../core/result.ts";
import { isLibrary } from "../../lang/files/paths.ts";
import { parseModule } from "../../lang/syntax/parser.ts";
import type { Module } from "../../lang/syntax/tree.ts";

/** So many are kept, of texts that are not longer: what somebody calls a library module may be anything. */
const mostKept = 64;
const longestKept = 65_536;

const kept = new Map<string, { readonly text: string; readonly parsed: Result<Module, Diagnostic[]> }>();

/** The tree of the text at a path, or the mistakes in it. */
export function treeOf(text: string, path: string): Result<Module, Diagnostic[]> {
  if (!isLibrary(path) || text.length > longestKept) return parseModule(text);
  const known = kept.get(path);
  if (known?.text === text) return known.parsed;
  const parsed = parseModule(text);
  if (kept.size >= mostKept) kept.clear();
  kept.set(path, { text, parsed });
  return parsed;
}
