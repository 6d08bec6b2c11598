/**
 * Making syntax that was never text: one function for each form that generators and edits build.
 */

import {
  type AssignmentOperator,
  type InfixOperator,
  nowhere,
  type SyntaxBlock,
  type SyntaxCall,
  type SyntaxExpression,
  type SyntaxFunction,
  type SyntaxIf,
  type SyntaxParameter,
  type SyntaxPlace,
  type SyntaxStatement,
  type Type,
  type UnaryOperator,
} from "../../lang/syntax/tree.ts";

const span = nowhere;

export const integer = (value: number): SyntaxExpression => ({ kind: "integer", value, span });

export const character = (value: number): SyntaxExpression => ({ kind: "character", value, span });

export const boolean = (value: boolean): SyntaxExpression => ({ kind: "boolean", value, span });

export const text = (bytes: readonly number[]): SyntaxExpression => ({ kind: "string", bytes, span });

export const literal = (elements: readonly SyntaxExpression[]): SyntaxExpression => ({ kind: "array", elements, span });

export const name = (name: string): Extract<SyntaxPlace, { kind: "name" }> => ({ kind: "name", name, span });

export const unary = (operator: UnaryOperator, operand: SyntaxExpression): SyntaxExpression => ({
  kind: "unary",
  operator,
  operand,
  span,
});

export const binary = (operator: InfixOperator, left: SyntaxExpression, right: SyntaxExpression): SyntaxExpression => ({
  kind: "binary",
  operator,
  left,
  right,
  span,
});

export const index = (array: SyntaxExpression, index: SyntaxExpression): Extract<SyntaxPlace, { kind: "index" }> => ({
  kind: "index",
  array,
  index,
  span,
});

export const call = (name: string, ...args: readonly SyntaxExpression[]): SyntaxCall => ({
  kind: "call",
  name,
  arguments: args,
  span,
});

export const array = (type: Type, length: SyntaxExpression): SyntaxExpression => ({ kind: "new", type, length, span });

export const letVariable = (name: string, value: SyntaxExpression, type?: Type): SyntaxStatement => ({
  kind: "let",
  name,
  type,
  value,
  span,
});

export const constant = (name: string, value: SyntaxExpression): SyntaxStatement => ({
  kind: "const",
  name,
  value,
  span,
});

export const assign = (
  place: SyntaxPlace,
  value: SyntaxExpression,
  operator?: AssignmentOperator,
): SyntaxStatement => ({
  kind: "assign",
  place,
  operator,
  value,
  span,
});

export const block = (statements: readonly SyntaxStatement[]): SyntaxBlock => ({ kind: "block", statements, span });

export const ifThen = (
  condition: SyntaxExpression,
  then: readonly SyntaxStatement[],
  otherwise?: SyntaxBlock | SyntaxIf,
): SyntaxIf => ({ kind: "if", condition, then: block(then), else: otherwise, span });

export const whileLoop = (condition: SyntaxExpression, body: readonly SyntaxStatement[]): SyntaxStatement => ({
  kind: "while",
  condition,
  body: block(body),
  span,
});

export const forLoop = (
  name: string,
  low: SyntaxExpression,
  high: SyntaxExpression,
  body: readonly SyntaxStatement[],
  step?: SyntaxExpression,
): SyntaxStatement => ({ kind: "for", name, low, high, step, body: block(body), span });

export const breakLoop: SyntaxStatement = { kind: "break", span };

export const continueLoop: SyntaxStatement = { kind: "continue", span };

export const returnValue = (value: SyntaxExpression | undefined): SyntaxStatement => ({ kind: "return", value, span });

export const assertThat = (condition: SyntaxExpression, text?: readonly number[]): SyntaxStatement => ({
  kind: "assert",
  condition,
  text,
  span,
});

export const callStatement = (call: SyntaxCall): SyntaxStatement => ({ kind: "call", call, span });

export const parameter = (name: string, type: Type): SyntaxParameter => ({ name, type, span });

export const functionOf = (
  name: string,
  parameters: readonly SyntaxParameter[],
  result: Type | undefined,
  body: readonly SyntaxStatement[],
): SyntaxFunction => ({ kind: "function", name, parameters, result, body: block(body), span, head: span });
