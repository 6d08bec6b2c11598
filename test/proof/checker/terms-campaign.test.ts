/** A short version of `npm run campaign -- terms`: forged terms, computed values, facts and cut points, at the best level. */

import { expect, test } from "vitest";
import { forgeTerms } from "../../../tools/campaigns/terms.ts";
import { testSeed } from "../../seed.ts";

test("nothing that is forged is certified and does something else", () => {
  const tally = forgeTerms(150, testSeed, { names: ["gcd", "tac", "queens"], level: 2, inputs: 20, generated: true });
  const ends = new Map<string, number>();
  for (const of of Object.values(tally))
    for (const [end, count] of Object.entries(of)) ends.set(end, (ends.get(end) ?? 0) + count);
  expect(ends.get("CERTIFIED AND DIFFERENT"), `seed ${testSeed}`).toBeUndefined();
  expect(ends.get("refused")).toBeGreaterThan(75);
  // It is not so that nothing is ever certified.
  expect([...ends].filter(([end]) => end.startsWith("certified"))).not.toStrictEqual([]);
});
