/** The report of a compilation: its sums are those of the code, and what a pass did is the difference of what is there. */

import { type Counts, compile, compileReport, countedKinds } from "etalon/compiler";
import { describe, expect, it } from "vitest";
import { assemblyCounts, countsOf } from "../../../src/compiler/report/counts.ts";
import { examples } from "../../examples/cases.ts";
import { compiled, programOf } from "../compiled.ts";

const text = `
  let g = 3;
  fn square(n: int): int { return n * n; }
  fn main(): int {
    let a = new int[](10);
    let sum = 0;
    for i in 0..10 { for j in 0..len(a) { sum += a[j] * g; } }
    return square(sum);
  }`;

function countsIn(name: string): Counts {
  const { flow } = compiled(text);
  return countsOf(flow.functions.find((f) => f.name === name)!);
}

describe("what a function is counted as", () => {
  it("has each kind, in all and in loops", () => {
    const { lengths, elements, globals, products, calls, checks } = countsIn("main");
    expect(lengths).toStrictEqual({ all: 2, inLoops: 2 });
    expect(elements).toStrictEqual({ all: 1, inLoops: 1 });
    expect(globals).toStrictEqual({ all: 1, inLoops: 1 });
    expect(products).toStrictEqual({ all: 1, inLoops: 1 });
    expect(calls).toStrictEqual({ all: 1, inLoops: 0 });
    // One for the element, and none for a length that is a constant.
    expect(checks).toStrictEqual({ all: 1, inLoops: 1 });
    expect(countsIn("square").products).toStrictEqual({ all: 1, inLoops: 0 });
  });

  it("has at least a hundred times the work in a loop in a loop", () => {
    expect(countsIn("main").work).toBeGreaterThan(100 * 5);
    expect(countsIn("square").work).toBe(countsIn("square").instructions.all);
  });

  it("is at least as much in all as in loops", () => {
    for (const { text: example } of examples)
      for (const f of compiled(example).flow.functions) {
        const counts = countsOf(f);
        for (const kind of Object.keys(countedKinds) as (keyof typeof countedKinds)[]) {
          expect(counts[kind].all).toBeGreaterThanOrEqual(counts[kind].inLoops);
          expect(counts.instructions.all).toBeGreaterThanOrEqual(counts[kind].all);
        }
        expect(counts.work).toBeGreaterThanOrEqual(counts.instructions.all);
      }
  });
});

describe("the report", () => {
  for (const level of [0, 2] as const)
    it(`adds up to the code, at level ${level}`, () => {
      const program = programOf(text);
      const [made, report] = [compile(program, { level }), compileReport(program, { level })];
      if (!made.ok || !report.ok) throw new Error("not compiled");
      const { functions, optimisations } = report.value;
      expect(optimisations).toStrictEqual(made.value.optimisations);
      const code = made.value.image.segments.find(({ permissions }) => permissions.execute)!;
      expect(functions.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(code.size);
      for (const [index, f] of functions.entries()) {
        const { instructions, work } = assemblyCounts(made.value.assembly.functions[index]!);
        expect([f.instructions, f.work]).toStrictEqual([instructions, work]);
        expect(f.passes[0]).toMatchObject({ pass: "lang-to-flow", before: undefined });
        for (const [at, pass] of f.passes.entries()) if (at > 0) expect(pass.before).toBe(f.passes[at - 1]!.after);
        expect(f.gains.map(({ optimisation }) => optimisation)).toStrictEqual(optimisations);
      }
    });

  it("has the gain of an optimisation as the difference of two compilations", () => {
    const program = programOf(text);
    const [with_, without] = [compile(program, { level: 2 }), compile(program, { level: 2, passes: ["-ssa"] })];
    const report = compileReport(program, { level: 2 });
    if (!with_.ok || !without.ok || !report.ok) throw new Error("not compiled");
    for (const [index, { gains }] of report.value.functions.entries()) {
      const size = ({ layout }: (typeof with_)["value"]): number => layout.functions[index]!.offsets.at(-1)!;
      const gain = gains.find(({ optimisation }) => optimisation === "ssa");
      expect(gain?.bytes).toBe(size(without.value) - size(with_.value));
    }
  });
});
