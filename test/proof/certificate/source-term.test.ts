/**
 * Terms of claims as data: they survive their document, and what is no term, or too large a one, is refused with its place.
 */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { int32 } from "../../../src/core/word.ts";
import { mostTermNodes, type SourceTerm } from "../../../src/proof/certificate/claims.ts";
import { parts } from "../../../src/proof/certificate/document.ts";
import { Flaw } from "../../../src/proof/certificate/reader.ts";
import { isOperation } from "../../../src/proof/certificate/source-term.ts";

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
  expect(isOperation("constant") || isOperation("decide") || isOperation("toString") || isOperation(3)).toBe(false);
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
});
