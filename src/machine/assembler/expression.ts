/**
 * Expressions over numbers and symbols, with the operators and the precedence of the GNU assembler (which are not C's):
 *
 *     unary   - + ~ !        9   * / % << >>       7   | & ^       5   + -       4   == != <> < <= > >=       3   &&       2   ||
 *
 * They are read once, and evaluated when addresses are known. Arithmetic is on 64 bits, as there; a comparison that holds is −1.
 */

import type { DiagnosticSpan } from "../../core/diagnostic.ts";
import { impossible } from "../../core/impossible.ts";
import { Mistake } from "./complaint.ts";
import type { Token, Tokens } from "./tokens.ts";

/** An expression. */
export type Expression =
  | { readonly kind: "number"; readonly value: bigint; readonly span: DiagnosticSpan }
  | { readonly kind: "symbol"; readonly name: string; readonly span: DiagnosticSpan }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression; readonly span: DiagnosticSpan }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: DiagnosticSpan;
    };

/** What an expression may speak of besides names: the present address, and labels that are numbers. */
export interface Surroundings {
  /** The name of the present address. */
  here(): string;
  /** The name of the next or last label of a number. */
  near(token: Extract<Token, { readonly kind: "near" }>): string;
}

const ranks: Readonly<Record<string, number>> = {
  "*": 9,
  "/": 9,
  "%": 9,
  "<<": 9,
  ">>": 9,
  "|": 7,
  "&": 7,
  "^": 7,
  "+": 5,
  "-": 5,
  "==": 4,
  "!=": 4,
  "<>": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "&&": 3,
  "||": 2,
};

/** Deeper parentheses than this are refused, and so are expressions of more tokens. */
const deepest = 200;
const longest = 1000;

/** The expression that the tokens are, all of them. There is at least one token. */
export function parseExpression(tokens: Tokens, around: Surroundings): Expression {
  let at = 0;
  let depth = 0;
  const whole = spanOf(tokens);
  const expected = "a number, a label or an expression of them";
  if (tokens.length > longest) throw new Mistake("expression", "the expression is too long", whole);

  const primary = (): Expression => {
    const token = tokens[at++];
    if (token === undefined)
      throw new Mistake(
        "expression",
        "the expression is not complete",
        { start: whole.end, end: whole.end },
        { expected },
      );
    if (++depth > deepest) throw new Mistake("expression", "the expression is nested too deeply", whole);
    const { start, end } = token;
    const span = { start, end };
    try {
      switch (token.kind) {
        case "number":
          return { kind: "number", value: token.value, span };
        case "near":
          return { kind: "symbol", name: around.near(token), span };
        case "name":
          return { kind: "symbol", name: token.text === "." ? around.here() : token.text, span };
        case "string":
          throw new Mistake("expression", "a string is no number", span, { expected });
        case "sign":
          break;
        default:
          return impossible(token);
      }
      if (["-", "+", "~", "!"].includes(token.text)) {
        const operand = primary();
        return { kind: "unary", operator: token.text, operand, span: { start, end: operand.span.end } };
      }
      if (token.text === "(") {
        const inner = binary(0);
        const closing = tokens[at++];
        if (closing?.text !== ")")
          throw new Mistake("expression", "a parenthesis is not closed", span, { expected: ")" });
        return { ...inner, span: { start, end: closing.end } };
      }
      throw new Mistake("expression", `${token.text} is out of place`, span, { expected });
    } finally {
      depth--;
    }
  };

  const binary = (least: number): Expression => {
    let left = primary();
    for (;;) {
      const operator = tokens[at];
      const rank = operator?.kind === "sign" ? ranks[operator.text] : undefined;
      if (operator === undefined || rank === undefined || rank <= least) return left;
      at++;
      const right = binary(rank);
      const span = { start: left.span.start, end: right.span.end };
      left = { kind: "binary", operator: operator.text, left, right, span };
    }
  };

  const expression = binary(0);
  const left = tokens[at];
  if (left !== undefined)
    throw new Mistake("expression", `${left.text} does not belong here`, left, {
      expected: "an operator, a comma or the end of the line",
    });
  return expression;
}

/** From the first token to the last. There is at least one. */
export function spanOf(tokens: Tokens): { readonly start: number; readonly end: number } {
  return { start: tokens[0]!.start, end: tokens.at(-1)!.end };
}

/** The value of an expression, where `lookUp` gives that of a symbol; a number of 64 bits, signed. */
export function evaluate(
  expression: Expression,
  lookUp: (symbol: Extract<Expression, { readonly kind: "symbol" }>) => bigint,
): bigint {
  switch (expression.kind) {
    case "number":
      return BigInt.asIntN(64, expression.value);
    case "symbol":
      return lookUp(expression);
    case "unary":
      return BigInt.asIntN(64, unary(expression.operator, evaluate(expression.operand, lookUp)));
    case "binary": {
      const left = evaluate(expression.left, lookUp);
      const right = evaluate(expression.right, lookUp);
      if (right === 0n && (expression.operator === "/" || expression.operator === "%"))
        throw new Mistake("expression", "a division by zero", expression.span);
      return BigInt.asIntN(64, operation(expression.operator, left, right));
    }
    default:
      return impossible(expression);
  }
}

function unary(operator: string, value: bigint): bigint {
  switch (operator) {
    case "-":
      return -value;
    case "~":
      return ~value;
    case "!":
      return value === 0n ? 1n : 0n;
    default:
      return value;
  }
}

function operation(operator: string, left: bigint, right: bigint): bigint {
  const holds = (condition: boolean): bigint => (condition ? -1n : 0n);
  const count = right & 63n;
  switch (operator) {
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    case "<<":
      return right === count ? left << count : 0n;
    case ">>":
      return right === count ? BigInt.asUintN(64, left) >> count : 0n;
    case "|":
      return left | right;
    case "&":
      return left & right;
    case "^":
      return left ^ right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "==":
      return holds(left === right);
    case "!=":
    case "<>":
      return holds(left !== right);
    case "<":
      return holds(left < right);
    case "<=":
      return holds(left <= right);
    case ">":
      return holds(left > right);
    case ">=":
      return holds(left >= right);
    case "&&":
      return left !== 0n && right !== 0n ? 1n : 0n;
    case "||":
      return left !== 0n || right !== 0n ? 1n : 0n;
    default:
      throw new Error(`no operator ${operator}`);
  }
}
