/**
 * The depth of trees: all functions that walk a tree recurse, so this file refuses trees deeper than a limit.
 *
 * The measurement itself recurses no deeper than that. One level is one node: a statement, an expression, an arm of an `else if`
 * chain or one more operand of `a + b + c + …`, counted from the declaration.
 */

import type { Reporter } from "../check/report.ts";
import type { Module, Span, SyntaxExpression, SyntaxStatement } from "./tree.ts";
import { expressionsOf, isStatement, partsOf, statementsOf } from "./walk.ts";

/** How deep a declaration's tree may be. A chain of a thousand operands is still accepted. */
export const maximumDepth = 1024;

type Node = SyntaxExpression | SyntaxStatement;

/** Report the first node of each declaration that is too deep. */
export function reportTooDeep(module: Module, report: Reporter): void {
  for (const declaration of module.declarations) {
    const tooDeep = firstBelow(declaration.kind === "function" ? declaration.body : declaration.value, maximumDepth);
    if (tooDeep !== undefined) reportAt(tooDeep.span, report);
  }
}

function reportAt(span: Span, report: Reporter): void {
  report.error(
    "too-deep",
    { start: span.start, end: span.start + 1 },
    `the program's tree is deeper than ${maximumDepth} here`,
    {
      hint: "split the expression, or the chain of `else if`, into variables and functions",
    },
  );
}

/** The first node that lies below so many levels of a tree, of which the node is the first. */
function firstBelow(node: Node, levels: number): Node | undefined {
  if (levels === 0) return node;
  return isStatement(node)
    ? (firstOfAll(expressionsOf(node), levels - 1) ?? firstOfAll(statementsOf(node), levels - 1))
    : firstOfAll(partsOf(node), levels - 1);
}

function firstOfAll(nodes: readonly Node[], levels: number): Node | undefined {
  for (let i = 0; i < nodes.length; i++) {
    const found = firstBelow(nodes[i]!, levels);
    if (found !== undefined) return found;
  }
  return undefined;
}
