/**
 * The size of a program, as budgets, reports and shrinkers measure it.
 */

import type { Module, SyntaxDeclaration, SyntaxStatement } from "../../lang/syntax/tree.ts";
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
  for (const d of module.declarations) count += nodesAround(d);
  visitModule(module, {
    expression: () => count++,
    statement: (s) => {
      if (isNode(s)) count++;
    },
  });
  return count;
}

/** How many nodes a declaration has without its body or value. */
export function nodesAround(d: SyntaxDeclaration): number {
  return d.kind === "function" ? (d.name === "main" ? 0 : 1) + d.parameters.length : 1;
}

/** Is a statement a node, beside its expressions? */
export function isNode(s: SyntaxStatement): boolean {
  return s.kind !== "call";
}
