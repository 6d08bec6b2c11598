/**
 * The depth of trees: all functions that walk a tree recurse, so this file refuses trees deeper than a limit.
 *
 * The measurement itself does not recurse. One level is one node: a statement, an expression, an arm of an `else if`
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
  const nodes: Node[] = [];
  const depths: number[] = [];
  for (const declaration of module.declarations) {
    nodes.push(declaration.kind === "function" ? declaration.body : declaration.value);
    depths.push(1);
    while (nodes.length > 0) {
      const node = nodes.pop()!;
      const depth = depths.pop()!;
      if (depth > maximumDepth) {
        reportAt(node.span, report);
        nodes.length = 0;
        depths.length = 0;
        break;
      }
      pushChildren(node, nodes);
      while (depths.length < nodes.length) depths.push(depth + 1);
    }
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

/** Push the parts of `node` so that the first is on top. */
function pushChildren(node: Node, nodes: Node[]): void {
  if (isStatement(node)) {
    pushAll(statementsOf(node), nodes);
    pushAll(expressionsOf(node), nodes);
  } else pushAll(partsOf(node), nodes);
}

function pushAll(parts: readonly Node[], nodes: Node[]): void {
  for (let i = parts.length - 1; i >= 0; i--) nodes.push(parts[i]!);
}
