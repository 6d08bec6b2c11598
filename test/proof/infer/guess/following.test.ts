/**
 * What follows from comparisons of prints: nothing that is false of words of which these comparisons are true; and what an optimiser concludes that
 * leaves out checks.
 */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { int32 } from "../../../../src/core/word.ts";
import type { Fact } from "../../../../src/proof/certificate/claims.ts";
import { Following } from "../../../../src/proof/infer/guess/following.ts";
import { Prints } from "../../../../src/proof/infer/guess/prints.ts";

const ends = [-(2 ** 31), 2 ** 31 - 1];
const word = fc.oneof(fc.integer({ min: -3, max: 4 }), fc.constantFrom(...ends), fc.integer());
const variable = fc.constantFrom(0, 1, 2);
const side = fc.oneof(
  { weight: 3, arbitrary: fc.record({ of: variable, plus: fc.integer({ min: -2, max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ of: fc.constant(undefined), plus: fc.integer({ min: -2, max: 2 }) }) },
);
const comparison = fc.record({
  order: fc.constantFrom("slt" as const, "sltu" as const, "equal" as const),
  left: side,
  right: side,
});

test("nothing follows that is false of words of which what is known is true", () => {
  let followed = 0;
  fc.assert(
    fc.property(
      fc.tuple(word, word, word),
      fc.array(comparison, { maxLength: 6 }),
      comparison,
      (values, known, asked) => {
        const prints = new Prints(new Following());
        const words = values.map(() => prints.fresh());
        type Side = (typeof asked)["left"];
        const numberOf = ({ of, plus }: Side): number => ((of === undefined ? 0 : values[of]) + plus) | 0;
        const printOf = ({ of, plus }: Side): number => (of === undefined ? plus : prints.add(words[of]!, plus));
        const truth = ({ order, left, right }: typeof asked): boolean =>
          int32[order](numberOf(left), numberOf(right)) !== 0;
        const condition = ({ order, left, right }: typeof asked): number =>
          prints[order](printOf(left), printOf(right));
        for (const one of known) prints.assume(condition(one), truth(one));
        const found = prints.explained(condition(asked));
        if (found !== undefined) followed++;
        expect(found?.holds ?? truth(asked)).toBe(truth(asked));
      },
    ),
    { numRuns: 5_000 },
  );
  expect(followed).toBeGreaterThan(400);
});

describe("a check of an index can be left out", () => {
  const fact: Fact = { condition: { kind: "constant", value: 1 }, holds: true };
  const prints = new Prints(new Following());
  const [i, n, length] = [prints.fresh(), prints.fresh(), prints.fresh()];
  prints.isLength(length);
  const inBounds = (index: number) => prints.explained(prints.sltu(index, length));

  test("of what is not negative and below something that is not above the length", () => {
    const { mark } = prints;
    prints.rely(prints.slt(-1, i), fact);
    prints.assume(prints.slt(i, n), true);
    expect(inBounds(i)).toBeUndefined();
    prints.assume(prints.slt(length, n), false);
    expect(inBounds(i)).toEqual({ holds: true, why: [fact] });
    expect(prints.explained(prints.slt(n, prints.add(i, 1)))).toMatchObject({ holds: false });
    expect(inBounds(prints.add(i, 1))).toBeUndefined();
    prints.takeBackTo(mark);
    expect(inBounds(i)).toBeUndefined();
  });

  test("of a byte, where the length is 256 or more", () => {
    const byte = prints.fresh("byte");
    expect(inBounds(byte)).toBeUndefined();
    prints.assume(prints.slt(length, 256), false);
    expect(inBounds(byte)).toMatchObject({ holds: true });
    expect(inBounds(prints.and(n, 255))).toMatchObject({ holds: true });
    expect(inBounds(prints.srl(n, 24))).toMatchObject({ holds: true });
    expect(inBounds(prints.srl(n, 23))).toBeUndefined();
  });
});
