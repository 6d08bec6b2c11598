/**
 * Expressions of the source as terms over its values, where they are small and have no effect.
 */

import type { Expression } from "../../lang/program/program.ts";
import { applyBinary, applyUnary } from "../../lang/semantics/step.ts";
import type { SourceTerm } from "../certificate/claims.ts";
import { constant, onTerms } from "./source-terms.ts";

/** Those that make sums. */
const sums: ReadonlySet<string> = new Set(["+", "-", "*"]);

/** So many operations are in one another. */
const deepest = 3;

/** An expression as a sum of variables, lengths and products of them. */
export function sumOf(expression: Expression, depth = deepest): SourceTerm | undefined {
  if (expression.kind === "unary") return undefined;
  if (expression.kind === "binary" && !sums.has(expression.operator)) return undefined;
  return termOf(expression, (part) => sumOf(part, depth - 1), depth);
}

/** An expression as a term, whatever it computes. */
export function anyTermOf(expression: Expression, depth = deepest): SourceTerm | undefined {
  return termOf(expression, (part) => anyTermOf(part, depth - 1), depth);
}

/** An expression as a term, whatever it computes, elements of arrays that are variables among it. */
export function readingTermOf(expression: Expression, depth = deepest): SourceTerm | undefined {
  const partOf = (part: Expression): SourceTerm | undefined => readingTermOf(part, Math.max(0, depth - 1));
  if (expression.kind !== "index") return termOf(expression, partOf, depth);
  const array = arrayOf(expression.array);
  const index = array && partOf(expression.index);
  return array && index && { kind: "element", array, index };
}

/** An array that is a variable. */
export function arrayOf(expression: Expression): SourceTerm | undefined {
  return expression.kind === "local" || expression.kind === "global" ? sumOf(expression) : undefined;
}

function termOf(
  expression: Expression,
  partOf: (part: Expression) => SourceTerm | undefined,
  depth: number,
): SourceTerm | undefined {
  switch (expression.kind) {
    case "constant":
      return constant(expression.value);
    case "local":
      return { kind: "local", slot: expression.slot };
    case "global":
      return { kind: "global", index: expression.index };
    case "length": {
      const array = arrayOf(expression.array);
      return array && { kind: "length", array };
    }
    case "unary": {
      const operand = depth === 0 ? undefined : partOf(expression.operand);
      return operand && applyUnary(onTerms, expression.operator, operand);
    }
    case "binary": {
      const left = depth === 0 ? undefined : partOf(expression.left);
      const right = left && partOf(expression.right);
      return left && right && applyBinary(onTerms, expression.operator, left, right);
    }
    case "text":
    case "and":
    case "or":
    case "index":
    case "new":
    case "read":
    case "transfer":
    case "call":
      return undefined;
  }
}
