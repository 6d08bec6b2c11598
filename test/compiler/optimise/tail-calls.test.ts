/**
 * Tail calls: which calls become jumps, that programs do the same with and without the pass, and that the stack does not grow by them.
 */

import { environmentOf } from "etalon";
import { claimsOf, type Flow, passes, runFlow } from "etalon/compiler";
import { runMachine } from "etalon/machine";
import { checkClaims } from "etalon/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, CutMark, FlowInstruction, Operand, Terminator } from "../../../src/compiler/flow/syntax.ts";
import { bytes, compiled, shown, walk } from "../compiled.ts";
import { input, programText } from "../programs.ts";

const many = [..."abcdefgh"];
const parameters = (names: readonly string[]): string => names.map((name) => `${name}: int`).join(", ");

/** What is called below: functions that are too large to be inlined, or call themselves. */
const callees = `let g = 0;
  fn r(n: int): int { if n < 1 { return 7; } return r(n - 1) + 1; }
  fn p(n: int) { if n > 0 { p(n - 1); g = g + 1; } }
  fn eight(${parameters(many)}): int { if a > 0 { return eight(a - 1, ${many.slice(1).join(", ")}) + h; } return g; }
  fn nine(${parameters([...many, "i"])}): int { if a > 0 { return nine(a - 1, ${[...many.slice(1), "i"].join(", ")}) + i; } return g; }
  fn small(n: int): int { return r(n + 1); }
  fn twice(n: int): int { return small(n) * 2; }`;

/** How many calls of f in flow are jumps, and how many are not. */
function callsOf(flow: Flow): readonly [tail: number, others: number] {
  const f = flow.functions.find(({ name }) => name === "f")!;
  const others = f.blocks.flatMap(({ instructions }) => instructions.filter(({ op }) => op === "call"));
  return [f.blocks.filter(({ terminator }) => terminator.op === "tail_call").length, others.length];
}

describe("a call that is the last thing done", () => {
  it.each([
    ["the result of a function", "fn f(n: int): int { return r(n * 2); }", [1, 0]],
    ["on several ways", "fn f(n: int): int { if n > 3 { return r(n); } write(n); return r(n + 9); }", [2, 0]],
    ["in a loop", "fn f(n: int): int { while n > 0 { n = n - 3; if n == 5 { return r(n); } } return 0; }", [1, 0]],
    ["of itself", "fn f(n: int): int { if n < 2 { return n; } return f(n - 2); }", [1, 0]],
    ["after another call", "fn f(n: int): int { return r(r(n)); }", [1, 1]],
    ["with eight arguments", `fn f(n: int): int { return eight(${many.map(() => "n").join(", ")}); }`, [1, 0]],
    [
      "at the end of a function without a result",
      "fn f(n: int): int { q(n); return 1; } fn q(n: int) { p(n); }",
      [0, 1],
    ],
    ["of an inlined function, where its call is the last one", "fn f(n: int): int { return small(n); }", [1, 0]],
    ["but with nine", `fn f(n: int): int { return nine(n, ${many.map(() => "n").join(", ")}); }`, [0, 1]],
    ["but if something is computed from it", "fn f(n: int): int { return r(n) + 1; }", [0, 1]],
    ["but if it is a variable first", "fn f(n: int): int { let k = r(n); return k; }", [0, 1]],
    ["but if another thing is returned", "fn f(n: int): int { r(n); return n; }", [0, 1]],
    ["but of an inlined function, whose result is used", "fn f(n: int): int { return twice(n); }", [0, 1]],
    ["but if it is one of two sides", "fn f(n: int): int { if n == 0 || r(n) > 2 { return 1; } return 0; }", [0, 1]],
  ] as const)("%s", (_, f, calls) => {
    const made = compiled(`${callees} ${f} fn main(): int { write(f(read()) + f(read())); return f(7); }`, {
      level: 2,
      passes: ["-uncalled"],
    });
    expect(callsOf(made.optimised)).toStrictEqual(calls);
    expect(checkClaims(made.program, made.image, claimsOf(made)).verdict).toBe("certified");
    expect(walk(made, bytes("Ab"), 500).broken).toBeUndefined();
  });

  it("also at the end of a function without a result, on each way to it", () => {
    const text = `${callees} fn f(n: int) { if n > 3 { write(n); { p(n); } } else if n > 1 { p(n + 2); p(n + 1); } }
      fn main(): int { f(read()); f(read()); return g; }`;
    const made = compiled(text, { level: 2, passes: ["-inline"] });
    expect(callsOf(made.optimised)).toStrictEqual([2, 1]);
    expect(checkClaims(made.program, made.image, claimsOf(made)).verdict).toBe("certified");
  });

  it.each([
    ["before a return of nothing", "p(n); return;", [1, 0]],
    [
      "in a loop, before a return of nothing",
      "while n > 0 { if n > 3 { { p(n); } return; } n = n - 1; p(n); }",
      [1, 1],
    ],
    ["on the ways to a return of nothing", "if n > 0 { p(n); } else { p(3); } return;", [2, 0]],
    ["but before anything else", "while n > 0 { p(n); n = n - 1; return; }", [0, 1]],
  ] as const)("%s", (_, body, calls) => {
    const text = `${callees} fn f(n: int) { ${body} } fn main(): int { f(read()); f(read()); return g; }`;
    const made = compiled(text, { level: 2, passes: ["-inline"] });
    expect(callsOf(made.optimised)).toStrictEqual(calls);
    expect(checkClaims(made.program, made.image, claimsOf(made)).verdict).toBe("certified");
    expect(walk(made, bytes("\u0005b"), 500).broken).toBeUndefined();
  });
});

describe("the pass", () => {
  it("keeps what random programs do, and finds nothing more when it is made again", () => {
    const clock = 60_000;
    fc.assert(
      fc.property(programText, input, (text, bytesIn) => {
        const { optimised } = compiled(text, { level: 2, passes: ["-tail"] });
        const made = passes.makeTailCalls(optimised);
        expect(passes.makeTailCalls(made)).toBe(made);
        const [before, after] = [optimised, made].map((flow) => runFlow(flow, environmentOf(bytesIn), { clock }));
        if (before!.outcome.kind !== "running") expect(shown(after!)).toBe(shown(before!));
      }),
      { numRuns: 60 },
    );
  });

  it("leaves a program as it is in which no call is the last", () => {
    const { optimised } = compiled(`${callees} fn main(): int { return r(3) + 1; }`, { level: 2, passes: ["-tail"] });
    const without = { ...optimised, functions: optimised.functions.filter(({ name }) => name !== "small") };
    expect(passes.makeTailCalls(without)).toBe(without);
  });
});

const origin = 0;
const at = (number: number) => ({ kind: "register", register: number }) as const;
const mark: CutMark = { point: { phase: "after", node: 0 }, mandatory: true, pending: undefined, result: undefined };
const cut = { op: "cut", cut: mark, origin } as const;
const copy = (rd: number, from: Operand) => ({ op: "copy", rd, from, origin }) as const;
const jump = (target: number) => ({ op: "jump", target, origin }) as const;
const back = (value: Operand | undefined) => ({ op: "return", value, origin }) as const;
const call = { op: "call", callee: 0, rd: 0, arguments: [at(5)], cut: mark, isLast: true, origin } as const;

/** A function of which the first block calls itself with a register, and does this afterwards. */
const written = (after: readonly FlowInstruction[], end: Terminator, ...others: readonly Block[]): Flow => {
  const blocks = [{ instructions: [copy(5, at(6)), call, ...after], terminator: end }, ...others];
  return {
    functions: [{ name: "f", parameters: [6], slots: 0, registers: 9, blocks, origin }],
    start: 0,
    globals: 1,
  };
};

describe("between the call and the return", () => {
  const two: Operand = { kind: "constant", value: 2 };

  it.each([
    ["nothing", written([], back(at(0)))],
    ["a cut point", written([cut], back(at(0)))],
    ["nothing is returned", written([], back(undefined))],
    ["copies of the result", written([copy(1, at(0)), copy(0, two), copy(2, at(1))], back(at(2)))],
    ["blocks", written([copy(1, at(0))], jump(1), { instructions: [cut, copy(2, at(1))], terminator: back(at(2)) })],
  ])("may be: %s", (_, flow) => {
    const [block] = passes.makeTailCalls(flow).functions[0]!.blocks;
    expect(block).toStrictEqual({
      instructions: [copy(5, at(6))],
      terminator: { op: "tail_call", callee: 0, arguments: [at(5)], origin },
    });
  });

  it.each([
    ["a constant in the place of the result", written([copy(0, two)], back(at(0)))],
    ["another register in the place of the result", written([copy(0, at(6))], back(at(0)))],
    ["a constant that is returned", written([], back(two))],
    ["another register that is returned", written([], back(at(6)))],
    ["something that is computed", written([{ op: "length", rd: 1, array: at(6), origin }], back(at(0)))],
    ["something that is done", written([{ op: "set_global", global: 0, value: at(6), origin }], back(at(0)))],
    ["an exit", written([], { op: "exit", value: at(0), origin })],
    [
      "a branch",
      written(
        [],
        { op: "branch", comparison: "eq", left: at(0), right: two, then: 1, else: 1, origin },
        { instructions: [], terminator: back(at(0)) },
      ),
    ],
    ["a circle", written([], jump(1), { instructions: [], terminator: jump(1) })],
    [
      "something in the next block",
      written([], jump(1), { instructions: [{ op: "write", value: at(0), origin }], terminator: back(at(0)) }),
    ],
  ] as const)("may not be: %s", (_, flow) => {
    expect(passes.makeTailCalls(flow)).toBe(flow);
  });
});

describe("the stack", () => {
  const text = `fn even(n: int): bool { if n == 0 { return true; } return odd(n - 1); }
    fn odd(n: int): bool { if n == 0 { return false; } return even(n - 1); }
    fn sum(n: int, s: int): int { write(s & 1); if n == 0 { return s; } return sum(n - 1, s + n); }
    fn main(): int { if even(100000) { return sum(300, 0); } return 1; }`;

  it("does not grow by last calls", () => {
    const { image } = compiled(text, { level: 2, stackBytes: 4096 });
    expect(runMachine(image).outcome).toStrictEqual({ kind: "halted", code: 45150 });
    const without = compiled(text, { level: 2, stackBytes: 4096, passes: ["-tail"] });
    expect(runMachine(without.image).outcome).toStrictEqual({ kind: "exhausted", resource: "stack" });
  });

  it("of a function whose calls are all last ones has no part", () => {
    const { assembly } = compiled(text, { level: 2 });
    const framed = assembly.functions.flatMap(({ name, frameBytes }) => (frameBytes > 0 ? [name] : []));
    expect(framed).toStrictEqual(["main", "_start"]);
  });
});
