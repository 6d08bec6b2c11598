/** What a certificate may say is over what is not computed, however often a value is computed from another that is computed itself. */

import { expect, test } from "vitest";
import type { SourceTerm, SourceValue } from "../../../../src/proof/certificate/claims.ts";
import { sound } from "../../../../src/proof/infer/guess/sound.ts";
import { apply, constant } from "../../../../src/proof/infer/source-terms.ts";

const local = (slot: number): SourceValue => ({ kind: "local", slot });
const plus = (left: SourceTerm, right: SourceTerm): SourceTerm => apply("add", left, right);

test("a place and a value are said over what the last of a row is computed from", () => {
  const values = [0, 1, 2, 3].map(local);
  const computed = [
    [0, plus(local(1), constant(1))],
    [1, local(2)],
  ] as const;
  const terms = [[5, plus(local(0), local(3))]] as const;
  expect(sound(terms, computed, values)).toEqual({
    terms: [[5, plus(plus(local(2), constant(1)), local(3))]],
    computed: [
      [0, plus(local(2), constant(1))],
      [1, local(2)],
    ],
  });
});

test("values that are computed from one another are not said", () => {
  const values = [0, 1].map(local);
  const around = [
    [0, plus(local(1), constant(1))],
    [1, plus(local(0), constant(-1))],
  ] as const;
  expect(sound([[5, local(0)]], around, values)).toEqual({ terms: [], computed: [] });
});
