/** What is inlined and what is not, that the source's activations stay known, and that functions nothing calls have no code. */

import { environmentOf } from "etalon";
import { claimsOf, optimisations, passes } from "etalon/compiler";
import { checkClaims } from "etalon/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { successors } from "../../../src/compiler/flow/successors.ts";
import type { CutMark } from "../../../src/compiler/flow/syntax.ts";
import { CallGraph } from "../../../src/compiler/passes/optimise/call-graph.ts";
import { loopsOf } from "../../../src/compiler/ssa/loops.ts";
import { runSsa } from "../../../src/compiler/ssa/run.ts";
import { blocksOf, type SsaFunction } from "../../../src/compiler/ssa/syntax.ts";
import { ssaError } from "../../../src/compiler/ssa/well-formed.ts";
import { compiled, programOf, shown, walk } from "../compiled.ts";
import { input, programText } from "../programs.ts";
import { count, formOf, inLoops, instructionsOf } from "./form.ts";

/** Functions of these texts, and a program that calls f. */
const calling = (text: string): string => `${text} fn main(): int { return f(read()); }`;

function marksOf(f: SsaFunction): readonly CutMark[] {
  return instructionsOf(f).flatMap((one) => (one.op === "cut" || one.op === "call" ? [one.cut] : []));
}

/** How many calls are left in f, after inlining alone. */
const calls = (text: string): number => count(formOf(calling(text), "f", "inline").f, "call");

const long = (name: string, statements: number): string =>
  `fn ${name}(n: int): int { ${Array.from({ length: statements }, (_, k) => `n = n * ${k + 3};`).join(" ")} return n; }`;

describe("inline", () => {
  it.each([
    ["a small function", "fn g(n: int): int { return n + 1; } fn f(n: int): int { return g(n) * g(3); }"],
    ["a function without a result", "fn g(n: int) { write(n); } fn f(n: int): int { g(n); return n; }"],
    ["one whose result nobody wants", "fn g(n: int): int { return n; } fn f(n: int): int { g(n); return n; }"],
    [
      "one that returns in several places",
      "fn g(n: int): int { if n < 3 { return 2; } return n; } fn f(n: int): int { return g(n); }",
    ],
    [
      "calls in calls",
      "fn h(n: int): int { return n * n; } fn g(n: int): int { return h(n) + 1; } fn f(n: int): int { return g(h(n)); }",
    ],
    [
      "a larger one in a loop",
      `${long("g", 30)} fn h(n: int): int { return g(n); } fn f(n: int): int { while n > 9 { n = n - g(n); } return n; }`,
    ],
    ["a larger one that is called nowhere else", `${long("g", 80)} fn f(n: int): int { return g(n); }`],
  ])("%s", (_, text) => {
    expect(calls(text)).toBe(0);
  });

  it.each([
    [
      "a function that calls itself",
      "fn g(n: int): int { if n < 1 { return 1; } return n * g(n - 1); } fn f(n: int): int { return g(n); }",
    ],
    [
      "functions that call each other",
      "fn g(n: int): int { if n < 1 { return 1; } return h(n - 1); } fn h(n: int): int { return g(n); } fn f(n: int): int { return g(n); }",
    ],
    [
      "a large one in a loop",
      `${long("g", 90)} fn h(n: int): int { return g(n); } fn f(n: int): int { while n > 9 { n = n - g(n); } return n; }`,
    ],
    [
      "a larger one outside of loops",
      `${long("g", 30)} fn h(n: int): int { return g(n); } fn f(n: int): int { return g(n); }`,
    ],
    ["one that never returns", "fn g(n: int): int { while true { n = n + 1; } } fn f(n: int): int { return g(n); }"],
  ])("not %s", (_, text) => {
    expect(calls(text)).toBe(1);
  });

  it.each([
    ["4 where a call is made three times", "return g(n);", "return f(1) + f(2) + f(3);", 4],
    ["12 where it is made four times", "return g(n);", "return f(1) + f(2) + f(3) + f(4);", 12],
    ["12 where it is made often, but in no loop", "return g(n);", "let s = 9; while s > 8 { s = f(s); } return s;", 12],
    [
      "12 in a loop where it is made four times",
      "while n > 9 { if n == 10 { n = g(n); } n = n - 1; } return n;",
      "return f(1);",
      12,
    ],
    ["60 in a loop where it is made eight times", "while n > 9 { n = g(n); } return n;", "return f(1);", 60],
  ])("a function of at most %s", (_, caller, start, most) => {
    for (const [statements, left] of [
      [most, 0],
      [most + 1, 1],
    ] as const) {
      const text = `${long("g", statements)} fn other(n: int): int { return g(n); }
        fn f(n: int): int { ${caller} } fn main(): int { ${start} }`;
      expect(count(formOf(text, "f", "inline").f, "call")).toBe(left);
    }
  });

  it("a function of at most 200 where it is called once", () => {
    expect(calls(`${long("g", 200)} fn f(n: int): int { return g(n); }`)).toBe(0);
    expect(calls(`${long("g", 201)} fn f(n: int): int { return g(n); }`)).toBe(1);
  });

  it("lets no function grow without bounds", () => {
    const body = Array.from({ length: 500 }, () => "n = n + g(n);").join(" ");
    const { f } = formOf(
      calling(`${long("g", 10)} fn f(n: int): int { while n < 9 { ${body} } return n; }`),
      "f",
      "inline",
    );
    expect(count(f, "call")).toBeGreaterThan(300);
    expect(count(f, "call")).toBeLessThan(500);
  });

  it("inlines as many calls as may be, to the last one", () => {
    const callee = long("g", 12);
    for (let more = 0; more < 24; more++) {
      const body = `${"n = n * 5; ".repeat(more)}${"n = n + g(n); ".repeat(100)}`;
      const text = calling(`${callee} fn f(n: int): int { while n > 9 { ${body} } return n; }`);
      const { f } = formOf(text, "f");
      const branches = f.blocks.filter(({ terminator }) => terminator.op === "branch").length;
      const own = branches + instructionsOf(f).filter(({ op }) => op !== "cut").length;
      // A function may grow by half, and by 600 instructions.
      const inlined = Math.floor((600 + own / 2) / 12);
      expect(count(formOf(text, "f", "inline").f, "call")).toBe(100 - inlined);
    }
  });

  /** About how many instructions a function has. */
  const sizeOf = ({ blocks }: SsaFunction): number =>
    blocks.filter(({ terminator }) => terminator.op === "branch").length +
    blocks.flatMap(({ instructions }) => instructions.filter(({ op }) => op !== "cut")).length;

  it("inlines those in loops first", () => {
    const body = "n = n + g(n); ".repeat(90);
    const text = `${long("g", 12)} fn f(n: int): int { ${body} while n > 9 { ${"n = n + g(n); ".repeat(20)} } return n; }
      fn main(): int { return f(1) + f(2) + f(3) + f(4); }`;
    const { f } = formOf(text, "f", "inline");
    const loops = loopsOf(f.graph).map(({ blocks }) => blocks);
    expect([count(f, "call") > 0, inLoops(f, "call", loops)]).toStrictEqual([true, 0]);
  });

  it("inlines as many calls as may list their variables at marks, to the last one", () => {
    for (const variables of [160, 163, 171])
      for (const loop of ["", "while x > 9 { x = x - 5; }", "x = h(x); while x > 9 { x = x - 5; }"]) {
        const all = Array.from({ length: variables }, (_, i) => `v${i}`);
        const text = calling(`fn h(x: int): int { return x + 1; } fn g(x: int): int { ${loop} return x; }
          fn f(n: int): int { ${all.map((name) => `let ${name} = read();`).join(" ")} ${"n = n + g(n); ".repeat(110)}
            return ${["n", ...all].join(" ^ ")}; }`);
        const { f } = formOf(text, "f");
        const { f: callee } = formOf(text, "g", "inline");
        let held = 5000 + 20 * sizeOf(f);
        let expected = 0;
        for (const { op, cut } of instructionsOf(f) as readonly { readonly op: string; readonly cut: CutMark }[]) {
          if (op !== "call") continue;
          const around = f.locals.get(cut)!.length + (cut.pending === undefined ? 0 : cut.pending.index + 1);
          const marks = [...callee.locals.values()].reduce((sum, list) => sum + around + list.length, 0);
          const holds = (f.flow.slots + callee.flow.slots) * (1 + (callee.inlined?.length ?? 0)) + marks;
          if (holds > held) continue;
          held -= holds;
          expected++;
        }
        expect(110 - count(formOf(text, "f", "inline").f, "call")).toBe(expected);
        expect(expected).toBeLessThan(110);
      }
  });

  it("lets no certificate grow without bounds: each inlined call lists the variables of its caller", () => {
    const inlinedOf = (variables: number): number => {
      const held = Array.from({ length: variables }, (_, i) => `let v${i} = 0;`).join(" ");
      const body = Array.from({ length: 60 }, () => "n = n + g(n);").join(" ");
      const text = `fn g(x: int): int { return x * x; } fn f(n: int): int { ${held} ${body} return n; }`;
      return 60 - count(formOf(calling(text), "f", "inline").f, "call");
    };
    expect(inlinedOf(10)).toBe(60);
    expect(inlinedOf(250)).toBeGreaterThan(10);
    expect(inlinedOf(250)).toBeLessThan(40);
  });

  it("says of each mark in which call it lies, with the variables of all that are around it", () => {
    const text = `fn h(x: int): int { while x > 9 { x = x - 5; } return x; }
      fn g(y: int): int { let z = y * y; return z - h(y); }
      fn f(n: int): int { let m = n + 1; return n * g(m) + m; }`;
    const { f } = formOf(calling(text), "f", "inline");
    expect(f.inlined).toHaveLength(2);
    expect(f.inlined!.map(({ within }) => within)).toStrictEqual([null, 0]);
    const [mark] = marksOf(f).filter(({ inlined }) => inlined === 1);
    // Variables are n, m, y, z and x; of y nothing is read any more. n and z wait.
    expect(f.locals.get(mark!)!.map(({ slot }) => slot)).toStrictEqual([0, 1, 3, 4]);
    expect([mark!.pending?.index, mark!.pending?.below?.index]).toStrictEqual([1, 0]);
  });

  it("needs no cut point after a call, but where much has happened or ways meet", () => {
    const marksAfter = (text: string): number => {
      const { f } = formOf(calling(text), "f", "inline");
      return marksOf(f).filter(({ inlined, point }) => inlined === undefined && point.phase === "after").length;
    };
    const g = "fn g(n: int): int { return n * 3 + 1; }";
    expect(marksAfter(`${g} fn f(n: int): int { return g(g(n)); }`)).toBe(0);
    const nested = (depth: number): string => (depth === 0 ? "n" : `g(${nested(depth - 1)})`);
    expect(marksAfter(`${g} fn f(n: int): int { return ${nested(40)}; }`)).toBeGreaterThan(1);
    expect(
      marksAfter("fn g(n: int): int { if n > 3 { return 1; } return 2; } fn f(n: int): int { return g(n); }"),
    ).toBe(1);
  });

  it("leaves calls of and in functions that are not in SSA form, and start-up", () => {
    const flow = passes.langToFlow(
      programOf(calling("fn g(n: int): int { return n; } fn f(n: int): int { return g(n); }")),
    );
    if (!flow.ok) throw new Error(flow.error.message);
    const ssa = passes.flowToSsa(flow.value);
    const changed = (plain: readonly string[], leavesUncalled: boolean): readonly string[] => {
      const functions = ssa.functions.map((f) =>
        plain.includes(f.flow.name) ? ({ kind: "plain", flow: f.flow } as const) : f,
      );
      const made = passes.inlineCalls({ ...ssa, functions }, leavesUncalled);
      expect([made.start, made.globals]).toStrictEqual([ssa.start, ssa.globals]);
      return made.functions.flatMap((f, i) => (f === functions[i] ? [] : [`${f.flow.name} ${f.kind}`]));
    };
    expect(changed([], false).toSorted()).toStrictEqual(["f ssa", "main ssa"]);
    expect(changed(["g"], false)).toStrictEqual(["main ssa"]);
    expect(changed(["f"], false)).toStrictEqual([]);
    expect(changed(["main"], false)).toStrictEqual(["f ssa"]);
    // With nothing that calls them, functions are as they came.
    expect(changed([], true).toSorted()).toStrictEqual(["f plain", "g plain", "main ssa"]);
    expect(changed(["main"], true).toSorted()).toStrictEqual(["f ssa", "g plain"]);
  });

  it("knows whether a call is the last thing that is done in both functions", () => {
    const last = (f: string, g: string): readonly boolean[] => {
      const text = calling(
        `fn h(n: int): int { while true { n = n + 1; } } fn g(n: int): int { ${g} } fn f(n: int): int { ${f} }`,
      );
      const made = instructionsOf(formOf(text, "f", "inline").f);
      return made.flatMap((one) => (one.op === "call" ? [one.isLast === true] : []));
    };
    expect(last("return g(n);", "return h(n);")).toStrictEqual([true]);
    expect(last("return g(n) + 1;", "return h(n);")).toStrictEqual([false]);
    expect(last("return g(n);", "return h(n) + 1;")).toStrictEqual([false]);
    expect(last("return g(n) + 1;", "return h(n) + 1;")).toStrictEqual([false]);
  });

  it("leaves what random programs do as it is, in SSA form that is well-formed", () => {
    let inlined = 0;
    const property = fc.property(programText, input, (text, bytesIn) => {
      const flow = passes.langToFlow(programOf(text));
      if (!flow.ok) throw new Error(flow.error.message);
      const before = passes.flowToSsa(flow.value);
      const after = passes.inlineCalls(before);
      for (const f of after.functions) if (f.kind === "ssa") inlined += f.inlined?.length ?? 0;
      expect(ssaError(after)).toBeUndefined();
      const run = (ssa: typeof before): string => shown(runSsa(ssa, environmentOf(bytesIn), { clock: 20_000 }));
      const told = run(before);
      if (!told.includes("running")) expect(run(after)).toBe(told);
    });
    fc.assert(property, { numRuns: 200 });
    expect(inlined).toBeGreaterThan(20);
  });

  it("is certified, and true from cut point to cut point", () => {
    const property = fc.property(programText, input, (text, bytesIn) => {
      const made = compiled(text, { passes: ["inline"], heapBytes: 2 ** 16, stackBytes: 2 ** 14 });
      expect(walk(made, bytesIn, 2000).broken, text).toBeUndefined();
      const found = checkClaims(made.program, made.image, claimsOf(made));
      expect(found.verdict === "certified" ? "" : `${found.reason}\n${text}`).toBe("");
    });
    fc.assert(property, { numRuns: 100 });
  });
});

describe("the graph of calls", () => {
  it("knows about how often a call is made", () => {
    const text = `fn g(n: int): int { return n; }
      fn f(n: int): int { let m = g(n); while n > 0 { n = g(n); if n == 5 { m = g(m); } } return m; }`;
    const flow = passes.langToFlow(programOf(calling(text)));
    if (!flow.ok) throw new Error(flow.error.message);
    const ssa = passes.flowToSsa(flow.value);
    const graph = new CallGraph(ssa);
    const f = ssa.functions.find((one) => one.kind === "ssa" && one.name === "f");
    const calls = f?.kind === "ssa" ? instructionsOf(f).filter(({ op }) => op === "call") : [];
    expect(calls.map((call) => graph.frequency(call))).toStrictEqual([1, 8, 4]);
  });

  /** How often the calls of a function are made in a run, by the estimate. */
  const made = (text: string, name: string): readonly number[] => {
    const flow = passes.langToFlow(programOf(text));
    if (!flow.ok) throw new Error(flow.error.message);
    const ssa = passes.flowToSsa(flow.value);
    const graph = new CallGraph(ssa);
    const f = ssa.functions.find((one) => one.flow.name === name)!;
    return blocksOf(f).flatMap(({ instructions }) =>
      instructions.flatMap((one) => (one.op === "call" ? [graph.frequency(one)] : [])),
    );
  };

  it("knows how often a function is called by those that call it, and by itself", () => {
    const g = "fn g(n: int): int { return n; }";
    expect(
      made(`${g} fn f(n: int): int { return g(g(n)); } fn main(): int { return f(1) + f(2) + f(3); }`, "f"),
    ).toStrictEqual([3, 3]);
    expect(
      made(
        `${g} fn f(n: int): int { return g(n); } fn main(): int { let n = 9; while n > 0 { n = f(n); } return f(n); }`,
        "f",
      ),
    ).toStrictEqual([9]);
    // One that calls itself does so as often as a loop goes round.
    expect(made(`${g} fn f(n: int): int { g(n); return f(n); } fn main(): int { return f(1); }`, "f")).toStrictEqual([
      8, 8,
    ]);
    // One that nobody calls does nothing.
    expect(made(`${g} fn f(n: int): int { return g(n); } fn main(): int { return 1; }`, "f")).toStrictEqual([0]);
  });

  it("counts no call more often than 10^12 times", () => {
    const loops = (body: string): string => `${"while n > 0 { ".repeat(5)} n = ${body}; ${"}".repeat(5)}`;
    const chain = [1, 2, 3, 4].map((i) => `fn f${i}(n: int): int { ${loops(`f${i - 1}(n)`)} return n; }`).join(" ");
    const text = `fn f0(n: int): int { return n; } ${chain} fn main(): int { return f4(1); }`;
    expect(["f4", "f3", "f2", "f1"].map((name) => made(text, name)[0])).toStrictEqual([8 ** 5, 8 ** 10, 1e12, 1e12]);
  });

  const graphOf = (text: string): CallGraph => {
    const flow = passes.langToFlow(programOf(text));
    if (!flow.ok) throw new Error(flow.error.message);
    return new CallGraph(passes.flowToSsa(flow.value));
  };

  it("has callees before their callers, and knows who may come to call itself", () => {
    const graph = graphOf(`fn main(): int { return a(1); } fn a(n: int): int { return b(n) + c(n); }
      fn b(n: int): int { return c(n) + d(n); } fn c(n: int): int { return n; } fn d(n: int): int { return b(n) + e(n); }
      fn e(n: int): int { return c(n); }`);
    const [main, a, b, c, d, e] = [0, 1, 2, 3, 4, 5];
    const place = (index: number): number => graph.calleesFirst.indexOf(index);
    expect([b, c, d, e].every((callee) => place(callee) < place(a))).toBe(true);
    expect(place(a)).toBeLessThan(place(main));
    expect([place(c) < place(e), place(e) < place(d), place(e) < place(b)]).toStrictEqual([true, true, true]);
    expect([main, a, b, c, d, e].filter((index) => graph.isRecursive(index))).toStrictEqual([b, d]);
    expect([main, a, b, c, d, e].filter((index) => graph.isCalledOnce(index))).toStrictEqual([main, a, d, e]);
  });
});

describe("uncalled", () => {
  const text = `fn g(n: int): int { return n + 1; } fn h(n: int): int { if n < 1 { return g(n); } return h(n - 1); }
    fn never(n: int): int { return other(n); } fn other(n: int): int { return n; } fn main(): int { return g(h(read())); }`;

  it("leaves one instruction of what is called nowhere, or inlined everywhere", () => {
    const { cuts, assembly, program } = compiled(text, { level: 2 });
    const dropped = cuts.flatMap(({ facts }, i) => (facts === undefined ? [] : [program.functions[i]!.name]));
    expect(dropped.sort()).toStrictEqual(["g", "main", "never", "other"].filter((name) => dropped.includes(name)));
    expect(dropped).toEqual(expect.arrayContaining(["g", "never", "other"]));
    for (const f of assembly.functions)
      if (dropped.includes(f.name)) expect(f.items.filter(({ kind }) => kind === "instruction")).toHaveLength(1);
    expect(dropped).not.toContain("h");
  });

  it("keeps what is called, and the rest of the program as it is", () => {
    const { optimised } = compiled(text, { level: 2, passes: ["-uncalled"] });
    const flow = passes.dropUncalled(optimised);
    for (const [i, f] of flow.functions.entries())
      for (const { instructions, terminator } of f.blocks) {
        expect(successors(terminator).every((to) => to < f.blocks.length)).toBe(true);
        for (const one of instructions)
          if (one.op === "call") expect(flow.functions[one.callee]!.facts).toBeUndefined();
        if (f.facts === undefined) expect(f).toBe(optimised.functions[i]);
      }
    expect(passes.dropUncalled(flow)).toStrictEqual(flow);
  });

  it("is certified", () => {
    const made = compiled(text, { level: 0, passes: ["uncalled"] });
    expect(checkClaims(made.program, made.image, claimsOf(made)).verdict).toBe("certified");
    expect(optimisations().get("uncalled")!.level).toBe(2);
  });
});
