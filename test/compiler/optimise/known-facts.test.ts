/**
 * What is known of words: held against words for which the facts are true. Nothing that is false is known, each answer follows from the facts
 * that it names, and what is taken back is not known any more. What must be found is in examples.
 */

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comparison, FlowInstruction, Operand, Operation } from "../../../src/compiler/flow/syntax.ts";
import {
  type Bounds,
  factOf,
  KnownFacts,
  limitOfResult,
  type PlacedFact,
  type Reasons,
} from "../../../src/compiler/passes/optimise/known-facts.ts";
import type { SsaFact } from "../../../src/compiler/ssa/syntax.ts";
import { int32 } from "../../../src/core/word.ts";

const comparisons = ["eq", "ne", "lt", "ge", "ltu", "geu"] as const satisfies readonly Comparison[];
const count = 4;
const [a, b, c, d] = Array.from({ length: count }, (_, register): Operand => ({ kind: "register", register })) as [
  Operand,
  Operand,
  Operand,
  Operand,
];
const number = (value: number): Operand => ({ kind: "constant", value });
const placed = (fact: SsaFact): PlacedFact => ({ fact, block: 0, index: 0, because: [] });
const order = (kind: "slt" | "sltu", lower: Operand, upper: Operand, gap: 0 | 1): SsaFact => ({
  kind: "order",
  order: kind,
  lower,
  upper,
  gap,
});

/** What words are at most, and a fact that says it, of those of which something is known. */
function boundsOf(most: readonly number[]): Bounds {
  const facts = most.map((value, register) =>
    placed(order("sltu", { kind: "register", register }, number(value | 0), 0)),
  );
  return {
    most: (operand) => (operand.kind === "constant" ? operand.value >>> 0 : most[operand.register]!),
    fact: (operand) => (operand.kind === "constant" ? [] : [facts[operand.register]!]),
  };
}

const unbounded = Array.from({ length: count }, () => 2 ** 32 - 1);

function knowing(facts: readonly SsaFact[], most: readonly number[] = unbounded): KnownFacts {
  const known = new KnownFacts(boundsOf(most));
  for (const fact of facts) known.add(placed(fact));
  return known;
}

const word = fc.oneof(
  fc.constantFrom(0, 1, 2, -1, -2, 2 ** 31 - 1, 2 ** 31 - 2, -(2 ** 31), 1 - 2 ** 31, 7, 8, 255),
  fc.integer({ min: -12, max: 12 }),
);
const operand = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(a, b, c, d) },
  { weight: 1, arbitrary: word.map(number) },
);
const facts = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("order" as const),
      order: fc.constantFrom("slt" as const, "sltu" as const),
      lower: operand,
      upper: operand,
      gap: fc.constantFrom(0 as const, 1 as const),
    }),
    fc.record({ kind: fc.constant("apart" as const), lower: operand, upper: operand }),
  ),
  { maxLength: 14, size: "max" },
);
const words = fc.array(word, { minLength: count, maxLength: count });

const wordOf = (values: readonly number[], one: Operand): number =>
  one.kind === "constant" ? one.value : values[one.register]!;

function compare(comparison: Comparison, x: number, y: number): boolean {
  switch (comparison) {
    case "eq":
      return x === y;
    case "ne":
      return x !== y;
    case "lt":
      return x < y;
    case "ge":
      return x >= y;
    case "ltu":
      return x >>> 0 < y >>> 0;
    case "geu":
      return x >>> 0 >= y >>> 0;
  }
}

function isTrue(fact: SsaFact, values: readonly number[]): boolean {
  const [x, y] = [wordOf(values, fact.lower), wordOf(values, fact.upper)];
  if (fact.kind === "apart") return x !== y;
  return fact.order === "slt" ? x + fact.gap <= y : (x >>> 0) + fact.gap <= y >>> 0;
}

/** Values, facts that are true of them, and bounds of which each is tight or says nothing. */
const situations = fc
  .record({ values: words, candidates: facts, tight: fc.array(fc.nat(3), { minLength: count, maxLength: count }) })
  .map(({ values, candidates, tight }) => ({
    values,
    all: candidates.filter((fact) => isTrue(fact, values)),
    most: values.map(
      (value, i) => [2 ** 32 - 1, 2 ** 32 - 1, value >>> 0, Math.max(value >>> 0, 2 ** 31 - 1)][tight[i]!]!,
    ),
  }));

/** The facts and bounds that an answer names, and nothing else. */
function only(reasons: Reasons, most: readonly number[]): KnownFacts {
  const bounds = boundsOf(most);
  const isNamed = (register: number): boolean =>
    bounds
      .fact({ kind: "register", register })
      .every((own) => reasons.some(({ fact }) => isDeepStrictEqual(fact, own.fact)));
  return knowing(
    reasons.map(({ fact }) => fact),
    most.map((one, register) => (isNamed(register) ? one : 2 ** 32 - 1)),
  );
}

describe("what is known of words", () => {
  it("is true, and follows from the facts that the answer names", () => {
    const questions = fc.array(fc.tuple(operand, operand), { minLength: 4, maxLength: 4 });
    const isSo = fc.property(
      situations,
      questions,
      fc.oneof(word, fc.constant(2 ** 31)),
      ({ values, all, most }, asked, constant) => {
        const known = knowing(all, most);
        for (const [x, y] of asked) {
          const [left, right] = [wordOf(values, x), wordOf(values, y)];
          for (const comparison of comparisons) {
            const answer = known.decide(comparison, x, y);
            if (answer === undefined) continue;
            expect(answer.holds).toBe(compare(comparison, left, right));
            for (const { fact } of answer.by) expect(isTrue(fact, values)).toBe(true);
            expect(only(answer.by, most).decide(comparison, x, y)?.holds).toBe(answer.holds);
          }
          const natural = known.isNatural(x);
          if (natural !== undefined) {
            expect(left).toBeGreaterThanOrEqual(0);
            expect(only(natural, most).isNatural(x)).toBeDefined();
          }
          // A value of its own stands for the sum.
          const sum: Operand = { kind: "register", register: count };
          for (const { fact, because } of known.ofSum(sum, x, constant)) {
            expect(isTrue(fact, [...values, (left + constant) | 0])).toBe(true);
            for (const reason of because) expect(isTrue(reason.fact, values)).toBe(true);
          }
        }
      },
    );
    fc.assert(isSo, { numRuns: 1500 });
  });

  it("is as before where facts were taken back", () => {
    const isSo = fc.property(situations, facts, ({ all, most }, more) => {
      const known = knowing(all, most);
      const { depth } = known;
      for (const fact of more) known.add(placed(fact));
      known.backTo(depth);
      const fresh = knowing(all, most);
      for (const x of [a, b, number(3)])
        for (const y of [b, c, number(0)])
          for (const comparison of comparisons)
            expect(known.decide(comparison, x, y)).toStrictEqual(fresh.decide(comparison, x, y));
    });
    fc.assert(isSo, { numRuns: 200 });
  });

  const at = (comparison: Comparison, left: Operand, right: Operand): SsaFact => factOf(comparison, left, right, true)!;
  it.each<[string, readonly SsaFact[], [Comparison, Operand, Operand], boolean | undefined]>([
    ["a fact", [at("lt", a, b)], ["lt", a, b], true],
    ["and its opposite", [at("lt", a, b)], ["ge", a, b], false],
    ["that words differ, either way", [at("ne", a, b)], ["ne", b, a], true],
    ["that words differ, of a constant", [at("ne", number(3), b)], ["eq", b, number(3)], false],
    ["that words differ, of a constant on the left", [at("ne", number(3), b)], ["eq", number(3), b], false],
    ["that words differ, of another constant", [at("ne", number(3), b)], ["eq", b, number(4)], undefined],
    ["that a word differs from one below it", [at("lt", a, b)], ["eq", b, a], false],
    ["that a word differs from one above it", [at("lt", a, b)], ["eq", a, b], false],
    ["that constants differ", [], ["eq", number(3), number(4)], false],
    ["that constants differ, either way", [], ["eq", number(4), number(3)], false],
    ["of constants", [], ["ltu", number(3), number(-1)], true],
    ["of equal constants", [], ["ne", number(3), number(3)], undefined],
    ["of a word and itself", [], ["ge", a, a], true],
    ["a chain", [at("lt", a, b), at("ge", c, b), at("ge", d, c)], ["lt", a, d], true],
    ["a chain that is not strict", [at("ge", b, a), at("ge", c, b)], ["lt", a, c], undefined],
    ["a chain that is not strict, as far as it goes", [at("ge", b, a), at("ge", c, b)], ["ge", c, a], true],
    ["a chain without signs", [at("ltu", a, b), at("geu", c, b)], ["ltu", a, c], true],
    [
      "a chain of four",
      [at("lt", a, b), at("lt", b, c), at("lt", c, d), at("ge", number(9), d)],
      ["lt", a, number(9)],
      undefined,
    ],
    ["a chain in two orders", [at("lt", a, b), at("ltu", b, c)], ["lt", a, c], undefined],
    ["up from a constant", [at("ge", a, number(3)), at("lt", a, b)], ["lt", number(3), b], true],
    ["up from a smaller constant", [at("ge", a, number(3)), at("lt", a, b)], ["lt", number(4), b], undefined],
    ["down to a constant", [at("lt", a, b), at("ge", number(9), b)], ["lt", a, number(9)], true],
    ["with signs, of one without", [at("ltu", a, b), at("ge", b, number(0))], ["lt", a, b], true],
    ["without signs, of one with", [at("lt", a, b), at("ge", a, number(0))], ["ltu", a, b], true],
    ["without signs, of negative words", [at("lt", a, b)], ["ltu", a, b], undefined],
  ])("is %s", (_, all, question, holds) => {
    expect(knowing(all).decide(...question)?.holds).toBe(holds);
  });

  it.each<[string, readonly SsaFact[], boolean]>([
    ["of nothing", [], false],
    ["of a fact without sign below a small constant", [at("ltu", a, number(9))], true],
    ["of a fact without sign below a great constant", [at("ltu", a, number(-9))], false],
    ["of a fact without sign below a word", [at("ltu", a, b)], false],
    ["of one above 0", [at("ge", a, number(0))], true],
    ["of one above −1", [at("lt", number(-1), a)], true],
    ["of one above −2", [at("lt", number(-2), a)], false],
    ["of one above another", [at("ge", b, number(0)), at("ge", a, b)], true],
    ["of one above another, and so on", [at("ge", c, number(0)), at("ge", b, c), at("ge", a, b)], false],
  ])("is that a word is not negative: %s", (_, all, isNatural) => {
    expect(knowing(all).isNatural(a) !== undefined).toBe(isNatural);
  });

  it("is what a comparison says, or its opposite", () => {
    const isSo = fc.property(fc.constantFrom(...comparisons), fc.boolean(), words, (comparison, holds, values) => {
      const fact = factOf(comparison, a, b, holds);
      if (fact === undefined) expect(comparison).toBe(holds ? "eq" : "ne");
      else expect(isTrue(fact, values)).toBe(compare(comparison, values[0]!, values[1]!) === holds);
    });
    fc.assert(isSo);
  });
});

describe("what is known of a sum", () => {
  const sum: Operand = { kind: "register", register: count };
  const found = (all: readonly SsaFact[], constant: number): readonly SsaFact[] =>
    [...knowing(all).ofSum(sum, a, constant)].map(({ fact }) => fact);
  const isNatural = factOf("ge", a, number(0), true)!;

  it.each<[string, readonly SsaFact[], number, readonly SsaFact[]]>([
    [
      "one more, below another word",
      [factOf("lt", a, b, true)!],
      1,
      [order("slt", a, sum, 1), order("slt", sum, b, 0)],
    ],
    ["two more, below another word", [factOf("lt", a, b, true)!], 2, []],
    [
      "more, below a constant",
      [isNatural, factOf("lt", a, number(9), true)!],
      5,
      [order("slt", number(0), sum, 0), order("slt", a, sum, 1)],
    ],
    ["more, of which it is not known whether it wraps", [isNatural], 5, []],
    ["less, of a word that is not negative", [isNatural], -5, [order("slt", sum, a, 1)]],
    [
      "one less, of a word that is not 0 either",
      [isNatural, factOf("ne", a, number(0), true)!],
      -1,
      [order("slt", sum, a, 1), order("slt", number(0), sum, 0)],
    ],
    [
      "one less, of a word that is positive",
      [factOf("lt", number(0), a, true)!],
      -1,
      [order("slt", sum, a, 1), order("slt", number(0), sum, 0)],
    ],
    ["two less, of a word that is positive", [factOf("lt", number(0), a, true)!], -2, [order("slt", sum, a, 1)]],
    ["less, of any word", [], -1, []],
    ["neither more nor less", [isNatural], 0, []],
  ])("is there: %s", (_, all, constant, expected) => {
    expect(found(all, constant)).toStrictEqual(expected);
  });
});

describe("the most that a result is", () => {
  const operations = ["and", "or", "srl", "sra", "sll", "slt", "sltu", "add", "sub", "mul", "xor"] as const;
  const operate = (operation: Operation, left: Operand, right: Operand): FlowInstruction => ({
    op: "operate",
    operation,
    rd: count,
    left,
    right,
    origin: 0,
  });

  it("is at least the result", () => {
    const isSo = fc.property(
      fc.constantFrom(...operations),
      situations,
      operand,
      operand,
      (operation, { values, most }, x, y) => {
        const limit = limitOfResult(operate(operation, x, y), boundsOf(most).most);
        expect(int32[operation](wordOf(values, x), wordOf(values, y)) >>> 0).toBeLessThanOrEqual(limit.most);
        // Of what it does not rely on, it may be anything.
        const relied = most.map((one, register) =>
          limit.from.some((from) => from.kind === "register" && from.register === register) ? one : 2 ** 32 - 1,
        );
        expect(limitOfResult(operate(operation, x, y), boundsOf(relied).most).most).toBeLessThanOrEqual(limit.most);
      },
    );
    fc.assert(isSo, { numRuns: 500 });
  });

  it.each<[FlowInstruction, number, from?: readonly Operand[]]>([
    [operate("and", a, number(15)), 15, [number(15)]],
    [operate("and", number(15), a), 15, [number(15)]],
    [operate("srl", a, number(28)), 15, [a]],
    [operate("srl", number(9), a), 9, [number(9)]],
    [operate("slt", a, b), 1],
    [operate("sltu", a, b), 1],
    [operate("add", number(9), number(8)), 17, [number(9), number(8)]],
    [operate("add", a, number(8)), 2 ** 32 - 1, [a, number(8)]],
    [operate("sub", number(9), number(8)), 2 ** 32 - 1],
    [{ op: "length", rd: count, array: a, origin: 0 }, 2 ** 31 - 1],
    [{ op: "read", rd: count, origin: 0 }, 2 ** 32 - 1],
  ])("is found: %j", (instruction, most, from = []) => {
    expect(limitOfResult(instruction, boundsOf(unbounded).most)).toStrictEqual({ most, from });
  });
});
