/**
 * Where names occur in syntax: what edits ask before they move an expression.
 */

import type { SyntaxExpression, SyntaxStatement } from "../../lang/syntax/tree.ts";
import { visitExpression, visitStatements } from "../../lang/syntax/walk.ts";

/** Is a variable of one of these names declared by these statements, at any depth? */
export function declaresAny(statements: readonly SyntaxStatement[], names: ReadonlySet<string>): boolean {
  let found = false;
  visitStatements(statements, {
    statement: (s) => {
      if ((s.kind === "let" || s.kind === "const" || s.kind === "for") && names.has(s.name)) found = true;
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

/** Does a name occur where only a constant may stand: in a constant's value, a step, or an element of an array? */
export function isInConstant(statements: readonly SyntaxStatement[], name: string): boolean {
  let found = false;
  const constant = (e: SyntaxExpression): void => {
    if (namesIn(e).has(name)) found = true;
  };
  visitStatements(statements, {
    expression: (e) => {
      if (e.kind === "array") constant(e);
    },
    statement: (s) => {
      if (s.kind === "const") constant(s.value);
      if (s.kind === "for" && s.step !== undefined) constant(s.step);
    },
  });
  return found;
}
