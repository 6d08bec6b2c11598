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
import { canTell } from "../../../src/compiler/passes/ssa/ssa-to-flow.ts";
import { blocksOf, type Ssa, type SsaFact, type SsaFunction } from "../../../src/compiler/ssa/syntax.ts";
import { examples } from "../../examples/cases.ts";
import { bytes, compiled, programOf, shown } from "../compiled.ts";
import { formOf } from "../optimise/form.ts";
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

  it.each(examples)("leaves no function as it is but start-up that makes no array: $name", ({ text }) => {
    expect(errors(text)).toStrictEqual([]);
    const { flow, optimised } = compiled(text, { level: 1 });
    const start = flow.functions[flow.start]!;
    const makesArrays = start.blocks.some(({ instructions }) =>
      instructions.some(({ op }) => op.startsWith("allocate")),
    );
    expect(optimised.functions.filter((f) => flow.functions.includes(f))).toStrictEqual(makesArrays ? [] : [start]);
  });

  it("explains every register that is live at a mark, and no other", () => {
    const text = `fn f(n: int): int { return n + 1; }
      fn main(): int { let a = read(); let b = a; while a < 10 { b = b + f(a) * b; a = a + 1; } return b; }`;
    const { optimised } = compiled(text, { level: 1 });
    for (const f of optimised.functions.filter(({ name }) => name !== "_start"))
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

describe("a function in SSA form", () => {
  const text = `fn f(n: int, m: int): int { let s = n * m; while s < 9 { s = s + n; } return s; } fn main(): int { return 0; }`;
  const { f } = formOf(text, "f", "number");
  const program = (one: SsaFunction): Ssa => ({ functions: [one], start: 0, globals: 0 });
  const [mark] = f.locals.keys();

  it("is left as it came where a mark cannot tell of a live value, or a fact", () => {
    expect(canTell(f)).toBe(true);
    expect(passes.ssaToFlow(program(f)).functions[0]).not.toBe(f.flow);
    const untold = { ...f, locals: new Map([...f.locals.keys()].map((each) => [each, []])) };
    expect(canTell(untold)).toBe(false);
    expect(passes.ssaToFlow(program(untold)).functions[0]).toBe(f.flow);
    // A value that there is not is nothing that can be told.
    const lost = { ...f, values: f.values + 1 };
    for (const [lower, upper] of [
      [register(f.values), constant(0)],
      [constant(0), register(f.values)],
    ] as const) {
      const fact: SsaFact = { kind: "apart", lower, upper };
      expect(canTell({ ...lost, facts: new Map([[mark!, [fact]]]) })).toBe(false);
    }
  });

  it("runs beside one that is not", () => {
    const flow = passes.langToFlow(
      programOf(
        "fn f(n: int): int { return n * 2; } fn main(): int { let s = f(read()); while s < 9 { s = f(s) + 1; } return s; }",
      ),
    );
    if (!flow.ok) throw new Error(flow.error.message);
    const whole = passes.flowToSsa(flow.value);
    for (const plain of [[], ["f"], ["main"], ["f", "main"]]) {
      const functions = whole.functions.map((one) =>
        plain.includes(one.flow.name) ? ({ kind: "plain", flow: one.flow } as const) : one,
      );
      const mixed: Ssa = { ...whole, functions };
      expect(language.wellFormed(mixed)).toBeUndefined();
      expect(language.run(mixed, bytes("\u0001"), { clock }).outcome).toStrictEqual({ kind: "halted", code: 11 });
    }
  });

  it("states facts in terms of the source", () => {
    const n = register(f.parameters[0]!);
    const facts: readonly SsaFact[] = [
      { kind: "apart", lower: n, upper: constant(3) },
      { kind: "order", order: "slt", lower: n, upper: constant(3), gap: 1 },
      { kind: "order", order: "sltu", lower: constant(3), upper: n, gap: 0 },
    ];
    const made = passes.ssaToFlow(program({ ...f, facts: new Map([[mark!, facts]]) })).functions[0]!;
    const marks = made.blocks.flatMap(({ instructions }) =>
      instructions.flatMap((one) => (one.op === "cut" ? [one.cut] : [])),
    );
    const term = { kind: "local", slot: 0 };
    expect(marks.flatMap((one) => one.facts ?? [])).toStrictEqual([
      { condition: { kind: "apply", operation: "xor", left: term, right: constant(3) }, holds: true },
      { condition: { kind: "apply", operation: "slt", left: term, right: constant(3) }, holds: true },
      // That n is at least 3 is that it is not below it.
      { condition: { kind: "apply", operation: "sltu", left: term, right: constant(3) }, holds: false },
    ]);
    for (const { pending, result } of marks) expect([pending, result]).toStrictEqual([undefined, undefined]);
  });

  it("states of a length that it is no more than a length can be only where it may be anything else", () => {
    const long =
      "fn f(a: int[], n: int): int { let k = len(a); let s = 0; while s < n { s = s + len(a); } return k + n; } fn main(): int { return 0; }";
    const { f: given } = formOf(long, "f", "number");
    const [first] = given.locals.keys();
    const length = given.blocks.flatMap(({ instructions }) =>
      instructions.flatMap((one) => (one.op === "length" ? [one.rd] : [])),
    )[0]!;
    const stated = (lower: number, upper: number, more: Partial<SsaFact> = {}): number => {
      const fact = {
        kind: "order",
        order: "sltu",
        lower: register(lower),
        upper: constant(upper),
        gap: 0,
        ...more,
      } as SsaFact;
      const told = {
        ...given,
        shared: Object.assign([...given.shared], { [length]: true }),
        facts: new Map([[first!, [fact]]]),
      };
      const made = passes.ssaToFlow(program(told)).functions[0]!;
      const before = passes.ssaToFlow(program({ ...told, facts: new Map() })).functions[0]!;
      const [count, less] = [made, before].map(({ blocks }) =>
        blocks.flatMap(({ instructions }) =>
          instructions.flatMap((one) => (one.op === "cut" ? (one.cut.facts ?? []) : [])),
        ),
      );
      return count!.length - less!.length;
    };
    expect(stated(length, 2 ** 31 - 1)).toBe(0);
    expect(stated(length, 2 ** 31 - 2)).toBe(1);
    expect(stated(length, 2 ** 31 - 1, { gap: 1 })).toBe(1);
    expect(stated(length, 2 ** 31 - 1, { order: "slt" })).toBe(1);
    expect(stated(given.parameters[1]!, 2 ** 31 - 1)).toBe(1);
  });

  it("is none where very many variables live at very many marks", () => {
    const kindOf = (variables: number): string => {
      const all = Array.from({ length: variables }, (_, i) => `v${i}`);
      const long = `fn f(): int { ${all.map((name) => `let ${name} = read();`).join(" ")} ${"main(); ".repeat(variables)} return ${all.join(" ^ ")}; } fn main(): int { return 0; }`;
      const flow = passes.langToFlow(programOf(long));
      if (!flow.ok) throw new Error(flow.error.message);
      return passes.flowToSsa(flow.value).functions.find((one) => one.flow.name === "f")!.kind;
    };
    expect([kindOf(100), kindOf(500)]).toStrictEqual(["ssa", "plain"]);
  });
});
