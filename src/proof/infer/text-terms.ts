/**
 * What a function's own text computes of its variables, as terms. What an optimiser keeps in a place is mostly the value of such an expression, though the
 * word there may be read in other ways: of a byte a shift to the right is one of two, and of what is a constant on one way nothing can be read.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { FunctionDefinition, Node } from "../../lang/program/program.ts";
import type { SourceTerm } from "../certificate/claims.ts";
import { anyTermOf, readingTermOf } from "./expression-terms.ts";
import { leavesOf, termName } from "./source-terms.ts";

/** The most terms of one function. */
const most = 60;

/** Those of a function. */
export function termsOfText(definition: FunctionDefinition): readonly SourceTerm[] {
  return termsIn(definition, (node) => (isComputed(node) ? anyTermOf(node) : undefined));
}

/** Those of a function, elements of arrays that are variables among them. */
export function readingTermsOfText(definition: FunctionDefinition): readonly SourceTerm[] {
  return termsIn(definition, (node) => (isComputed(node) || node.kind === "index" ? readingTermOf(node) : undefined));
}

function isComputed(node: Node): node is Extract<Node, { readonly kind: "unary" | "binary" | "length" }> {
  return node.kind === "unary" || node.kind === "binary" || node.kind === "length";
}

function termsIn({ body }: FunctionDefinition, termOf: (node: Node) => SourceTerm | undefined): readonly SourceTerm[] {
  const found = new Map<string, SourceTerm>();
  for (const node of nodesUnder(body)) {
    const term = termOf(node);
    // What is computed of constants alone says nothing of any value.
    if (term !== undefined && leavesOf(term).some(({ kind }) => kind !== "constant")) found.set(termName(term), term);
  }
  return [...found.values()].slice(0, most);
}
