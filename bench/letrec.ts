/**
 * The baseline that the generator is measured beside: Ell programs from a plain `fc.letrec`, as one writes it first.
 *
 * Five variables and a function are always there, so that every name is in scope; sizes, constants and chances are
 * fast-check's own. Nothing is guarded, and what is computed is written out.
 */

import * as fc from "fast-check";
import type { InfixOperator, Module, SyntaxExpression, SyntaxStatement } from "../src/lang/syntax/tree.ts";
import * as make from "../src/testing/generate/make.ts";

interface Tied {
  readonly int: SyntaxExpression;
  readonly bool: SyntaxExpression;
  readonly statement: SyntaxStatement;
  readonly block: readonly SyntaxStatement[];
}

const arithmetic: readonly InfixOperator[] = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>"];
const comparisons: readonly InfixOperator[] = ["<", "<=", ">", ">=", "==", "!="];
const arrays = ["a", "s"];
const depth = { maxDepth: 4, depthIdentifier: "program" };

const { block } = fc.letrec<Tied>((ties: fc.LetrecTypedTie<Tied>) => {
  const tie = <K extends keyof Tied>(name: K): fc.Arbitrary<Tied[K]> => ties(name);
  return {
    int: fc.oneof(
      depth,
      fc.integer().map(make.integer),
      fc.constantFrom("x", "y").map(make.name),
      fc.constant(make.call("read")),
      fc
        .tuple(fc.constantFrom(...arithmetic), tie("int"), tie("int"))
        .map(([operator, left, right]) => make.binary(operator, left, right)),
      fc.tuple(fc.constantFrom("-" as const, "~" as const), tie("int")).map(([operator, e]) => make.unary(operator, e)),
      fc.tuple(fc.constantFrom(...arrays), tie("int")).map(([array, e]) => make.index(make.name(array), e)),
      fc.constantFrom(...arrays).map((array) => make.call("len", make.name(array))),
      fc.tuple(tie("int"), tie("int")).map(([p, q]) => make.call("f", p, q)),
    ),
    bool: fc.oneof(
      depth,
      fc.boolean().map(make.boolean),
      fc.constant(make.name("b")),
      fc
        .tuple(fc.constantFrom(...comparisons), tie("int"), tie("int"))
        .map(([operator, left, right]) => make.binary(operator, left, right)),
      fc
        .tuple(fc.constantFrom("&&" as const, "||" as const), tie("bool"), tie("bool"))
        .map(([operator, left, right]) => make.binary(operator, left, right)),
      tie("bool").map((e) => make.unary("!", e)),
    ),
    statement: fc.oneof(
      depth,
      tie("int").map((e) => make.callStatement(make.call("write", e))),
      fc.tuple(fc.constantFrom("x", "y"), tie("int")).map(([name, e]) => make.assign(make.name(name), e)),
      tie("bool").map((e) => make.assign(make.name("b"), e)),
      fc
        .tuple(fc.constantFrom(...arrays), tie("int"), tie("int"))
        .map(([array, i, e]) => make.assign(make.index(make.name(array), i), e)),
      tie("bool").map(make.assertThat),
      fc.tuple(tie("bool"), tie("block")).map(([e, then]) => make.ifThen(e, then)),
      fc
        .tuple(tie("bool"), tie("block"), tie("block"))
        .map(([e, then, otherwise]) => make.ifThen(e, then, make.block(otherwise))),
      fc
        .tuple(fc.nat({ max: 4 }), tie("block"))
        .map(([high, body]) => make.forLoop("i", make.integer(0), make.integer(high), body)),
    ),
    block: fc.array(tie("statement"), { maxLength: 5, depthIdentifier: "program" }),
  };
});

const setting: readonly SyntaxStatement[] = [
  make.letVariable("x", make.integer(1)),
  make.letVariable("y", make.call("read")),
  make.letVariable("b", make.boolean(true)),
  make.letVariable("a", make.array("int[]", make.integer(4))),
  make.letVariable("s", make.text([104, 105])),
];
const end: readonly SyntaxStatement[] = [
  make.callStatement(make.call("write", make.name("x"))),
  make.callStatement(make.call("write", make.name("y"))),
];

/** A whole program. */
export const letrecModule: fc.Arbitrary<Module> = fc.tuple(block, block).map(([first, second]) => {
  const parameters = [make.parameter("p", "int"), make.parameter("q", "int")];
  const called = make.binary("-", make.name("p"), make.name("q"));
  const names = [make.callStatement(make.call("write", make.name("p")))];
  return {
    declarations: [
      make.functionOf("f", parameters, "int", [...names, make.returnValue(called)]),
      make.functionOf("main", [], "int", [
        ...setting,
        make.block(first),
        make.block(second),
        ...end,
        make.returnValue(make.name("x")),
      ]),
    ],
  };
});
