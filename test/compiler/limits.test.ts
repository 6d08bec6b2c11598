/**
 * Limits are error values; depth is none.
 */

import { environmentOf } from "etalon";
import { compile, type Passes, passes, printFlow, runFlow } from "etalon/compiler";
import { type Expression, parseProgram, type Statement } from "etalon/lang";
import { runMachine } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { bytes, compiled, programOf, shown } from "./compiled.ts";

const trivial = programOf("fn main(): int { return 0; }");

function refusal(...input: Parameters<typeof compile>): { kind: string; message: string } | undefined {
  const compilation = compile(...input);
  return compilation.ok ? undefined : compilation.error;
}

describe("limits", () => {
  it("refuse senseless or too much memory", () => {
    for (const heapBytes of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])
      expect(refusal(trivial, { heapBytes })?.kind).toBe("option");
    for (const stackBytes of [-16, 1.5, Number.NaN, 2 ** 30])
      expect(refusal(trivial, { stackBytes })?.kind).toBe("option");
    expect(refusal(trivial, { heapBytes: 0, stackBytes: 0 })).toBeUndefined();
    expect(refusal(trivial, { heapBytes: 2 ** 29, stackBytes: 2 ** 27 })).toBeUndefined();
  });

  it("refuse a frame that is too large", () => {
    const huge: Passes = {
      ...passes,
      flowToAllocated: (flow, allocator) => {
        const allocated = passes.flowToAllocated(flow, allocator);
        return { ...allocated, functions: allocated.functions.map((f) => ({ ...f, spills: 2 ** 25 })) };
      },
    };
    expect(refusal(trivial, {}, huge)?.message).toMatch(/frame takes \d+ bytes/);
  });

  it("refuse a text that does not fit", () => {
    const tight: Passes = {
      ...passes,
      relax: (assembly, memory) => passes.relax(assembly, { ...memory, scratch: memory.text + 8 }),
    };
    expect(refusal(trivial, {}, tight)?.message).toMatch(/bytes of text, but at most 8 fit/);
  });

  it("refuse a call inside too many pending operands", () => {
    const call = (count: number): string => {
      const parameters = Array.from({ length: count }, (_, k) => `p${k}: int`).join(", ");
      return `fn g(): int { return 1; } fn f(${parameters}): int { return p0; } fn main(): int { return f(${"g(), ".repeat(count - 1)}g()); }`;
    };
    const many = parseProgram(call(1010));
    if (!many.ok) throw new Error("refused before");
    expect(refusal(many.value)?.message).toMatch(/operands waiting/);
    expect(refusal(programOf(call(900)))).toBeUndefined();
  });
});

describe("depth", () => {
  const depth = 30_000;
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
    const compilation = compile(program);
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

describe("printFlow", () => {
  it("has a line for every instruction", () => {
    const { flow } = compiled(`let g = "text"; fn f(a: int[], i: int): int { a[i] = read(); return a[0] / len(a); }
      fn main(): int { let a = new int[](read()); write(f(a, 1)); if g[0] == 1 && a[0] > 2 { exit(1); } g = "x"; f(a, 0); return 0; }`);
    const text = printFlow(flow);
    const count = flow.functions.reduce(
      (sum, f) => sum + 1 + f.blocks.reduce((n, b) => n + 2 + b.instructions.length, 0),
      0,
    );
    expect(text.split("\n").filter((line) => line !== "")).toHaveLength(count);
    expect(text).toMatch(/= f\(r0, 1\)/);
  });
});
