/** A short version of `npm run campaign -- aliased`: programs in which one word has several names are certified at each level. */

import { expect, it } from "vitest";
import { aliasedPrograms } from "../../../tools/campaigns/aliased.ts";

// A fixed sample: of some in a hundred thousand such programs the certificate is still refused (docs/campaigns.md).
it.each([0, 1, 2] as const)("programs in which one word has several names are certified at level %i", (level) => {
  expect(aliasedPrograms(150, 20261127, level)).toStrictEqual({ counts: { certified: 150 }, found: [] });
});
