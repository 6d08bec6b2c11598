/** Limits of the front end and of a run, each tested exactly: one less is accepted, one more is not. */

import { describe, expect, it } from "vitest";
import { environmentOf } from "../../src/core/environment.ts";
import { parseProgram } from "../../src/lang/check/check.ts";
import { maximumDiagnostics, reporter } from "../../src/lang/check/report.ts";
import { ConcreteStore } from "../../src/lang/semantics/concrete-store.ts";
import { evaluate } from "../../src/lang/semantics/evaluate.ts";
import { runSteps } from "../../src/lang/semantics/run.ts";
import { decodeSource, maximumSourceLength } from "../../src/lang/syntax/decode.ts";
import { maximumNesting } from "../../src/lang/syntax/lexer.ts";
import { programOf } from "./program-of.ts";

const codes = (text: string): string[] => {
  const program = parseProgram(text);
  return program.ok ? [] : program.error.map(({ code, span }) => `${code} ${span.start}..${span.end}`);
};

describe("a run", () => {
  it("takes as many steps as its clock has, and no more", () => {
    const program = programOf("fn main(): int { write(1); write(2); return 3; }");
    const whole = runSteps(program, environmentOf(new Uint8Array()));
    expect(whole.outcome).toEqual({ kind: "halted", code: 3 });
    for (let clock = 0; clock <= whole.steps + 1; clock++) {
      const run = runSteps(program, environmentOf(new Uint8Array()), { clock });
      expect(run.steps).toBe(Math.min(clock, whole.steps));
      expect(run.outcome.kind).toBe(clock < whole.steps ? "running" : "halted");
      expect(run.node).toBeUndefined();
    }
  });

  it("names the node of a trap alone", () => {
    const trapped = runSteps(programOf("fn main(): int { return 1 / read() / 0; }"), environmentOf(Uint8Array.of(1)));
    expect(trapped.outcome).toEqual({ kind: "trapped", trap: "divide" });
    expect(trapped.node).toBeDefined();
  });

  it("stops when it holds more memory than it may", () => {
    const eater = programOf("fn main(): int { while true { let a = new int[](1000); a[0] = 1; } return 0; }");
    const [some, more] = [10_000, 100_000].map((memory) =>
      runSteps(eater, environmentOf(new Uint8Array()), { memory }),
    );
    expect(some!.outcome.kind).toBe("running");
    expect(more!.steps).toBeGreaterThan(5 * some!.steps);
    const big = evaluate(eater, environmentOf(new Uint8Array()), { memory: 10_000 });
    expect(big.ok && big.value.outcome.kind).toBe("running");
  });
});

describe("large arrays", () => {
  it("are zeros, and keep each element that is written, in whatever page", () => {
    for (const element of ["int", "byte", "bool"] as const)
      for (const length of [1, 1023, 1024, 1025, 5000]) {
        const { store, reference } = new ConcreteStore(0).allocate(element, length);
        const other = store.allocate(element, length).reference;
        expect(store.length(reference)).toBe(length);
        const places = [0, 1, 1022, 1023, 1024, 1025, 2047, 2048, 4999].filter((i) => i < length);
        for (const [k, i] of places.entries()) {
          expect(store.load(element, reference, i)).toBe(0);
          expect(store.store(element, reference, i, k + 1)).toBe(store);
        }
        for (const [k, i] of places.entries()) expect(store.load(element, reference, i)).toBe(k + 1);
        for (const i of places) expect(store.load(element, other, i)).toBe(0);
        if (length > 3000) expect(store.load(element, reference, 3000)).toBe(0);
      }
  });

  it("hold memory when they are written, and texts at once", () => {
    const { store, reference } = new ConcreteStore(0).allocate("int", 100_000);
    const empty = store.spent;
    expect(empty).toBeLessThan(1000);
    store.store("int", reference, 5, 1);
    const one = store.spent;
    expect(one).toBeGreaterThan(empty);
    store.store("int", reference, 6, 1);
    expect(store.spent).toBe(one);
    store.store("int", reference, 60_000, 1);
    expect(store.spent - one).toBe(one - empty);
    const text = store.allocateText("byte", [1, 2, 3]);
    expect(store.spent).toBeGreaterThanOrEqual(2 * one - empty + 3);
    expect([0, 1, 2].map((i) => store.load("byte", text.reference, i))).toEqual([1, 2, 3]);
    expect(store.length(text.reference)).toBe(3);
  });
});

describe("a report", () => {
  const many = (count: number) => {
    const report = reporter(1000);
    for (let i = 0; i < count; i++) report.error("syntax", { start: i, end: i + 1 }, `mistake ${i}`);
    return report;
  };

  it("shows twenty, in the order of the text, and counts the rest", () => {
    expect(many(maximumDiagnostics).diagnostics()).toHaveLength(maximumDiagnostics);
    const shown = many(maximumDiagnostics + 1).diagnostics();
    expect(shown).toHaveLength(maximumDiagnostics + 1);
    expect(shown.at(-1)).toMatchObject({ severity: "note", code: "more", span: { start: maximumDiagnostics } });
    expect(shown.at(-1)!.message).toContain("and 1 more");
    expect(many(500).diagnostics().at(-1)!.message).toContain("and 480 more");
  });

  it("keeps two hundred", () => {
    expect(many(199).taken).toHaveLength(199);
    expect(many(200).taken).toHaveLength(200);
    expect(many(201).taken).toHaveLength(200);
    expect(many(201).count).toBe(201);
  });

  it("keeps spans inside the text", () => {
    const report = reporter(10);
    report.error("syntax", { start: -3, end: 50 }, "a");
    report.error("syntax", { start: Number.NaN, end: Number.NaN }, "b");
    report.error("syntax", { start: 7, end: 2 }, "c");
    expect(report.diagnostics().map(({ span }) => span)).toEqual([
      { start: 0, end: 10 },
      { start: 7, end: 7 },
      { start: 10, end: 10 },
    ]);
  });
});

describe("words", () => {
  it("of a string are one to four bytes of UTF-8, at every edge", () => {
    for (const character of [
      "\x7e",
      "\u00a0",
      "\u07ff",
      "\u0800",
      "\ud7ff",
      "\ue000",
      "\uffff",
      "\u{10000}",
      "\u{10ffff}",
    ])
      for (const text of [character, `a${character}b`]) {
        const program = programOf(
          `fn main(): int { let s = "${text}"; for i in 0..len(s) { write(s[i]); } return 0; }`,
        );
        const { events } = runSteps(program, environmentOf(new Uint8Array()));
        expect(events.map((event) => ("write" in event ? event.write : -1))).toEqual([
          ...new TextEncoder().encode(text),
        ]);
      }
  });

  it("are not halves of pairs", () => {
    for (const half of ["\ud800", "\udbff", "\udc00", "\udfff"])
      expect(codes(`fn main(): int { return len("${half}"); }`)).toEqual(["invalid-character 29..30"]);
  });

  it("nest to the limit", () => {
    const nested = (depth: number): string => `fn main(): int { return ${"(".repeat(depth)}1${")".repeat(depth)}; }`;
    expect(codes(nested(maximumNesting - 1))).toEqual([]);
    expect(codes(nested(maximumNesting))).toEqual([`too-nested ${24 + maximumNesting - 1}..${24 + maximumNesting}`]);
  });

  it("are at most 16 MiB of them", () => {
    expect(decodeSource(new Uint8Array(maximumSourceLength).fill(32)).ok).toBe(true);
    expect(decodeSource(new Uint8Array(maximumSourceLength + 1).fill(32)).ok).toBe(false);
  });
});

describe("the evaluator's depth", () => {
  /** The least depth with which the evaluator runs a body to its end. */
  function needed(body: string): number {
    const program = programOf(
      `let g = 0; fn id(x: int): int { return x; } fn t(b: bool): bool { return b; }
       fn main(): int { let a = new int[](9); let x = 0; let p = true; let q = false; ${body} return 0; }`,
    );
    for (let depth = 0; depth < 100; depth++)
      if (evaluate(program, environmentOf(new Uint8Array()), { depth }).ok) return depth;
    throw new Error("a hundred are not enough");
  }

  // Each is a way to put an expression, or a statement, into another of the same type, with the number of levels that it adds.
  const expressions: readonly (readonly [string, number, (e: string) => string])[] = [
    ["the left of a sum", 1, (e) => `(${e}) + 1`],
    ["the right of a sum", 1, (e) => `1 - (${e})`],
    ["an index", 1, (e) => `a[${e}]`],
    ["a length", 2, (e) => `len(new int[](${e}))`],
    ["an array", 3, (e) => `new int[](1 + (${e}))[0]`],
  ];
  const conditions: readonly (readonly [string, number, (e: string) => string])[] = [
    ["the left of and", 1, (e) => `(${e}) && p`],
    ["the right of and", 1, (e) => `p && (${e})`],
    ["the left of or", 1, (e) => `(${e}) || p`],
    ["the right of or", 1, (e) => `q || (${e})`],
  ];
  const statements: readonly (readonly [string, number, (s: string) => string])[] = [
    ["then", 2, (s) => `if p { ${s} }`],
    ["else", 2, (s) => `if !p { } else { ${s} }`],
    ["a loop", 2, (s) => `while p { ${s} break; }`],
  ];

  /** Nested n times. */
  const nested = (wrap: (inner: string) => string, n: number, inner: string): string =>
    n === 0 ? inner : wrap(nested(wrap, n - 1, inner));

  const minus = (e: string): string => `-(${e})`;
  const not = (e: string): string => `!(${e})`;
  const block = (e: string): string => `{ ${e} }`;

  it("is one more for each operand in another, argument in another, and block in another", () => {
    for (const [wrap, inner, put] of [
      [minus, "0", (e: string) => `x = ${e};`],
      [not, "p", (e: string) => `p = ${e};`],
      [(e: string) => `id(${e})`, "0", (e: string) => `x = ${e};`],
      [block, "x = 1;", (e: string) => e],
    ] as const)
      expect(
        [3, 4, 5, 6].map((n) => needed(put(nested(wrap, n, inner))) - needed(put(nested(wrap, 3, inner)))),
      ).toEqual([0, 1, 2, 3]);
    // An expression is one level deeper than its statement.
    expect(needed("x = 1;")).toBe(needed("x = -1 + 1;") - 1);
  });

  it.each(expressions)("is that of as many operands: %s", (_, levels, wrap) => {
    for (const put of [
      (e: string) => `x = ${e};`,
      (e: string) => `g = ${e};`,
      (e: string) => `write(${e});`,
      (e: string) => `exit(${e});`,
      (e: string) => `return ${e};`,
      (e: string) => `a[0] = ${e};`,
      (e: string) => `a[${e}] = 0;`,
      (e: string) => `for i in 0..(${e}) { }`,
    ])
      for (const n of [3, 4])
        expect(needed(put(nested(wrap, n, "0")))).toBe(needed(put(nested(minus, levels * n, "0"))));
  });

  it.each(conditions)("is that of as many operands: %s", (_, levels, wrap) => {
    for (const put of [
      (e: string) => `p = ${e};`,
      (e: string) => `assert ${e};`,
      (e: string) => `if ${e} { }`,
      (e: string) => `while ${e} { break; }`,
    ])
      for (const n of [4, 6]) expect(needed(put(nested(wrap, n, "p")))).toBe(needed(put(nested(not, levels * n, "p"))));
  });

  it.each(statements)("is that of as many blocks: %s", (_, levels, wrap) => {
    for (const n of [3, 4])
      expect(needed(nested(wrap, n, "x = -(-x);"))).toBe(needed(nested(block, levels * n, "x = -(-x);")));
  });
});
