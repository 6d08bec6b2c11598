/**
 * `npm run mutation:paths -- [--files A,B] [--programs N]`: what each mutant of src/proof/checker/paths does, by trying it. Random facts
 * are told to a path with the mutant switched on, and what it says then is held against words of which the facts are true.
 *
 * - *wrong*: what it says is not so of words of which the facts are true, or an exploration leaves words out: the mutant accepts more.
 * - *wrong elsewhere*: it says more than without the mutant, and a solver found words of which the facts are true and what it says is not.
 * - *knows more*: it says more than without the mutant; never wrongly, where a solver was asked.
 * - *knows less*: only less.
 * - *other*: what it says is another form, or decisions are other ones; all is right. *ends*, *work*, *same*, *not run*: as in terms.ts.
 */

import { storyOf } from "../../test/proof/checker/paths/random-facts.ts";
import { refuted } from "../../test/proof/checker/paths/refuted.ts";
import { expectedOf, outcomeOf, type Room, Telling } from "../../test/proof/checker/paths/room-of-paths.ts";
import { judgeMutants } from "./evidence.ts";

await judgeMutants({
  folder: "src/proof/checker/paths",
  tool: import.meta.filename,
  programOf: storyOf,
  programs: 6000,
  load: async (root) => {
    const { Path } = (await import(`${root}/src/proof/checker/paths/path.ts`)) as Pick<Room, "Path">;
    const { Work } = (await import(`${root}/src/proof/checker/terms/work.ts`)) as Pick<Room, "Work">;
    const telling = new Telling({ Path, Work });
    return {
      expected: (story) => expectedOf(telling.tell(story)),
      outcome: (story, expected) => outcomeOf(story, telling, expected),
    };
  },
  kinds: ["wrong", "ends", "knows more", "knows less", "other", "work"],
  examine: refuted,
});
