/**
 * Infix operators: how tightly each binds, and the tree of a flat chain of operands.
 *
 * The parser collects `e op e op e …` in a list; the tree is built here with an explicit stack, so that a chain of any
 * length takes no host stack. All operators associate to the left, except that comparisons do not chain.
 */

import type { BinaryOperator } from "./program.ts";
import type { Reporter } from "./report.ts";
import type { InfixOperator, Span, SyntaxExpression } from "./syntax.ts";

/** How tightly an operator binds: 1 loosest … 9 tightest. */
export const tightness: { readonly [operator in InfixOperator]: number } = {
  "*": 9,
  "/": 9,
  "%": 9,
  "+": 8,
  "-": 8,
  "<<": 7,
  ">>": 7,
  ">>>": 7,
  "&": 6,
  "^": 5,
  "|": 4,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "&&": 2,
  "||": 1,
};

/** The tightness of comparisons, which do not chain. */
export const comparison = 3;

/** An operator in a chain. */
export interface ChainOperator {
  readonly operator: InfixOperator;
  readonly span: Span;
}

/** The tree of `operands` with `operators` between them; one operand more than operators, both in order. */
export function treeOf(
  operands: readonly SyntaxExpression[],
  operators: readonly ChainOperator[],
  report: Reporter,
): SyntaxExpression {
  const values = [operands[0]!];
  const waiting: InfixOperator[] = [];
  const reduce = () => {
    const right = values.pop()!;
    const left = values.pop()!;
    values.push({
      kind: "binary",
      operator: waiting.pop()!,
      left,
      right,
      span: { start: left.span.start, end: right.span.end },
    });
  };
  for (const [i, { operator, span }] of operators.entries()) {
    const level = tightness[operator];
    while (waiting.length > 0 && tightness[waiting.at(-1)!] > level) reduce();
    while (waiting.length > 0 && tightness[waiting.at(-1)!] === level) {
      if (level === comparison) reportChain(values, waiting.at(-1)!, operator, span, report);
      reduce();
    }
    waiting.push(operator);
    values.push(operands[i + 1]!);
  }
  while (waiting.length > 0) reduce();
  return values[0]!;
}

function reportChain(
  values: readonly SyntaxExpression[],
  first: InfixOperator,
  second: InfixOperator,
  span: Span,
  report: Reporter,
): void {
  const middle = values.at(-1)!;
  const shared = middle.kind === "name" ? middle.name : "b";
  const hint =
    (first === "==" || first === "!=") && (second === "==" || second === "!=")
      ? "to compare the result of a comparison, put the first one in parentheses"
      : `write both with \`&&\`: \`… ${first} ${shared} && ${shared} ${second} …\``;
  report.error("comparison-chain", span, `comparisons do not chain: \`${second}\` after \`${first}\``, { hint });
}

/** The type of a strict operator's result: a comparison gives a bool, all else an int. */
export function resultOf(operator: BinaryOperator): "int" | "bool" {
  return tightness[operator] === comparison ? "bool" : "int";
}
