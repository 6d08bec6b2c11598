/**
 * The walk over syntax: what is directly under a node, and a visit of everything under it.
 *
 * It is stated once here, for all code that counts, looks for or rebuilds parts of trees, so that a new kind of node is
 * one more case here. Code with a case for each rule of the language has a switch of its own.
 */

import { impossible } from "../../core/impossible.ts";
import type { Module, SyntaxExpression, SyntaxStatement } from "./tree.ts";

const none: readonly never[] = [];

/** Is the node a statement? A call as a statement holds the call that is an expression. */
export function isStatement(node: SyntaxExpression | SyntaxStatement): node is SyntaxStatement {
  switch (node.kind) {
    case "let":
    case "const":
    case "assign":
    case "if":
    case "while":
    case "for":
    case "break":
    case "continue":
    case "return":
    case "assert":
    case "block":
      return true;
    case "call":
      return "call" in node;
    case "integer":
    case "character":
    case "boolean":
    case "string":
    case "array":
    case "name":
    case "unary":
    case "binary":
    case "index":
    case "new":
      return false;
    default:
      return impossible(node);
  }
}

/** The expressions directly under an expression, in the order of the text. */
export function partsOf(e: SyntaxExpression): readonly SyntaxExpression[] {
  switch (e.kind) {
    case "integer":
    case "character":
    case "boolean":
    case "string":
    case "name":
      return none;
    case "unary":
      return [e.operand];
    case "binary":
      return [e.left, e.right];
    case "index":
      return [e.array, e.index];
    case "array":
      return e.elements;
    case "call":
      return e.arguments;
    case "new":
      return [e.length];
    default:
      return impossible(e);
  }
}

/** The expression with other parts, as many as it has. */
export function withParts(e: SyntaxExpression, parts: readonly SyntaxExpression[]): SyntaxExpression {
  switch (e.kind) {
    case "integer":
    case "character":
    case "boolean":
    case "string":
    case "name":
      return e;
    case "unary":
      return { ...e, operand: parts[0]! };
    case "binary":
      return { ...e, left: parts[0]!, right: parts[1]! };
    case "index":
      return { ...e, array: parts[0]!, index: parts[1]! };
    case "array":
      return { ...e, elements: parts };
    case "call":
      return { ...e, arguments: parts };
    case "new":
      return { ...e, length: parts[0]! };
    default:
      return impossible(e);
  }
}

/** The expressions directly under a statement, in the order of the text. What is assigned to is one of them. */
export function expressionsOf(s: SyntaxStatement): readonly SyntaxExpression[] {
  switch (s.kind) {
    case "let":
    case "const":
      return [s.value];
    case "assign":
      return [s.place, s.value];
    case "if":
    case "while":
    case "assert":
      return [s.condition];
    case "for":
      return s.step === undefined ? [s.low, s.high] : [s.low, s.high, s.step];
    case "return":
      return s.value === undefined ? [] : [s.value];
    case "call":
      return [s.call];
    case "block":
    case "break":
    case "continue":
      return none;
    default:
      return impossible(s);
  }
}

/** The expressions directly under a statement that it evaluates: of `a[i] = e` these are `a`, `i` and `e`. */
export function evaluatedIn(s: SyntaxStatement): readonly SyntaxExpression[] {
  return s.kind === "assign" ? [...partsOf(s.place), s.value] : expressionsOf(s);
}

/** The statements directly under a statement, in the order of the text, after its expressions. A body is a block. */
export function statementsOf(s: SyntaxStatement): readonly SyntaxStatement[] {
  switch (s.kind) {
    case "if":
      return s.else === undefined ? [s.then] : [s.then, s.else];
    case "while":
    case "for":
      return [s.body];
    case "block":
      return s.statements;
    case "let":
    case "const":
    case "assign":
    case "return":
    case "assert":
    case "call":
    case "break":
    case "continue":
      return none;
    default:
      return impossible(s);
  }
}

/** What to do at each node. The block of a body is not visited itself; its statements are. Nor is what is assigned to. */
export interface Visitor {
  readonly expression?: (e: SyntaxExpression) => void;
  readonly statement?: (s: SyntaxStatement) => void;
}

/** Visit all initial values and bodies: parents before their parts, in the order of the text. */
export function visitModule(module: Module, visitor: Visitor): void {
  for (const d of module.declarations)
    if (d.kind === "function") visitStatements(d.body.statements, visitor);
    else visitExpression(d.value, visitor);
}

/** Visit an expression. */
export function visitExpression(e: SyntaxExpression, visitor: Visitor): void {
  visitor.expression?.(e);
  for (const part of partsOf(e)) visitExpression(part, visitor);
}

/** Visit statements. A call that is a statement is also visited as an expression. */
export function visitStatements(statements: readonly SyntaxStatement[], visitor: Visitor): void {
  for (const s of statements) visitStatement(s, visitor);
}

function visitStatement(s: SyntaxStatement, visitor: Visitor): void {
  visitor.statement?.(s);
  for (const e of evaluatedIn(s)) visitExpression(e, visitor);
  for (const inner of statementsOf(s)) {
    const isBody = inner.kind === "block" && s.kind !== "block";
    if (isBody) visitStatements(inner.statements, visitor);
    else visitStatement(inner, visitor);
  }
}
