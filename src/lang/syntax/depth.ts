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
  for (const declaration of module.declarations) {
    /** All nodes of one depth, in the order of the text. */
    let level: Node[] = [declaration.kind === "function" ? declaration.body : declaration.value];
    for (let depth = 1; level.length > 0; depth++) {
      if (depth > maximumDepth) {
        reportAt(level[0]!.span, report);
        break;
      }
      const below: Node[] = [];
      for (const node of level) pushChildren(node, below);
      level = below;
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

function pushChildren(node: Node, nodes: Node[]): void {
  if (isStatement(node)) {
    pushAll(expressionsOf(node), nodes);
    pushAll(statementsOf(node), nodes);
  } else pushAll(partsOf(node), nodes);
}

function pushAll(parts: readonly Node[], nodes: Node[]): void {
  for (const part of parts) nodes.push(part);
}
