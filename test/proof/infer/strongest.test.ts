/**
 * Of the facts that hold only the strongest are claimed: the others follow from them, whatever the words are.
 */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fact, SourceTerm } from "../../../src/proof/certificate/claims.ts";
import { factText } from "../../../src/proof/certificate/source-term.ts";
import { apply, constant } from "../../../src/proof/infer/source-terms.ts";
import { factsThatAre } from "../../../src/proof/infer/strongest.ts";

const local = (slot: number): SourceTerm => ({ kind: "local", slot });
const length: SourceTerm = { kind: "length", array: local(2) };
const few = [-(2 ** 31), -2, -1, 0, 1, 2, 3, 2 ** 31 - 1];

/** What terms are where two variables and a length have these values. */
function wordOf(term: SourceTerm, values: readonly number[]): number {
  switch (term.kind) {
    case "constant":
      return term.value;
    case "local":
      return values[term.slot]!;
    case "length":
      return values[2]!;
    case "apply": {
      const [left, right] = [wordOf(term.left, values), wordOf(term.right, values)];
      if (term.operation === "add") return (left + right) | 0;
      if (term.operation === "equal") return Number(left === right);
      return Number(term.operation === "slt" ? left < right : left >>> 0 < right >>> 0);
    }
    default:
      throw new Error(term.kind);
  }
}

const isSoWith = (values: readonly number[]) => {
  return ({ condition, holds }: Fact): boolean => (wordOf(condition, values) !== 0) === holds;
};

const word = fc.constantFrom(...few);
const side = fc.oneof(fc.constantFrom(local(0), local(1), length), word.map(constant));
const condition = fc.oneof(
  fc.tuple(fc.constantFrom("slt", "sltu"), side, side).map(([operation, left, right]) => apply(operation, left, right)),
  fc
    .tuple(side, word, word)
    .map(([left, more, value]) => apply("equal", apply("add", left, constant(more)), constant(value))),
);
const facts = fc
  .array(fc.record({ condition, holds: fc.boolean() }), { minLength: 1, maxLength: 8 })
  .map((all) => new Map(all.map((fact): [string, Fact] => [factText(fact), fact])));
const valuation = fc.tuple(
  word,
  word,
  word.filter((value) => value >= 0),
);

describe("the strongest facts", () => {
  test("the others follow from them", () => {
    fc.assert(
      fc.property(facts, valuation, valuation, (all, these, those) => {
        const left = factsThatAre(all, isSoWith(these));
        // They are so, and so are the others wherever these are.
        expect([...left.all.values()].filter((fact) => !isSoWith(these)(fact))).toEqual([]);
        if (left.strongest.every(isSoWith(those)))
          expect([...left.all.values()].filter((fact) => !isSoWith(those)(fact))).toEqual([]);
      }),
    );
  });

  test("none that is so is lost, and of several bounds of one word the nearest is left", () => {
    fc.assert(
      fc.property(facts, valuation, (all, these) => {
        const left = factsThatAre(all, isSoWith(these));
        expect(left.all.size).toBe([...all.values()].filter(isSoWith(these)).length);
      }),
    );
    const above = [1, 45, 9].map(
      (least): Fact => ({ condition: apply("slt", constant(least), local(0)), holds: true }),
    );
    const left = factsThatAre(new Map(above.map((fact) => [factText(fact), fact])), () => true);
    expect(left.strongest).toEqual([above[1]]);
  });
});
