/**
 * Into SSA form and back: the program is well formed on the way and does the same, and each mark accounts for every
 * register that is live there.
 */

import { environmentOf } from "etalon";
import { type Block, type Flow, type FlowFunction, passes, runFlow, stages, steps } from "etalon/compiler";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ssa as language } from "../../../src/compiler/languages/ssa.ts";
import { isLiveAt, livenessOf } from "../../../src/compiler/passes/allocate/liveness.ts";
import { blocksOf } from "../../../src/compiler/ssa/syntax.ts";
import { examples } from "../../examples/cases.ts";
import { bytes, compiled, shown } from "../compiled.ts";
import { input, programText } from "../programs.ts";

const clock = 1_000_000;

/** The behaviours of all programs that the compiler makes at level 1, which must be one. */
function behaviours(text: string, bytesIn: Uint8Array): ReadonlySet<string> {
  const { results, flow } = compiled(text, { level: 1, heapBytes: 2 ** 20, stackBytes: 2 ** 16 });
  const found = runFlow(flow, environmentOf(bytesIn), { clock: 60_000 });
  if (found.outcome.kind === "running") return new Set([""]);
  return new Set(steps.map(({ to, index }) => shown(to.run(results[index], bytesIn, { clock }))));
}

/** What is wrong with the programs that the compiler makes at level 1. */
function errors(text: string): readonly string[] {
  const { results } = compiled(text, { level: 1 });
  return stages.flatMap(({ to }, i) => (to.wellFormed as (program: unknown) => string | undefined)(results[i]) ?? []);
}

describe("into SSA form and back", () => {
  it("is well formed and does the same, on random programs", () => {
    fc.assert(
      fc.property(programText, input, (text, bytesIn) => {
        expect(errors(text)).toStrictEqual([]);
        expect(behaviours(text, bytesIn).size).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  it.each(examples)("leaves no function as it is: $name", ({ text }) => {
    expect(errors(text)).toStrictEqual([]);
    const { flow, optimised } = compiled(text, { level: 1 });
    expect(optimised.functions.filter((f) => flow.functions.includes(f))).toStrictEqual([]);
  });

  it("explains every register that is live at a mark, and no other", () => {
    const text = `fn f(n: int): int { return n + 1; }
      fn main(): int { let a = read(); let b = a; while a < 10 { b = b + f(a) * b; a = a + 1; } return b; }`;
    const { optimised } = compiled(text, { level: 1 });
    for (const f of optimised.functions)
      for (const { instructions } of f.blocks)
        for (const instruction of instructions) {
          if (instruction.op !== "cut" && instruction.op !== "call") continue;
          const { marks, ranges } = livenessOf(f);
          const at = marks.get(instruction.cut)!;
          const live = ranges.flatMap((each, register) => (isLiveAt(at, each) ? [register] : []));
          expect([...instruction.cut.holds!.keys()].sort((a, b) => a - b)).toStrictEqual(live);
        }
  });

  it("does nothing at level 0", () => {
    const { flow, optimised } = compiled("fn main(): int { let a = 1; return a; }", { level: 0 });
    expect(optimised).toStrictEqual(flow);
    expect(optimised.functions[0]).toBe(flow.functions[0]);
  });
});

const register = (number: number) => ({ kind: "register", register: number }) as const;
const constant = (value: number) => ({ kind: "constant", value }) as const;

/** A program of one function that is written as flow. */
function written(blocks: readonly Block[], registers: number): Flow {
  const main: FlowFunction = { name: "main", parameters: [], slots: 0, registers, blocks, origin: 0 };
  return { functions: [main], start: 0, globals: 0 };
}

describe("flow that our own lowering never makes", () => {
  const origin = 0;
  const halve = { op: "operate", operation: "srl", rd: 2, left: register(2), right: constant(1), origin } as const;

  it("may swap two registers in a loop", () => {
    const swap = written(
      [
        {
          instructions: [
            { op: "copy", rd: 0, from: constant(1), origin },
            { op: "copy", rd: 1, from: constant(2), origin },
            { op: "copy", rd: 2, from: constant(4), origin },
          ],
          terminator: { op: "jump", target: 1, origin },
        },
        {
          instructions: [
            { op: "copy", rd: 3, from: register(0), origin },
            { op: "copy", rd: 0, from: register(1), origin },
            { op: "copy", rd: 1, from: register(3), origin },
            halve,
          ],
          terminator: {
            op: "branch",
            comparison: "ne",
            left: register(2),
            right: constant(0),
            then: 1,
            else: 2,
            origin,
          },
        },
        { instructions: [], terminator: { op: "exit", value: register(0), origin } },
      ],
      4,
    );
    const before = runFlow(swap, environmentOf(bytes("")));
    expect(before.outcome).toStrictEqual({ kind: "halted", code: 2 });
    const form = passes.flowToSsa(swap);
    expect(language.wellFormed(form)).toBeUndefined();
    expect(language.run(form, bytes(""), { clock }).outcome).toStrictEqual(before.outcome);
    expect(runFlow(passes.ssaToFlow(form), environmentOf(bytes(""))).outcome).toStrictEqual(before.outcome);
  });

  it("may jump to its first block, and have blocks that nothing reaches", () => {
    const again = written(
      [
        {
          instructions: [{ op: "read", rd: 2, origin }],
          terminator: {
            op: "branch",
            comparison: "eq",
            left: register(2),
            right: constant(-1),
            then: 2,
            else: 0,
            origin,
          },
        },
        { instructions: [], terminator: { op: "jump", target: 0, origin } },
        { instructions: [], terminator: { op: "exit", value: register(2), origin } },
      ],
      3,
    );
    const form = passes.flowToSsa(again);
    expect(language.wellFormed(form)).toBeUndefined();
    // The blocks that are left are in the order of the layout; then comes that of an edge, and last what was first.
    const ends = blocksOf(form.functions[0]!).map(({ terminator }) => terminator.op);
    expect(ends).toStrictEqual(["jump", "exit", "jump", "branch"]);
    const back = passes.ssaToFlow(form);
    for (const run of [runFlow(back, environmentOf(bytes("ab"))), language.run(form, bytes("ab"), { clock })])
      expect([run.events.length, run.outcome]).toStrictEqual([3, { kind: "halted", code: -1 }]);
  });
});
