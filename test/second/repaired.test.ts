/**
 * A short version of `npm run campaign -- repaired`: images with one wrong instruction, and certificates that are repaired where a refusal points. Neither checker certifies any of
 * them, alone or in turns.
 */

import { expect, test } from "vitest";
import { repairedForgeries, repairedHonest } from "../../tools/campaigns/repaired.ts";
import { testSeed } from "../seed.ts";
import { minutes } from "./images.ts";

test("no image that does what its program does not is certified, however its certificate is repaired", {
  timeout: minutes,
}, () => {
  const { counts, found } = repairedForgeries(testSeed, 0, 20, { sizes: [12], repairs: 12, times: 0.2 });
  expect(found, `seed ${testSeed}`).toStrictEqual([]);
  expect(counts["wrong images"]).toBeGreaterThan(3);
});

test("repairing is of use: some certificates of right images that were refused are certified then", {
  timeout: minutes,
}, () => {
  const { counts } = repairedHonest(testSeed, 0, 80);
  expect(counts["repaired"]).toBeGreaterThan(0);
  expect(counts["still refused"]).toBeGreaterThan(0);
});
