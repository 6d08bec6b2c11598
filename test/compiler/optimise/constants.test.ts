/** Constants in registers: which are loaded before which loop. */

import { describe, expect, it } from "vitest";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import { depthsIn, loopsOf } from "../../../src/compiler/ssa/loops.ts";
import type { SsaFunction } from "../../../src/compiler/ssa/syntax.ts";
import { compiled } from "../compiled.ts";
import { count, formOf, inLoops } from "./form.ts";

const main = "fn main(): int { return 0; }";

/** The constants that are loaded, each with how many loops are around that. */
function loadsOf(f: SsaFunction): readonly (readonly [value: number, depth: number])[] {
  const depths = depthsIn(loopsOf(graphOf(f.blocks)), f.blocks.length);
  return f.blocks.flatMap(({ instructions }, label) =>
    instructions.flatMap((one) =>
      one.op === "copy" && one.from.kind === "constant" ? [[one.from.value, depths[label]!] as const] : [],
    ),
  );
}

describe("constants", () => {
  it("loads a constant that no instruction can have in itself before the outermost loop without calls", () => {
    const text = `fn f(n: int): int { let s = 0; for i in 0..n { for j in 0..n { s = s * 100 + (j & 0xfffff) + (i & 7); } } return s; } ${main}`;
    const { f } = formOf(text, "f", "fold", "constants");
    const loops = loopsOf(graphOf(f.blocks)).map(({ blocks }) => blocks);
    expect([count(f, "copy"), inLoops(f, "copy", loops)]).toStrictEqual([2, 0]);
  });

  it("loads those of loops with calls before the outermost of them, and those of a loop without calls in it before that one", () => {
    const text = `fn f(n: int): int { let s = 0;
      for i in 0..n { for j in 0..n { s = s * 100 + main(); } for j in 0..n { s = s * 7; } } return s; } ${main}`;
    const { f } = formOf(text, "f", "fold", "constants");
    expect(loadsOf(f)).toStrictEqual([
      [100, 0],
      [7, 1],
    ]);
  });

  it("are loaded where they are read, if all registers are taken; never are they in the frame", () => {
    const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
    const text = `fn main(): int { ${names.map((name) => `let ${name} = read();`).join(" ")} let n = 9;
      while n > 0 { ${names.map((name) => `${name} = (${name} ^ n) + ${name} * ${name};`).join(" ")}
        v0 = v0 ^ 5000; v0 = v0 + 6000; v0 = v0 & 7001; n = n - 1; }
      return ${names.join(" + ")}; }`;
    const { allocated, optimised } = compiled(text, { level: 2 });
    const constants = optimised.functions[0]!.constants!;
    expect(constants.size).toBe(3);
    const { places } = allocated.functions[0]!.homes;
    expect(allocated.functions[0]!.spills).toBeGreaterThan(0);
    expect([...constants.keys()].map((register) => places[register]!).filter((place) => place >= 32)).toStrictEqual([]);
    expect([...constants.keys()].map((register) => places[register])).toContain(-1);
  });
});

describe("a constant in a register", () => {
  /** The constants that are loaded for a loop that does this. */
  const loaded = (body: string): readonly number[] => {
    const text = `let g = true; let h = 1; fn f(n: int, a: int[]): int { let s = n; while n != 0 { n = n - 1; ${body} } return s; } ${main}`;
    return loadsOf(formOf(text, "f", "fold", "number", "constants").f).map(([value]) => value);
  };

  it.each<[string, ...loads: number[]]>([
    ["s = s + 2047;"],
    ["s = s + 2048;", 2048],
    ["s = 2048 + s;", 2048],
    ["s = s & -2048;"],
    ["s = s & -2049;", -2049],
    ["s = s | 5000;", 5000],
    ["s = s ^ 5000;", 5000],
    ["s = s ^ -1;"],
    ["s = 7 + s;"],
    ["s = 7 & s;"],
    ["s = 7 | s;"],
    ["s = 7 ^ s;"],
    ["s = 7 - s;", 7],
    ["s = 0 - s;"],
    ["s = s - 2048;"],
    ["s = s - 2049;", 2049],
    ["s = s - -2048;", -2048],
    ["s = s - -2047;"],
    ["s = s * 3;", 3],
    ["s = 3 * s;", 3],
    ["s = s / 3;", 3],
    ["s = s % 3;", 3],
    ["s = 3 << s;", 3],
    ["s = 3 >> s;", 3],
    ["s = 3 >>> s;", 3],
    ["s = s << 3;"],
    ["s = s >> 3;"],
    ["s = s >>> 3;"],
    ["g = s < 2047;"],
    ["g = s < 2048;", 2048],
    ["g = 3 < s;", 3],
    ["g = s == 7;"],
    ["g = s != 5000;", 5000],
    ["h = 7;", 7],
    ["h = 0;"],
    ["write(7);", 7],
    ["write(0);"],
    ["a[s & 1] = 7;", 7],
    ["a[s & 1] = 0;"],
    ["if s == 7 { s = n; }", 7],
    ["if s < 7 { s = n; }", 7],
    ["if s < 0 { s = n; }"],
  ])("is what no instruction can have in itself: %s", (body, ...loads) => {
    expect(loaded(body)).toStrictEqual(loads);
  });

  it("is of at most six in a loop: those that inner loops load, those that take two instructions, those that are loaded more often", () => {
    const products = (...factors: number[]): string => factors.map((factor) => `s = s * ${factor};`).join(" ");
    expect(loaded(products(3, 5, 6, 7, 9, 10))).toStrictEqual([3, 5, 6, 7, 9, 10]);
    // Of those that are alike, the smaller ones; and each is loaded once.
    expect(loaded(products(11, 10, 9, 7, 6, 5, 3))).toStrictEqual([3, 5, 6, 7, 9, 10]);
    expect(loaded(products(11, 10, 9, 7, 6, 5, 3, 11))).toStrictEqual([11, 3, 5, 6, 7, 9]);
    expect(loaded(products(3, 5, 6, 7, 9, 10, 5000))).toStrictEqual([5000, 3, 5, 6, 7, 9]);
    expect(loaded(products(3, 5, 6, 7, 9, 10, 5000, 10, 10))).toStrictEqual([10, 5000, 3, 5, 6, 7]);
    const inner = `let k = n; while k != 0 { k = k - 1; ${products(11, 12)} }`;
    expect(loaded(`${products(3, 5, 6, 7, 9, 10, 5000, 5000)} ${inner}`)).toStrictEqual([11, 12, 5000, 3, 5, 6]);
  });

  it("is read where it would be loaded, and not where an instruction can have it in itself", () => {
    const text = `fn f(n: int): int { let s = n; while n != 9 { s = (s + 5) * 5; if s == 5 { n = n + 5; } } return s; } ${main}`;
    const { f } = formOf(text, "f", "number", "constants");
    const read = f.blocks.flatMap(({ instructions, terminator }) => [
      ...instructions.flatMap((one) => (one.op === "operate" ? [`${one.operation} ${one.right.kind}`] : [])),
      ...(terminator.op === "branch" ? [`branch ${terminator.right.kind}`] : []),
    ]);
    expect(read).toStrictEqual(["branch register", "add constant", "mul register", "branch register", "add constant"]);
    expect(loadsOf(f).map(([value]) => value)).toStrictEqual([5, 9]);
  });

  it("is read in the loop, and nowhere else", () => {
    const text = `fn f(n: int): int { let s = n * 3; while n != 0 { n = n - 1; s = s * 3; } return s * 3; } ${main}`;
    const { f } = formOf(text, "f", "constants");
    const threes = f.blocks.flatMap(({ instructions }) =>
      instructions.flatMap((one) => (one.op === "operate" && one.operation === "mul" ? [one.right.kind] : [])),
    );
    expect(threes).toStrictEqual(["constant", "register", "constant"]);
    expect(count(f, "copy")).toBe(1);
  });
});
