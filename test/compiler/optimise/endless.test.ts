/** A short version of `npm run campaign -- endless`: programs with much that never ends or is never reached are certified at each level, and do what they should. */

import { expect, it } from "vitest";
import { endlessPrograms } from "../../../tools/campaigns/endless.ts";
import { testSeed } from "../../seed.ts";

it("programs with much that never ends are certified at each level", () => {
  const counts = { "-O0 certified": 150, "-O1 certified": 150, "-O2 certified": 150 };
  expect(endlessPrograms(150, testSeed, false), `seed ${testSeed}`).toStrictEqual({ counts, found: [] });
});
