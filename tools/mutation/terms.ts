/**
 * `npm run mutation:terms -- [--files A,B] [--programs N]`: what each mutant of src/proof/checker/terms does, by trying it. Random programs are
 * built as terms with the mutant switched on; all words of them are computed from numbers, too, several times.
 *
 * - *wrong*: a term has another value than the computation that built it, or is above its bound: the mutant accepts more.
 * - *equals more*: two words are one term that are two without the mutant, or more is known of their bounds; never wrongly, where tried.
 * - *equals less*: two words that are one term without the mutant are two, or less is known of their bounds: only less.
 * - *ends*: it throws, or does not come to an end.
 * - *work*: all is as without it, but the work that is counted.
 * - *same*: no difference was seen.
 * - *not run*: no program comes to it.
 */

import { programOf } from "../../test/proof/checker/terms/random-words.ts";
import { assignments, computed, Made, outcomeOf, type Room } from "../../test/proof/checker/terms/room-of-terms.ts";
import { judgeMutants } from "./evidence.ts";

await judgeMutants({
  folder: "src/proof/checker/terms",
  tool: import.meta.filename,
  programOf: (seed) => {
    const lines = programOf(seed);
    return { lines, trials: assignments(seed, lines).map((trial) => ({ trial, words: computed(lines, trial) })) };
  },
  programs: 8000,
  load: async (root) => {
    const { Terms } = (await import(`${root}/src/proof/checker/terms/terms.ts`)) as Pick<Room, "Terms">;
    const { Work } = (await import(`${root}/src/proof/checker/terms/work.ts`)) as Pick<Room, "Work">;
    const room = new Made({ Terms, Work });
    return {
      expected: ({ lines }) => room.build(lines).summary,
      outcome: (program, expected) => outcomeOf(program, room, expected),
    };
  },
  kinds: ["wrong", "ends", "equals more", "bound less", "equals less", "bound more", "work"],
});
