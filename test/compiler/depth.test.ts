/**
 * Depth is no limit: programs nested far deeper than the host's stack.
 */

import { environmentOf } from "etalon";
import { compile, runFlow } from "etalon/compiler";
import type { Expression, Statement } from "etalon/lang";
import { runMachine } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { bytes, shown } from "./compiled.ts";

/**
 * At level 2 each mark tells of all operands that wait there, so time grows faster than the depth of operands. No text is nested as
 * deep as even the second (docs/ell.md).
 */
const depths = [
  { level: 0, depth: 30_000 },
  { level: 2, depth: 8000 },
] as const;

describe.each(depths)("depth $depth at level $level", ({ level, depth }) => {
  const constant = (value: number): Expression => ({ kind: "constant", id: 1, type: "int", value });
  const x: Expression = { kind: "local", id: 1, type: "int", slot: 0 };
  const exit = (value: Expression): Statement => ({ kind: "exit", id: 1, value });

  /** The behaviour of a start function with one variable, which begins as 1. */
  function run(body: Statement): string {
    const statements: Statement[] = [{ kind: "assign", id: 1, slot: 0, value: constant(1) }, body, exit(x)];
    const start = {
      name: "_start",
      parameters: 0,
      result: undefined,
      slots: [{ name: "x", type: "int" as const }],
      body: { kind: "block" as const, id: 0, statements },
    };
    const program = { globals: [], functions: [start], start: 0, main: 0, origins: [] };
    const compilation = compile(program, { level });
    if (!compilation.ok) throw new Error(compilation.error.message);
    const flow = shown(runFlow(compilation.value.flow, environmentOf(bytes(""))));
    expect(shown(runMachine(compilation.value.image))).toBe(flow);
    return flow;
  }

  const nested = <T>(first: T, wrap: (inner: T, k: number) => T): T => {
    let outer = first;
    for (let k = 0; k < depth; k++) outer = wrap(outer, k);
    return outer;
  };
  const binary = (operator: "+" | "-", left: Expression, right: Expression): Expression => ({
    kind: "binary",
    id: 1,
    type: "int",
    operator,
    left,
    right,
  });

  it("is no limit for operands to the left and to the right", () => {
    expect(run(exit(nested<Expression>(x, (left) => binary("+", left, x))))).toBe(` halted with code ${depth + 1}`);
    expect(run(exit(nested<Expression>(x, (right) => binary("-", x, right))))).toBe(" halted with code 1");
    expect(run(exit(nested<Expression>(x, (right) => binary("+", constant(1), right))))).toBe(
      ` halted with code ${depth + 1}`,
    );
  });

  it("is no limit for prefix operators, conditions, blocks and branches", () => {
    expect(
      run(exit(nested<Expression>(x, (operand) => ({ kind: "unary", id: 1, type: "int", operator: "-", operand })))),
    ).toBe(" halted with code 1");
    const truth: Expression = { kind: "binary", id: 1, type: "bool", operator: "==", left: x, right: constant(1) };
    const step: Statement = { kind: "assign", id: 1, slot: 0, value: binary("+", x, constant(1)) };
    const when = (condition: Expression, then: Statement, otherwise?: Statement): Statement => ({
      kind: "if",
      id: 1,
      condition,
      then,
      else: otherwise,
    });
    for (const kind of ["and", "or"] as const) {
      const left = nested<Expression>(truth, (inner) => ({ kind, id: 1, type: "bool", left: inner, right: truth }));
      const right = nested<Expression>(truth, (inner) => ({ kind, id: 1, type: "bool", left: truth, right: inner }));
      expect(run(when(left, step))).toBe(" halted with code 2");
      expect(run(when(right, step))).toBe(" halted with code 2");
    }
    expect(run(nested<Statement>(step, (inner) => ({ kind: "block", id: 1, statements: [inner] })))).toBe(
      " halted with code 2",
    );
    expect(run(nested<Statement>(step, (inner) => when(truth, inner)))).toBe(" halted with code 2");
    const no: Expression = { kind: "binary", id: 1, type: "bool", operator: "!=", left: x, right: constant(1) };
    expect(run(nested<Statement>(step, (inner) => when(no, exit(x), inner)))).toBe(" halted with code 2");
  });
});
