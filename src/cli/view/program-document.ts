/**
 * A checked program in a document: what a compiler in any language begins with.
 */

import type { Program } from "../../lang/index.ts";

/** The program as `parse --json` and a file for a `{program}` say it. Parts that are not there are left out. */
export function programDocument(program: Program): { readonly program: Program } {
  const { globals, functions, start, main, origins } = program;
  return { program: { globals, functions, start, main, origins } };
}
