/**
 * What a path says of random facts, against numbers of which they are true. The stories judge the mutants of paths, too (`npm run mutation:paths`),
 * so that a mutant that they show to be wrong is one that this test sees.
 */

import { expect, test } from "vitest";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import { Work } from "../../../../src/proof/checker/terms/work.ts";
import { testSeed } from "../../../seed.ts";
import { storyOf } from "./random-facts.ts";
import { expectedOf, outcomeOf, Telling } from "./room-of-paths.ts";

test("what is known, decided, settled, the same or impossible is so of numbers", () => {
  const telling = new Telling({ Path, Work });
  for (let i = 0; i < 6000; i++) {
    const seed = testSeed * 1_000_000 + i;
    const story = storyOf(seed);
    expect(outcomeOf(story, telling, expectedOf(telling.tell(story))), `story ${seed}`).toBeUndefined();
  }
});
