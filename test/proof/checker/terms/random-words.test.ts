/**
 * What random programs build as terms, in one table after the other, against numbers: near the laws, and near what resembles them. The programs
 * judge the mutants of terms, too (`npm run mutation:terms`), so that a mutant that they show to be wrong is one that this test sees.
 */

import { expect, test } from "vitest";
import { Terms } from "../../../../src/proof/checker/terms/terms.ts";
import { Work } from "../../../../src/proof/checker/terms/work.ts";
import { testSeed } from "../../../seed.ts";
import { programOf } from "./random-words.ts";
import { assignments, computed, Made, outcomeOf } from "./room-of-terms.ts";

test("terms, bounds, distances and quotients are right", () => {
  const room = new Made({ Terms, Work });
  for (let i = 0; i < 8000; i++) {
    const seed = testSeed * 1_000_000 + i;
    const lines = programOf(seed);
    const trials = assignments(seed, lines).map((trial) => ({ trial, words: computed(lines, trial) }));
    expect(outcomeOf({ lines, trials }, room, room.build(lines).summary), `program ${seed}`).toBeUndefined();
  }
});
