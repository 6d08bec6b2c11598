/**
 * The size of a program, as budgets, reports and shrinkers measure it.
 */

import { impossible } from "../../core/impossible.ts";
import type {
  Module,
  SyntaxBlock,
  SyntaxDeclaration,
  SyntaxExpression,
  SyntaxIf,
  SyntaxStatement,
} from "../../lang/syntax/tree.ts";

/**
 * How many nodes a program has: its expressions, its statements, its parameters and its declarations except `main`,
 * which is always there. A block that is a body, and a name that is assigned, count with the statement around them.
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
  for (const declaration of module.declarations) count += declarationSize(declaration);
  return count;
}

function declarationSize(d: SyntaxDeclaration): number {
  switch (d.kind) {
    case "const":
    case "global":
      return 1 + expressionSize(d.value);
    case "function":
      return (d.name === "main" ? 0 : 1) + d.parameters.length + bodySize(d.body);
    default:
      return impossible(d);
  }
}

/** The nodes of an expression. */
function expressionSize(e: SyntaxExpression): number {
  switch (e.kind) {
    case "integer":
    case "character":
    case "boolean":
    case "string":
    case "name":
      return 1;
    case "unary":
      return 1 + expressionSize(e.operand);
    case "binary":
      return 1 + expressionSize(e.left) + expressionSize(e.right);
    case "index":
      return 1 + expressionSize(e.array) + expressionSize(e.index);
    case "new":
      return 1 + expressionSize(e.length);
    case "call": {
      let count = 1;
      for (const argument of e.arguments) count += expressionSize(argument);
      return count;
    }
    default:
      return impossible(e);
  }
}

function bodySize(block: SyntaxBlock): number {
  let count = 0;
  for (const s of block.statements) count += statementSize(s);
  return count;
}

/** The nodes of a statement. */
function statementSize(s: SyntaxStatement): number {
  switch (s.kind) {
    case "let":
      return 1 + expressionSize(s.value);
    case "assign":
      // What is assigned counts with the statement: 1 for a name; for an element also the array and the index.
      return expressionSize(s.place) + expressionSize(s.value);
    case "if":
      return 1 + expressionSize(s.condition) + bodySize(s.then) + elseSize(s.else);
    case "while":
      return 1 + expressionSize(s.condition) + bodySize(s.body);
    case "for":
      return 1 + expressionSize(s.low) + expressionSize(s.high) + bodySize(s.body);
    case "break":
    case "continue":
      return 1;
    case "return":
      return 1 + (s.value === undefined ? 0 : expressionSize(s.value));
    case "assert":
      return 1 + expressionSize(s.condition);
    case "call":
      return expressionSize(s.call);
    case "block":
      return 1 + bodySize(s);
    default:
      return impossible(s);
  }
}

function elseSize(otherwise: SyntaxBlock | SyntaxIf | undefined): number {
  if (otherwise === undefined) return 0;
  return otherwise.kind === "if" ? statementSize(otherwise) : bodySize(otherwise);
}
