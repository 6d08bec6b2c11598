/**
 * The size of a program, as budgets, reports and shrinkers measure it.
 */

import type { Module } from "../../lang/syntax/tree.ts";
import { visitModule } from "../../lang/syntax/walk.ts";

/**
 * How many nodes a program has: its expressions, its statements, its parameters and its declarations except `main`,
 * which is always there. A block that is a body, and what is assigned to, count with the statement around them; a call
 * that is a statement counts once.
 *
 * @example
 * ```ts
 * import { parseModule } from "etalon/lang";
 * import { nodeCount } from "etalon/testing";
 * const parsed = parseModule("fn main(): int { write(1 + 2); return 0; }");
 * parsed.ok && nodeCount(parsed.value); // => 6
 * ```
 */
export function nodeCount(module: Module): number {
  let count = 0;
  for (const d of module.declarations) {
    if (d.kind !== "function") count++;
    else count += (d.name === "main" ? 0 : 1) + d.parameters.length;
  }
  visitModule(module, {
    expression: () => count++,
    statement: (s) => {
      if (s.kind !== "call") count++;
    },
  });
  return count;
}
