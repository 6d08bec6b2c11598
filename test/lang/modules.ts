/**
 * Small random modules for the tests of parser and printer: well-formed trees, not necessarily well-typed. (The generators
 * of `etalon/proof` make well-typed programs.)
 */

import {
  type AssignmentOperator,
  type InfixOperator,
  type Module,
  nowhere,
  type SyntaxBlock,
  type SyntaxExpression,
  type SyntaxIf,
  type SyntaxPlace,
  type SyntaxStatement,
  type Type,
} from "etalon/lang";
import * as fc from "fast-check";

const span = nowhere;
const name = fc.constantFrom("a", "b", "by", "x1", "_", "iff", "len", "read", "integer", "whileTrue");
const type: fc.Arbitrary<Type> = fc.constantFrom("int", "bool", "int[]", "bool[]", "byte[]");
const maybeType = fc.option(type, { nil: undefined });
const integer = fc.oneof(fc.constantFrom(0, 1, -1, 2147483647, -2147483648), fc.integer());
const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 9, 10, 13, 34, 39, 92, 127));
const text = fc.oneof(
  fc.array(byte, { maxLength: 6 }),
  fc.string({ unit: "grapheme", maxLength: 6 }).map((s) => [...new TextEncoder().encode(s)]),
);
const infix: fc.Arbitrary<InfixOperator> = fc.constantFrom(
  ...([
    "*",
    "/",
    "%",
    "+",
    "-",
    "<<",
    ">>",
    ">>>",
    "&",
    "^",
    "|",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "&&",
    "||",
  ] as const),
);

const assignment: fc.Arbitrary<AssignmentOperator> = fc.constantFrom(
  ...(["*", "/", "%", "+", "-", "<<", ">>", ">>>", "&", "^", "|"] as const),
);

const { expression } = fc.letrec<{ expression: SyntaxExpression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("integer" as const), value: integer, span: fc.constant(span) }),
    fc.record({ kind: fc.constant("name" as const), name, span: fc.constant(span) }),
    fc.record({ kind: fc.constant("character" as const), value: byte, span: fc.constant(span) }),
    fc.record({ kind: fc.constant("boolean" as const), value: fc.boolean(), span: fc.constant(span) }),
    fc.record({ kind: fc.constant("string" as const), bytes: text, span: fc.constant(span) }),
    fc.record({
      kind: fc.constant("unary" as const),
      operator: fc.constantFrom("-" as const, "~" as const, "!" as const),
      operand: tie("expression"),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: infix,
      left: tie("expression"),
      right: tie("expression"),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant("index" as const),
      array: tie("expression"),
      index: tie("expression"),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant("array" as const),
      elements: fc.array(tie("expression"), { maxLength: 3 }),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name,
      arguments: fc.array(tie("expression"), { maxLength: 3 }),
      span: fc.constant(span),
    }),
    fc.record({ kind: fc.constant("new" as const), type, length: tie("expression"), span: fc.constant(span) }),
  ),
}));

/** Any expression. */
export { expression };

const place = expression.filter((e): e is SyntaxPlace => e.kind === "name" || e.kind === "index");
const call = fc.record({
  kind: fc.constant("call" as const),
  name,
  arguments: fc.array(expression, { maxLength: 2 }),
  span: fc.constant(span),
});

const { block } = fc.letrec<{ statement: SyntaxStatement; block: SyntaxBlock; if: SyntaxIf }>((tie) => ({
  statement: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("let" as const), name, type: maybeType, value: expression, span: fc.constant(span) }),
    fc.record({ kind: fc.constant("const" as const), name, value: expression, span: fc.constant(span) }),
    fc.record({
      kind: fc.constant("assign" as const),
      place,
      operator: fc.option(assignment, { nil: undefined }),
      value: expression,
      span: fc.constant(span),
    }),
    fc.record({ kind: fc.constant("break" as const), span: fc.constant(span) }),
    fc.record({ kind: fc.constant("continue" as const), span: fc.constant(span) }),
    fc.record({
      kind: fc.constant("return" as const),
      value: fc.option(expression, { nil: undefined }),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant("assert" as const),
      condition: expression,
      text: fc.option(text, { nil: undefined }),
      span: fc.constant(span),
    }),
    fc.record({ kind: fc.constant("call" as const), call, span: fc.constant(span) }),
    fc.record({
      kind: fc.constant("while" as const),
      condition: expression,
      body: tie("block"),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant("for" as const),
      name,
      low: expression,
      high: expression,
      step: fc.option(expression, { nil: undefined }),
      body: tie("block"),
      span: fc.constant(span),
    }),
    tie("if"),
    tie("block"),
  ),
  block: fc.record({
    kind: fc.constant("block" as const),
    statements: fc.array(tie("statement"), { maxLength: 4, depthIdentifier: "block" }),
    span: fc.constant(span),
  }),
  if: fc.record({
    kind: fc.constant("if" as const),
    condition: expression,
    then: tie("block"),
    else: fc.option(fc.oneof(tie("block"), tie("if")), { nil: undefined, depthIdentifier: "block" }),
    span: fc.constant(span),
  }),
}));

/** Any module. */
export const module: fc.Arbitrary<Module> = fc.record({
  declarations: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("const" as const), name, value: expression, span: fc.constant(span) }),
      fc.record({
        kind: fc.constant("global" as const),
        name,
        type: maybeType,
        value: expression,
        span: fc.constant(span),
      }),
      fc.record({
        kind: fc.constant("function" as const),
        name,
        parameters: fc.array(fc.record({ name, type, span: fc.constant(span) }), { maxLength: 3 }),
        result: maybeType,
        body: block,
        span: fc.constant(span),
        head: fc.constant(span),
      }),
    ),
    { maxLength: 4 },
  ),
});

/** A tree with all spans `nowhere`. */
export function withoutSpans<T>(tree: T): T {
  const key = (name: string) => name === "span" || name === "head";
  return JSON.parse(
    JSON.stringify(tree, (name, value: unknown) => (key(name) ? nowhere : value === undefined ? null : value)),
  ) as T;
}
