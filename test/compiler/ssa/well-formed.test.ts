/** SSA form as a language: what is not well formed is refused with the reason, and what is can be printed and runs. */

import { environmentOf } from "etalon";
import { describe, expect, it } from "vitest";
import {
  constantOperand,
  type FlowInstruction,
  type Operand,
  registerOperand,
} from "../../../src/compiler/flow/syntax.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import { printSsa } from "../../../src/compiler/ssa/print.ts";
import { runSsa } from "../../../src/compiler/ssa/run.ts";
import type { Ssa, SsaBlock, SsaFunction, SsaTerminator, Value } from "../../../src/compiler/ssa/syntax.ts";
import { ssaError } from "../../../src/compiler/ssa/well-formed.ts";
import { bytes } from "../compiled.ts";
import { formOf } from "../optimise/form.ts";

const origin = 0;
const [one, three] = [constantOperand(1), constantOperand(3)];
const value = registerOperand;
const add = (rd: Value, left: Value): FlowInstruction => ({
  op: "operate",
  operation: "add",
  rd,
  left: value(left),
  right: one,
  origin,
});
const jump = (target: number, ...given: readonly Operand[]): SsaTerminator => ({
  op: "jump",
  target,
  arguments: given,
  origin,
});
const branch = (left: Value, then: number, otherwise: number): SsaTerminator => ({
  op: "branch",
  comparison: "lt",
  left: value(left),
  right: three,
  then,
  else: otherwise,
  origin,
});
const block = (
  parameters: readonly Value[],
  instructions: readonly FlowInstruction[],
  terminator: SsaTerminator,
): SsaBlock => ({ parameters, instructions, terminator });

const { f: empty, whole } = formOf("fn main(): int { return 0; }", "main");

/** A program of one function with these blocks. */
function program(blocks: readonly SsaBlock[], others: Partial<SsaFunction> = {}): Ssa {
  const f: SsaFunction = { ...empty, values: 4, blocks, graph: others.graph ?? graphOf(blocks), ...others };
  return { functions: [f], start: 0, globals: whole.optimised.globals };
}

const good = [
  block([], [{ op: "read", rd: 0, origin }], branch(0, 1, 2)),
  block([], [], jump(3, one)),
  block([], [add(1, 0)], jump(3, value(1))),
  block([2], [{ op: "write", value: value(0), origin }], { op: "exit", value: value(2), origin }),
];
/** The same blocks, but for some. */
const but = (blocks: Readonly<Record<number, SsaBlock>>): readonly SsaBlock[] => Object.assign([...good], blocks);

describe("SSA form", () => {
  it("is well formed", () => {
    expect(ssaError(program(good))).toBeUndefined();
    const { graph } = program(good).functions[0] as SsaFunction;
    expect(graph.predecessors[3]).toHaveLength(2);
  });

  it.each<[string, readonly SsaBlock[], reason: string]>([
    [
      "a value that one way leaves out",
      but({ 3: block([2], [], { op: "exit", value: value(1), origin }) }),
      "value 1 may be read before it is assigned",
    ],
    [
      "a value read before it is assigned",
      but({ 2: block([], [add(3, 1), add(1, 0)], jump(3, one)) }),
      "value 1 may be read before it is assigned",
    ],
    [
      "an argument that is not there",
      but({ 1: block([], [], jump(3, value(1))) }),
      "value 1 may be read before it is assigned",
    ],
    ["a value assigned twice", but({ 1: block([], [add(1, 0)], jump(3, one)) }), "value 1 is assigned in two places"],
    [
      "a parameter that is assigned, too",
      but({ 3: block([0], [], { op: "exit", value: one, origin }) }),
      "value 0 is assigned in two places",
    ],
    ["a value that there is not", but({ 1: block([], [add(4, 0)], jump(3, one)) }), "there is no value 4"],
    ["a value below all", but({ 1: block([], [add(-1, 0)], jump(3, one)) }), "there is no value -1"],
    [
      "an argument too much",
      but({ 1: block([], [], jump(3, one, one)) }),
      "block 1: block 3 has 1 parameters, and is given 2",
    ],
    ["an argument too few", but({ 1: block([], [], jump(3)) }), "block 1: block 3 has 1 parameters, and is given 0"],
    [
      "a branch to a block with parameters",
      but({ 0: block([], [{ op: "read", rd: 0, origin }], branch(0, 1, 3)) }),
      "block 0: block 3 has 1 parameters, and is given 0",
    ],
    ["a jump to the entry", but({ 1: block([], [], jump(0)) }), "something goes to block 0"],
  ])("is not: %s", (_, blocks, reason) => {
    expect(ssaError(program(blocks))).toBe(`function main: ${reason}`);
  });

  it("is not where there is no block, or not that one, and where its graph is another", () => {
    const { graph } = program(good).functions[0] as SsaFunction;
    expect(ssaError(program([], { graph }))).toBe("function main: it has no block 0");
    expect(ssaError(program(but({ 1: block([], [], jump(4, one)) }), { graph }))).toBe(
      "function main: block 1: there is no block 4",
    );
    expect(ssaError(program(good, { graph: graphOf(but({ 1: block([], [], jump(2)) })) }))).toBe(
      "function main: its graph is not that of its blocks",
    );
    // The entry's parameters are values, too.
    expect(ssaError(program(good, { parameters: [0] }))).toBe("function main: value 0 is assigned in two places");
    expect(ssaError({ ...program(good), start: 1 })).toBe("there is no function 1 to start with");
  });

  it("says nothing of values in blocks that control cannot reach", () => {
    expect(ssaError(program([...good, block([], [add(1, 3)], jump(3, one))]))).toBeUndefined();
  });

  it("is printed, and runs", () => {
    expect(printSsa(program(good))).toMatchInlineSnapshot(`
      "main():
        block 0():
          v0 = read
          if lt v0, 3 jump 1 else 2
        block 1():
          jump 3(1)
        block 2():
          v1 = add v0, 1
          jump 3(v1)
        block 3(v2):
          write v0
          exit v2
      "
    `);
    const run = (text: string): unknown => runSsa(program(good), environmentOf(bytes(text))).outcome;
    expect([run("\0"), run("a")]).toStrictEqual([
      { kind: "halted", code: 1 },
      { kind: "halted", code: 98 },
    ]);
  });
});
