/**
 * The order of the tests' files: those that take long come first, so that no worker is alone with one in the end. Vitest knows by
 * itself how long a file took before; in a fresh clone it would go by their sizes.
 */

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest first, as they were on a build machine. */
const longest = [
  "site/documentation",
  "site/playground",
  "site/views",
  "site/tools",
  "examples/examples",
  "documentation/tutorial",
  "terms/laws/laws",
  "cli/calibrate",
  "calibrate/kill-matrix",
  "cli/failing-streams",
  "compiler/cuts",
  "cli/campaign",
  "lang/monsters",
  "infer/infer",
  "compiler/allocation",
  "compiler/depth",
  "engine/programs",
  "cli/streams",
  "infer/mistakes",
  "compiler/agreement",
  "certify/loaded",
  "student-compiler/student-compiler",
  "farm/farm",
  "documentation/examples",
];

/** A sequencer of vitest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification): number => {
      // A worker is for one project: those of the few files that Vite loads come and go before the others.
      if (project.name === "vite") return -1;
      const found = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
