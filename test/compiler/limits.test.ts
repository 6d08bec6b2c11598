/**
 * Limits are error values, and flow graphs have a text.
 */

import { compile, type Passes, passes, printFlow } from "etalon/compiler";
import { describe, expect, it } from "vitest";
import { compiled, programOf } from "./compiled.ts";

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

  it("do not refuse a call with thousands of operands waiting, whose cuts say little each", () => {
    const count = 3000;
    const parameters = Array.from({ length: count }, (_, k) => `p${k}: int`).join(", ");
    const text = `fn g(): int { return 1; } fn f(${parameters}): int { return p0; } fn main(): int { return f(${"g(), ".repeat(count - 1)}g()); }`;
    const { cuts } = compiled(text);
    const said = cuts
      .flatMap((f) => f.cuts)
      .reduce((sum, { dropped, values }) => sum + dropped.length + values.length, 0);
    expect(said).toBeLessThan(6 * count);
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
