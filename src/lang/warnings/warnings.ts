/**
 * Warnings: legal code that is most likely not what was meant. They decide nothing: compiling, certifying and running do
 * not depend on them, and the certificate checker does not load this folder.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { linkFiles } from "../check/link.ts";
import { reporter } from "../check/report.ts";
import { inFile, type ProgramFile } from "../files/closure.ts";
import { isLibrary } from "../files/paths.ts";
import type { Module } from "../syntax/tree.ts";
import { warnOfComparisons } from "./comparisons.ts";
import { warnOfDroppedCounts } from "./dropped.ts";
import { warnOfUnreachable } from "./unreachable.ts";
import { warnOfAssignments, warnOfVariables } from "./unused.ts";
import { namesOf } from "./variables.ts";
import { Warn } from "./warn.ts";

/**
 * The warnings about a text, in the order of the text. `module` is the text's tree and has passed the checker, and `imported` has
 * the names that it sees of other files. At most twenty warnings, and a note with the number of the rest.
 *
 * @example
 * ```ts
 * import { parseModule, warningsOf } from "etalon/lang";
 * const text = "fn main(): int { let x = 1; return 0; }";
 * const parsed = parseModule(text);
 * parsed.ok && warningsOf(text, parsed.value).map(({ message }) => message); // => ["the variable `x` is never read"]
 * ```
 */
export function warningsOf(
  text: string,
  module: Module,
  imported: ReadonlySet<string> = new Set<string>(),
): Diagnostic[] {
  const warn = new Warn(text);
  const names = namesOf(module);
  warnOfVariables(names, warn);
  warnOfAssignments(module, names, warn);
  warnOfUnreachable(module, warn);
  warnOfComparisons(module, names, warn);
  warnOfDroppedCounts(module, imported, warn);
  return warn.warnings();
}

/**
 * The warnings about all files of a checked program but those of the standard library, file by file; each says which file it is
 * about, unless that is the main file.
 *
 * @example
 * ```ts
 * import { readProgram, warningsOfFiles } from "etalon/lang";
 * const read = readProgram("fn main(): int { let x = 1; return 0; }");
 * read.ok && warningsOfFiles(read.value.files).map(({ code }) => code); // => ["never-read"]
 * ```
 */
export function warningsOfFiles(files: readonly ProgramFile[]): Diagnostic[] {
  const units = linkFiles(files, reporter(0));
  return files.flatMap(({ path, text, module }, index) => {
    if (isLibrary(path)) return [];
    const warnings = warningsOf(text, module, new Set(units[index]!.names.imported.keys()));
    return index === files.length - 1 ? warnings : inFile(path, warnings);
  });
}
