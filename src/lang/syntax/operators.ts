/**
 * Infix operators: how tightly each binds, and how a flat chain of operands becomes a tree.
 *
 * The parser collects `e op e op e …` in a list; the tree is built here with an explicit stack, so that a chain of any
 * length needs no host stack. All operators associate to the left, except that comparisons do not chain.
 */

import type { Reporter } from "../check/report.ts";
import type { BinaryOperator } from "../program/program.ts";
import type { InfixOperator, Span, SyntaxExpression } from "./tree.ts";

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

/** How tightly comparisons bind; they do not chain. */
export const comparison = 3;

/** An operator in a chain. */
export interface ChainOperator {
  readonly operator: InfixOperator;
  readonly span: Span;
}

/** The tree of `operands` with `operators` between them, both in order; there is one more operand than operators. */
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
  let told = false;
  for (const [i, { operator }] of operators.entries()) {
    const level = tightness[operator];
    if (level < comparison) told = false;
    while (waiting.length > 0 && tightness[waiting.at(-1)!] > level) reduce();
    while (waiting.length > 0 && tightness[waiting.at(-1)!] === level) {
      if (level === comparison && !told) {
        reportChain(operands, operators, i, report);
        told = true;
      }
      reduce();
    }
    waiting.push(operator);
    values.push(operands[i + 1]!);
  }
  while (waiting.length > 0) reduce();
  return values[0]!;
}

/** A chain with at most this many operands and operators is written out in a message. */
const longestChain = 7;

/** Report that the operator at `at` compares a comparison, and say what to write for the whole chain. */
function reportChain(
  operands: readonly SyntaxExpression[],
  operators: readonly ChainOperator[],
  at: number,
  report: Reporter,
): void {
  const levelOf = (i: number) => (operators[i] === undefined ? 0 : tightness[operators[i].operator]);
  let begin = at;
  while (levelOf(begin - 1) >= comparison) begin--;
  const parts: string[] = []; // operand, operator, operand, …
  let width = 0; // of the operand so far
  for (let i = begin; ; i++) {
    width++;
    if (levelOf(i) > comparison) continue;
    parts.push(width > 1 ? "…" : shortly(operands[i]!));
    width = 0;
    if (levelOf(i) < comparison || parts.length > longestChain) break;
    parts.push(operators[i]!.operator);
  }
  const { operator, span } = operators[at]!;
  const message = `comparisons do not chain: \`${operator}\` compares the result of another comparison`;
  const hint =
    parts.length > longestChain
      ? "write each comparison apart, with `&&` between them"
      : `write \`${unchained(parts)}\``;
  report.error("comparison-chain", span, message, { hint });
}

/** What a chain may mean: orderings with `&&`, and `==` or `!=` between comparisons in parentheses. */
function unchained(parts: readonly string[]): string {
  const equality = parts.findIndex((part, i) => i % 2 === 1 && (part === "==" || part === "!="));
  if (equality < 0) {
    const pairs: string[] = [];
    for (let i = 0; i + 2 < parts.length; i += 2) pairs.push(parts.slice(i, i + 3).join(" "));
    return pairs.join(" && ");
  }
  const grouped = (some: readonly string[]): string =>
    some.length === 1 ? some[0]! : `(${some.length === 3 ? some.join(" ") : unchained(some)})`;
  const left = parts.slice(0, equality);
  const right = parts.slice(equality + 1);
  if (left.length === 1 && right.length > 1 && /^[=!]=$/.test(right[1]!))
    return `${grouped(parts.slice(0, 3))} ${right.slice(1).join(" ")}`;
  return `${grouped(left)} ${parts[equality]!} ${grouped(right)}`;
}

/** An operand as a message shows it. */
function shortly(e: SyntaxExpression): string {
  if (e.kind === "name" && e.name.length <= 20) return e.name;
  if (e.kind === "integer" || e.kind === "boolean") return String(e.value);
  return "…";
}

/** The type of a strict operator's result: a comparison gives a bool, every other operator an int. */
export function resultOf(operator: BinaryOperator): "int" | "bool" {
  return tightness[operator] === comparison ? "bool" : "int";
}
