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

/** Is the program of a seed right, in the table of a room? */
function expectRight(seed: number, room: Made): void {
  const lines = programOf(seed);
  const trials = assignments(seed, lines).map((trial) => ({ trial, words: computed(lines, trial) }));
  expect(outcomeOf({ lines, trials }, room, room.build(lines).summary), `program ${seed}`).toBeUndefined();
}

test("terms, bounds, distances and quotients are right", () => {
  const room = new Made({ Terms, Work });
  for (let i = 0; i < 8000; i++) expectRight(testSeed * 1_000_000 + i, room);
});

test("also of programs that showed mutants to be wrong that the others of their seed do not", () => {
  const room = new Made({ Terms, Work });
  const found: readonly (readonly [seed: number, programs: readonly number[]])[] = [
    [20_261_126, [9239, 9549, 10519, 11092, 11143, 14332, 14902, 15685, 17062, 17696, 17788, 20435, 22689]],
    [20_261_204, [5648, 11002, 12439]],
  ];
  for (const [seed, programs] of found) for (const i of programs) expectRight(seed * 1_000_000 + i, room);
});
