/** Addresses that step: which accesses of elements in loops are by an address, and that these are the same elements. */

import { environmentOf } from "etalon";
import { passes } from "etalon/compiler";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import { liveAtBegin } from "../../../src/compiler/ssa/live.ts";
import { loopsOf } from "../../../src/compiler/ssa/loops.ts";
import { runSsa } from "../../../src/compiler/ssa/run.ts";
import { ssaError } from "../../../src/compiler/ssa/well-formed.ts";
import { bytes, compiled, programOf, shown, walk } from "../compiled.ts";
import { certified, formOf } from "./form.ts";

const main = "fn main(): int { return 0; }";

describe("step", () => {
  /** The accesses of elements in loops, as text: by an address or by an array, and with which index. */
  const accesses = (text: string): readonly string[] => {
    const f = certified(text, "f", "fold", "number", "hoist", "dead", "step");
    const blocks = new Set(loopsOf(graphOf(f.blocks)).flatMap((loop) => [...loop.blocks]));
    return [...blocks].flatMap((label) =>
      f.blocks[label]!.instructions.flatMap((one) => {
        if (one.op !== "load_element" && one.op !== "store_element") return [];
        const index = one.index.kind === "constant" ? String(one.index.value) : "computed";
        return [`${one.named === undefined ? "array" : "address"} ${index}`];
      }),
    );
  };

  it.each([
    ["a counter", "for i in 0..n { s = s + a[i]; }", ["address 0"]],
    [
      "a counter and a constant",
      "for i in 1..n { s = s + a[i - 1] * a[i] * a[i + 2]; }",
      ["address -1", "address 0", "address 2"],
    ],
    ["a counter and what stays the same", "for i in 0..n { s = s + a[k + i]; }", ["address 0"]],
    ["a counter that goes down", "let i = n; while i > 0 { i = i - 1; s = s + a[i]; }", ["address 0"]],
    ["a counter that grows by what stays the same", "let i = 0; while i < n { a[i] = 1; i = i + k; }", ["address 0"]],
    ["a multiple of a counter", "for i in 0..n { s = s + a[3 * i + 1]; }", ["address 1"]],
    ["what stays the same", "for i in 0..n { s = s + a[k]; a[k + 1] = i; }", ["address 0", "address 1"]],
    ["bytes, whose addresses are a sum anyway", "for i in 0..n { s = s + b[i]; }", ["array computed"]],
    ["no counter", "let i = 1; while i < n { s = s + a[i]; i = i * 2; }", ["array computed"]],
    ["another array in each round", "for i in 0..n { s = s + a[i]; a = c; }", ["array computed"]],
    [
      "a counter of which only some rounds need the element",
      "for i in 0..n { if i == k { if n == k { s = s + a[i]; } } }",
      ["array computed"],
    ],
    ["as far away as may be", "for i in 0..n { s = s + a[i + 500] * c[i - 500]; }", ["address -500", "address 500"]],
    ["too far away", "for i in 0..n { s = s + a[i + 501] * c[i - 501]; }", ["array computed", "array computed"]],
    [
      "a multiple of a sum",
      "for i in 0..n { s = s + a[3 * (i - 2)] * c[(i - 1) << 3]; }",
      ["address -6", "address -8"],
    ],
    ["a counter shifted", "for i in 0..n { s = s + a[i << 2]; }", ["address 0"]],
    ["a counter subtracted", "for i in 0..n { s = s + a[5 - i] * c[k - i]; }", ["array computed", "array computed"]],
    ["from which is taken what stays the same", "for i in 0..n { s = s + a[i - k]; }", ["array computed"]],
    ["a product by what stays the same", "for i in 0..n { s = s + a[i * k]; }", ["array computed"]],
    ["a multiple of what stays the same, too", "for i in 0..n { s = s + a[(i + k) * 2]; }", ["array computed"]],
    ["a counter twice", "for i in 0..n { s = s + a[i + i]; }", ["array computed"]],
    ["some bits of a counter", "for i in 0..n { s = s + a[i & 7]; }", ["array computed"]],
    ["two words that stay the same", "for i in 0..n { s = s + a[i + k + j]; }", ["address 0"]],
    ["three of them", "for i in 0..n { s = s + a[i + k + j + m]; }", ["array computed"]],
    ["three of which the sum stays the same", "for i in 0..n { s = s + a[k + j + m + i]; }", ["address 0"]],
    ["a constant in what stays the same", "for i in 0..n { s = s + a[k + 7 + i]; }", ["address 7"]],
    ["four operations", "for i in 0..n { s = s + a[((i + 2) * 3 + 1) * 3]; }", ["address 21"]],
    ["five operations", "for i in 0..n { s = s + a[((i + 2) * 3 + 1) * 3 + 1]; }", ["array computed"]],
    ["the constant alone", "for i in 0..n { s = s + a[3]; }", ["array 3"]],
    ["a counter that grows by another word", "let i = 0; while i < n { i = k + i; s = s + a[i]; }", ["address 0"]],
    ["a counter from which a constant is taken", "let i = n; while i > 0 { i = i - 3; s = s + a[i]; }", ["address 0"]],
    [
      "one from which what stays the same is taken",
      "let i = n; while i > 0 { i = i - k; s = s + a[i]; }",
      ["array computed"],
    ],
    [
      "a counter that grows by two steps",
      "let i = 0; while i < n { if s == k { i = i + 2; continue; } s = s + a[i] * a[i + 3]; i = i + 1; }",
      ["address 0", "address 3"],
    ],
    [
      "a counter that grows in some rounds only",
      "let i = 0; while i < n { if s == k { s = 0; continue; } s = s + a[i] * a[i + 3]; i = i + 1; }",
      ["address 0", "address 3"],
    ],
    [
      "a counter that begins again",
      "let i = 0; while i < n { if s == k { i = 0; continue; } s = s + a[i] * a[i + 3]; i = i + 1; }",
      ["array computed", "array computed"],
    ],
    [
      "a counter that is another word in some rounds",
      "let i = 0; while i < n { if s == k { i = s; continue; } s = s + a[i] * a[i + 3]; i = i + 1; }",
      ["array computed", "array computed"],
    ],
    ["a byte that stays the same", "for i in 0..n { b[k] = i; }", ["address 0"]],
    ["two arrays", "for i in 0..n { s = s + a[i] * c[i]; }", ["address 0", "address 0"]],
    [
      "two arrays that only some rounds need, by one scaled counter",
      "for i in 0..n { if i == k { s = s + a[i] * c[i]; } }",
      ["array computed", "array computed"],
    ],
    ["what stays the same and some rounds need", "for i in 0..n { if i == k { s = s + a[m]; } }", ["address 0"]],
    [
      "what stays the same and few rounds need",
      "for i in 0..n { if i == k { if s == n { s = s + b[m]; } } }",
      ["array computed"],
    ],
    ["bytes in several blocks", "for i in 0..n { b[i] = b[i + 7]; }", ["array computed", "array computed"]],
    [
      "a byte that stays the same and some rounds need",
      "for i in 0..n { if i == k { b[m] = 1; } }",
      ["array computed"],
    ],
    ["a counter and what changes", "for i in 0..n { s = s + a[i + s]; }", ["array computed"]],
    ["a counter from which what changes is taken", "for i in 0..n { s = s + a[i - s]; }", ["array computed"]],
    ["a counter that is taken from", "let i = 0; while i < n { i = k - i; s = s + a[i]; }", ["array computed"]],
    ["a counter that grows by a product", "let i = 1; while i < n { i = k * i; s = s + a[i]; }", ["array computed"]],
    [
      "two multiples, of which one is needed in some rounds only",
      "for i in 0..n { if s == k { s = a[i + i * 2]; } s = s + a[5 * i]; }",
      ["address 0", "array computed"],
    ],
    ["loops in loops", "for i in 0..n { for h in 0..n { s = s + a[i] * c[h]; } }", ["address 0", "address 0"]],
  ])("%s", (_, body, expected) => {
    const text = `fn f(given: int[], b: byte[], c: int[], n: int, k: int, j: int, m: int): int { let s = 0; let a = given; ${body} return s; } ${main}`;
    expect(accesses(text).toSorted()).toStrictEqual([...expected].toSorted());
  });

  /** How many operations there are before the loop besides, and how many parameters its head has besides. */
  const added = (body: string): readonly number[] => {
    const text = `fn f(a: int[], b: byte[], c: int[], n: int, k: int, j: int): int { let s = 0; ${body} return s; } ${main}`;
    const [given, made] = [[], ["step"]].map((last) => {
      const { f } = formOf(text, "f", "fold", "number", "hoist", "dead", ...last);
      const [loop] = loopsOf(f.graph);
      const { instructions } = f.blocks[loop!.before!]!;
      const inLoop = [...loop!.blocks].flatMap((label) => f.blocks[label]!.instructions);
      const operations = [instructions, inLoop].map((list) => list.filter(({ op }) => op === "operate").length);
      return [...operations, f.blocks[loop!.head]!.parameters.length];
    });
    return made!.map((count, i) => count - given![i]!);
  };

  it.each<[string, before: number, within: number, parameters: number]>([
    ["for i in 0..n { s = s + a[i]; }", 0, 1, 1],
    ["for i in 2..n { s = s + a[i]; }", 1, 1, 1],
    ["for i in k..n { s = s + a[i]; }", 2, 1, 1],
    ["for i in 0..n { s = s + a[i] * a[i + 7] * a[i - 1]; }", 0, 1, 1],
    ["for i in 0..n { s = s + a[i] * c[i]; }", 0, 2, 2],
    ["for i in 2..n { s = s + a[3 * i]; }", 1, 1, 1],
    ["for i in k..n { s = s + a[3 * i]; }", 3, 1, 1],
    ["for i in 0..n { s = s + a[k + i]; }", 2, 1, 1],
    ["for i in 0..n { s = s + a[i + k + j] * a[j + i + k]; }", 4, 1, 1],
    ["for i in 0..n { s = s + a[k]; }", 2, 0, 0],
    ["for i in 0..n { s = s + b[k]; }", 1, 0, 0],
    ["for i in 0..n { s = s + a[k + j]; }", 2, 0, 0],
    ["let i = 0; while i < n { s = s + a[i]; i = i + k; }", 1, 1, 1],
    ["let i = 0; while i < n { s = s + a[3 * i]; i = i + k; }", 2, 1, 1],
  ])("an address is computed by as few operations as that takes: %s", (body, ...expected) => {
    expect(added(body)).toStrictEqual(expected);
  });

  /** How many values live at most in a loop before its addresses are made. */
  const liveIn = (text: string): readonly number[] => {
    const { f } = formOf(text, "f", "fold", "number", "hoist", "dead");
    const live = liveAtBegin(f.blocks, f.graph.predecessors, f.graph.order, f.values, Number.POSITIVE_INFINITY)!;
    return loopsOf(f.graph).map(({ blocks }) => Math.max(...[...blocks].map((label) => live[label]!.length)));
  };
  const crowded = (count: number, body: (use: string) => string): string => {
    const names = Array.from({ length: count }, (_, i) => `v${i}`);
    const use = names.map((name) => `${name} = ${name} * s;`).join(" ");
    return `fn f(a: int[], c: int[], n: int): int { let s = 0; ${names.map((name) => `let ${name} = read();`).join(" ")}
      ${body(use)} return ${["s", ...names].join(" ^ ")}; } ${main}`;
  };

  it("keeps as many addresses as there are registers, those first that save most", () => {
    const body = (use: string): string =>
      `for i in 0..n { s = s + a[i] * c[2 * i] * c[2 * i + 1] * c[2 * i + 2] * a[3 * i] * a[3 * i + 1]; ${use} }`;
    for (let count = 4; count < 16; count++) {
      const left = 20 - liveIn(crowded(count, body))[0]!;
      const all = ["address 0", "address 1", "address 2", "address 0", "address 1", "address 0"];
      const kept = left >= 3 ? all : left === 2 ? all.slice(0, 5) : left === 1 ? all.slice(0, 3) : [];
      const expected = [...kept, ...Array.from({ length: 6 - kept.length }, () => "array computed")];
      expect(accesses(crowded(count, body)).toSorted()).toStrictEqual(expected.toSorted());
    }
  });

  it("counts the addresses of inner loops with those around them", () => {
    const body = (use: string): string =>
      `for i in 0..n { s = s + a[i]; ${use} let h = i; while h < n { s = s + c[h] * c[h + 1]; h = h + 2; ${use} } }`;
    const found = Array.from({ length: 20 }, (_, count) => {
      const [inner, outer] = liveIn(crowded(count, body)) as [number, number];
      const isInner = inner < 20;
      const isOuter = Math.max(outer, inner + Number(isInner)) < 20;
      const expected = [
        ...(isInner ? ["address 0", "address 1"] : ["array computed", "array computed"]),
        isOuter ? "address 0" : "array computed",
      ];
      expect(accesses(crowded(count, body)).toSorted()).toStrictEqual(expected.toSorted());
      return `${isInner} ${isOuter}`;
    });
    expect(new Set(found).size).toBe(3);
  });

  it.each([
    ["20 values are live in a loop", "s = s + a[i];", 20],
    ["9 are, in a loop with calls", "s = s + a[i] * main();", 9],
  ])("keeps as many addresses until %s", (_, body, most) => {
    const found = Array.from({ length: 24 }, (__, count) => {
      const names = Array.from({ length: count }, (___, i) => `v${i}`);
      const text = `fn f(a: int[], n: int): int { let s = 0; ${names.map((name) => `let ${name} = read();`).join(" ")}
        for i in 0..n { ${body} ${names.map((name) => `${name} = ${name} * s;`).join(" ")} } return ${["s", ...names].join(" ^ ")}; } ${main}`;
      const { f } = formOf(text, "f", "fold", "number", "hoist", "dead");
      const { predecessors, order } = f.graph;
      const live = liveAtBegin(f.blocks, predecessors, order, f.values, Number.POSITIVE_INFINITY)!;
      const [loop] = loopsOf(f.graph);
      const isLeft = Math.max(...[...loop!.blocks].map((label) => live[label]!.length)) < most;
      expect(accesses(text)).toStrictEqual([isLeft ? "address 0" : "array computed"]);
      return isLeft;
    });
    expect(new Set(found).size).toBe(2);
  });
});

/** Random loops that read and write elements at sums and multiples of a counter and of words that stay the same. */
const index = fc
  .tuple(
    fc.constantFrom(
      "i",
      "i * 2",
      "3 * i",
      "i << 1",
      "(i + 1) * 3",
      "i + k",
      "k + i",
      "i + k + j",
      "k + 3 + i",
      "k",
      "k + j",
      "k + 1",
      "i & 3",
    ),
    fc.constantFrom("", " + 1", " + 7", " - 2"),
  )
  .map((parts) => parts.join(""));
const access = fc
  .tuple(fc.constantFrom("s = s + a[#];", "s = s * 3 + c[#];", "a[#] = s;", "b[#] = i;", "s = s + b[#];"), index)
  .map(([text, at]) => text.replace("#", at));
const accesses = fc.array(
  fc.oneof(
    access,
    access.map((text) => `if s & 1 == 0 { ${text} }`),
  ),
  { minLength: 1, maxLength: 4 },
);
const step = fc.constantFrom("i = i + 1;", "i = 2 + i;", "i = i - -3;", "i = i + j;");
const loop = fc.oneof(
  fc.tuple(accesses, fc.constantFrom("0", "2", "k")).map(([list, from]) => `for i in ${from}..n { ${list.join(" ")} }`),
  fc
    .tuple(accesses, step, accesses, step, fc.boolean())
    .map(
      ([list, one, more, other, again]) =>
        `let i = j; while i < n { ${list.join(" ")} ${again ? `if s & 2 == 0 { ${one} continue; }` : one} ${more.join(" ")} ${other} }`,
    ),
  fc
    .tuple(accesses, accesses)
    .map(([list, inner]) => `for i in 0..n { ${list.join(" ")} for k in i..n { ${inner.join(" ")} } }`),
);
const programText = fc
  .array(
    loop.map((text) => `{ ${text} }`),
    { minLength: 1, maxLength: 2 },
  )
  .map(
    (
      loops,
    ) => `fn f(n: int, k: int, j: int): int { let a = new int[](70); let b = new byte[](70); let c = new int[](70); let s = n;
      for i in 0..70 { c[i] = i * i; } ${loops.map((text) => `if s != 0 ${text}`).join(" ")} for i in 0..70 { s = s * 5 + a[i] + b[i]; } return s; }
      fn main(): int { let s = f(9, 2, 1); write(s); return f(read() & 15, read() & 3, 1 + read() & 3); }`,
  );
const before = [
  "inlineCalls",
  "foldConstants",
  "numberValues",
  "eliminateChecks",
  "hoistInvariants",
  "removeDead",
] as const;

describe("random loops", () => {
  it("do the same by addresses that step", () => {
    let stepped = 0;
    const isSo = fc.property(
      programText,
      fc.shuffledSubarray(["eliminateChecks", "hoistInvariants"]),
      (text, without) => {
        const flow = passes.langToFlow(programOf(text));
        if (!flow.ok) throw new Error(flow.error.message);
        const earlier = before.filter((name) => !without.includes(name));
        const given = earlier.reduce((ssa, name) => passes[name](ssa), passes.flowToSsa(flow.value));
        const made = passes.stepAddresses(given);
        expect(ssaError(made)).toBeUndefined();
        if (made !== given) stepped++;
        const run = (ssa: typeof given): string => shown(runSsa(ssa, environmentOf(bytes("hey")), { clock: 100_000 }));
        expect(run(made), text).toBe(run(given));
      },
    );
    fc.assert(isSo, { numRuns: 300 });
    expect(stepped).toBeGreaterThan(10);
  });

  it("have at each mark what is told of the addresses", () => {
    const isSo = fc.property(programText, (text) => {
      const made = compiled(text, { passes: ["ssa", "fold", "number", "hoist", "dead", "step"], heapBytes: 2 ** 16 });
      expect(walk(made, bytes("hey"), 300).broken, text).toBeUndefined();
    });
    fc.assert(isSo, { numRuns: 60 });
  });
});
