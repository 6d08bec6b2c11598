/** The word operations of Coq are those of `int32`, under the same names. */

import { int32 } from "etalon";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operate, operations } from "../../coq/extracted/semantics.js";
import type { BinaryWordOperation } from "../../src/core/word.ts";
import { elementsOf, numberOf, z } from "../../src/second/values.ts";
import { cornerWord } from "../machine/generators.ts";

const all = [...elementsOf(operations)];

it("has an operation for each of Words, and no other", () => {
  const ours = Object.keys(int32).filter((name) => name !== "constant" && name !== "decide");
  expect(all.map(({ is }) => is.toLowerCase())).toEqual(ours);
});

describe.each(all.map((operation) => ({ name: operation.is, operation })))("$name", ({ name, operation }) => {
  const ours = name.toLowerCase() as BinaryWordOperation;

  it("computes what int32 computes", () => {
    fc.assert(
      fc.property(cornerWord, cornerWord, (a, b) => {
        expect(numberOf(operate(operation, z(a >>> 0), z(b >>> 0)))).toBe(int32[ours](a, b) >>> 0);
      }),
      { numRuns: 300 },
    );
  });
});
