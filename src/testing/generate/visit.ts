/**
 * Visits every node of a syntax tree, parents before their parts, in the order of the text.
 */

import { impossible } from "../../core/impossible.ts";
import type { Module, SyntaxExpression, SyntaxStatement } from "../../lang/syntax/tree.ts";

/** What to do at each node. The block of a body is not visited itself; its statements are. */
export interface Visitor {
  readonly expression?: (e: SyntaxExpression) => void;
  readonly statement?: (s: SyntaxStatement) => void;
}

/** Visit all initial values and bodies. */
export function visitModule(module: Module, visitor: Visitor): void {
  for (const d of module.declarations)
    if (d.kind === "function") visitStatements(d.body.statements, visitor);
    else visitExpression(d.value, visitor);
}

/** Visit an expression. */
export function visitExpression(e: SyntaxExpression, visitor: Visitor): void {
  visitor.expression?.(e);
  switch (e.kind) {
    case "integer":
    case "character":
    case "boolean":
    case "string":
    case "name":
      return;
    case "unary":
      visitExpression(e.operand, visitor);
      return;
    case "binary":
      visitExpression(e.left, visitor);
      visitExpression(e.right, visitor);
      return;
    case "index":
      visitExpression(e.array, visitor);
      visitExpression(e.index, visitor);
      return;
    case "new":
      visitExpression(e.length, visitor);
      return;
    case "call":
      for (const argument of e.arguments) visitExpression(argument, visitor);
      return;
    default:
      impossible(e);
  }
}

/** Visit statements. A call that is a statement is also visited as an expression. */
export function visitStatements(statements: readonly SyntaxStatement[], visitor: Visitor): void {
  for (const s of statements) visitStatement(s, visitor);
}

function visitStatement(s: SyntaxStatement, visitor: Visitor): void {
  visitor.statement?.(s);
  switch (s.kind) {
    case "let":
      visitExpression(s.value, visitor);
      return;
    case "assign":
      if (s.place.kind === "index") {
        visitExpression(s.place.array, visitor);
        visitExpression(s.place.index, visitor);
      }
      visitExpression(s.value, visitor);
      return;
    case "if":
      visitExpression(s.condition, visitor);
      visitStatements(s.then.statements, visitor);
      if (s.else?.kind === "if") visitStatement(s.else, visitor);
      else if (s.else !== undefined) visitStatements(s.else.statements, visitor);
      return;
    case "while":
      visitExpression(s.condition, visitor);
      visitStatements(s.body.statements, visitor);
      return;
    case "for":
      visitExpression(s.low, visitor);
      visitExpression(s.high, visitor);
      visitStatements(s.body.statements, visitor);
      return;
    case "return":
      if (s.value !== undefined) visitExpression(s.value, visitor);
      return;
    case "assert":
      visitExpression(s.condition, visitor);
      return;
    case "call":
      visitExpression(s.call, visitor);
      return;
    case "block":
      visitStatements(s.statements, visitor);
      return;
    case "break":
    case "continue":
      return;
    default:
      impossible(s);
  }
}

/** Is a variable of one of these names declared by these statements, at any depth? */
export function declaresAny(statements: readonly SyntaxStatement[], names: ReadonlySet<string>): boolean {
  let found = false;
  visitStatements(statements, {
    statement: (s) => {
      if ((s.kind === "let" || s.kind === "for") && names.has(s.name)) found = true;
    },
  });
  return found;
}

/** The names of all variables and functions that occur in an expression. */
export function namesIn(e: SyntaxExpression): Set<string> {
  const found = new Set<string>();
  visitExpression(e, {
    expression: (inner) => {
      if (inner.kind === "name" || inner.kind === "call") found.add(inner.name);
    },
  });
  return found;
}
