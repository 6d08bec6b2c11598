/**
 * Warnings: legal code that is most likely not what was meant. They decide nothing: compiling, certifying and running do
 * not depend on them, and the certificate checker does not load this folder.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import type { Module } from "../syntax/tree.ts";
import { warnOfComparisons } from "./comparisons.ts";
import { warnOfUnreachable } from "./unreachable.ts";
import { warnOfAssignments, warnOfVariables } from "./unused.ts";
import { namesOf } from "./variables.ts";
import { Warn } from "./warn.ts";

/**
 * The warnings about a text, in the order of the text. `module` is the text's tree and has passed the checker. At most
 * twenty warnings, and a note with the number of the rest.
 *
 * @example
 * ```ts
 * import { parseModule, warningsOf } from "etalon/lang";
 * const text = "fn main(): int { let x = 1; return 0; }";
 * const parsed = parseModule(text);
 * parsed.ok && warningsOf(text, parsed.value).map(({ message }) => message); // => ["the variable `x` is never read"]
 * ```
 */
export function warningsOf(text: string, module: Module): Diagnostic[] {
  const warn = new Warn(text);
  const names = namesOf(module);
  warnOfVariables(names, warn);
  warnOfAssignments(module, names, warn);
  warnOfUnreachable(module, warn);
  warnOfComparisons(module, names, warn);
  return warn.warnings();
}
