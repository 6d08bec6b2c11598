/**
 * Terms of claims as data: they survive their document, and what is no term, or too large a one, is refused with its place.
 */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { int32 } from "../../../src/core/word.ts";
import { mostTermNodes, type SourceTerm } from "../../../src/proof/certificate/claims.ts";
import { parts } from "../../../src/proof/certificate/document.ts";
import { Flaw } from "../../../src/proof/certificate/reader.ts";
import { sameTerm } from "../../../src/proof/certificate/same-term.ts";
import { factText, isOperation, isTerm, partsOf } from "../../../src/proof/certificate/source-term.ts";

const { term } = parts;
const local: SourceTerm = { kind: "local", slot: 0 };
const add = (left: SourceTerm, right: SourceTerm): SourceTerm => ({ kind: "apply", operation: "add", left, right });

const operations = Object.keys(int32).filter(isOperation);
const { any } = fc.letrec<{ any: SourceTerm }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.nat(9).map((slot): SourceTerm => ({ kind: "local", slot })),
    fc.nat(9).map((index): SourceTerm => ({ kind: "pending", index })),
    fc.constant<SourceTerm>({ kind: "result" }),
    fc.integer().map((value): SourceTerm => ({ kind: "constant", value })),
    fc.nat(9).map((index): SourceTerm => ({ kind: "global", index })),
    tie("any").map((array): SourceTerm => ({ kind: "length", array })),
    fc.tuple(tie("any"), tie("any")).map(([array, index]): SourceTerm => ({ kind: "element", array, index })),
    fc
      .tuple(fc.constantFrom(...operations), tie("any"), tie("any"))
      .map(([operation, left, right]): SourceTerm => ({ kind: "apply", operation, left, right })),
  ),
}));

test("a term survives its document, and is a copy of its own in memory", () => {
  fc.assert(
    fc.property(any, (given) => {
      expect(term.inDocument(JSON.parse(JSON.stringify(term.write(given))))).toStrictEqual(given);
      expect(term.inMemory(given)).toStrictEqual(given);
    }),
  );
});

test("every operation on words is one of terms", () => {
  expect(operations.length).toBe(Object.keys(int32).length - 2);
  const others = ["constant", "decide", "toString", "", 3, null, undefined, ["add"], { toString: () => "add" }];
  expect(others.filter(isOperation)).toStrictEqual([]);
});

const flaw = (made: unknown): string => (made instanceof Flaw ? `${made.path.join(".")}: ${made.what}` : "");

test("at most so many nodes: what is deeper, wider, shared or in a circle is refused before it is all read", () => {
  let deep: SourceTerm = local;
  let shared: SourceTerm = local;
  for (let i = 0; i < 1_000_000; i++) deep = { kind: "length", array: deep };
  for (let i = 0; i < 100; i++) shared = add(shared, shared);
  const circle: { kind: "length"; array: unknown } = { kind: "length", array: undefined };
  circle.array = circle;
  for (const large of [deep, shared, circle]) expect(flaw(term.inMemory(large))).toMatch(/at most 64 nodes/);
  let written: object = { local: 0 };
  let full: SourceTerm = local;
  for (let i = 0; i < 100_000; i++) written = { length: written };
  expect(flaw(term.inDocument(written))).toMatch(/at most 64 nodes/);
  for (let i = 1; i < mostTermNodes; i++) full = { kind: "length", array: full };
  expect(term.inMemory(full)).toStrictEqual(full);
  expect(term.inMemory({ kind: "length", array: full })).toBeInstanceOf(Flaw);
  const document = term.write(full);
  expect(term.inDocument(document)).toStrictEqual(full);
  expect(term.inDocument({ length: document })).toBeInstanceOf(Flaw);
});

/** Terms as a caller may hand them over who does not keep to types: what is below each is looked into, and no further than its limit. */
test("what is a term, given which leaves there are", () => {
  const isSmall = (leaf: SourceTerm): boolean => leaf.kind !== "local" || leaf.slot < 5;
  const leaves = (of: SourceTerm): SourceTerm[] => {
    const parts = partsOf(of);
    return parts.length === 0 ? [of] : parts.flatMap(leaves);
  };
  fc.assert(
    fc.property(any, (given) => {
      expect(isTerm(given, isSmall)).toBe(leaves(given).every(isSmall));
    }),
  );
  const wrong = [
    undefined,
    null,
    3,
    { kind: "apply", operation: "pow", left: local, right: local },
    { kind: "apply", operation: ["add"], left: local, right: local },
    { kind: "apply", operation: "add", left: local },
    { kind: "element", array: local, index: null },
    { kind: "length" },
  ];
  for (const given of wrong) {
    expect(isTerm(given as SourceTerm, () => true)).toBe(false);
    expect(isTerm({ kind: "length", array: given as SourceTerm }, () => true)).toBe(false);
  }
  const chain = (nodes: number): SourceTerm => (nodes === 1 ? local : { kind: "length", array: chain(nodes - 1) });
  expect([mostTermNodes, mostTermNodes + 1].map((nodes) => isTerm(chain(nodes), () => true))).toStrictEqual([
    true,
    false,
  ]);
  let shared: SourceTerm = local;
  for (let i = 0; i < 100; i++) shared = add(shared, shared);
  expect(isTerm(shared, () => true)).toBe(false);
});

test("facts have one text when they are the same, and not otherwise", () => {
  const small = fc.letrec<{ any: SourceTerm }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom<SourceTerm>(
        ...([0, 1].flatMap((number) => [
          { kind: "local", slot: number },
          { kind: "pending", index: number },
          { kind: "constant", value: number },
          { kind: "global", index: number },
          { kind: "register", register: number },
          { kind: "slot", offset: number },
        ]) as SourceTerm[]),
        { kind: "result" },
        { kind: "entry_sp" },
      ),
      tie("any").map((array): SourceTerm => ({ kind: "length", array })),
      fc.tuple(tie("any"), tie("any")).map(([array, index]): SourceTerm => ({ kind: "element", array, index })),
      fc
        .tuple(fc.constantFrom("add" as const, "sub" as const), tie("any"), tie("any"))
        .map(([operation, left, right]): SourceTerm => ({ kind: "apply", operation, left, right })),
    ),
  })).any;
  const texts = new Map<string, string>();
  fc.assert(
    fc.property(small, fc.boolean(), (condition, holds) => {
      const [text, data] = [factText({ condition, holds }), JSON.stringify([condition, holds])];
      expect(texts.get(text) ?? data).toBe(data);
      texts.set(text, data);
      expect(factText(structuredClone({ condition, holds }))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test("what is no term", () => {
  expect(flaw(term.inMemory({ ...add(local, local), operation: "pow" }))).toBe(
    "operation: expected the name of an operation",
  );
  expect(flaw(term.inMemory({ kind: "apply", operation: "add", left: local }))).toBe("right: is missing");
  expect(flaw(term.inMemory({ kind: "global", index: -1 }))).toMatch(/^index: /);
  expect(flaw(term.inMemory({ kind: "sum" }))).toMatch(/^kind: /);
  expect(flaw(term.inMemory(undefined))).not.toBe("");
  expect(flaw(term.inDocument({ add: [{ local: 0 }] }))).toBe("add: expected a list of two");
  expect(flaw(term.inDocument({ add: [{ local: 0 }, { constant: 0.5 }] }))).toMatch(/^add.1.constant: /);
  expect(flaw(term.inDocument({ length: { local: 0 }, add: [] }))).toBe(": expected an object with one key");
  expect(flaw(term.inDocument([{ local: 0 }]))).not.toBe("");
  for (const operation of [["add"], { toString: () => "add" }])
    expect(flaw(term.inMemory({ ...add(local, local), operation }))).toBe(
      "operation: expected the name of an operation",
    );
  expect(flaw(term.inDocument({ add: Object.assign(new Array<unknown>(2), [{ local: 0 }]) }))).toBe(
    "add.1: is missing",
  );
});

test("two terms are the same when they are one text, part for part", () => {
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect([sameTerm(a, a), sameTerm(a, structuredClone(a))]).toStrictEqual([true, true]);
      expect(sameTerm(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      for (const part of partsOf(a)) expect(sameTerm(a, part) || sameTerm(part, a)).toBe(false);
    }),
  );
  const terms: readonly SourceTerm[] = [
    local,
    { kind: "local", slot: 1 },
    { kind: "pending", index: 0 },
    add(local, local),
    add(local, { kind: "result" }),
    add({ kind: "result" }, local),
    { kind: "apply", operation: "sub", left: local, right: local },
    { kind: "element", array: local, index: local },
    { kind: "length", array: local },
  ];
  for (const [i, a] of terms.entries())
    for (const [j, b] of terms.entries()) expect(sameTerm(structuredClone(a), b)).toBe(i === j);
});
