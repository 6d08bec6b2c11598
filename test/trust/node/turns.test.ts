/** Turns: never more at once than allowed, one for each name, and a turn is given back by what fails, too. */

import { expect, it } from "vitest";
import { Turns } from "../../../src/trust/node/index.ts";

it("has so many at once, each name once at a time, and goes on after what fails", async () => {
  const turns = new Turns(3);
  let [at, most, begun] = [0, 0, 0];
  const act = (fails: boolean) => async () => {
    begun++;
    most = Math.max(most, ++at);
    await new Promise((done) => setImmediate(done));
    at--;
    if (fails) throw new Error("as wanted");
    return begun;
  };
  const all = Array.from({ length: 40 }, (_, i) => turns.once(`${i % 20}`, act(i % 7 === 0)).catch(() => 0));
  await Promise.all(all);
  expect([most, begun, at]).toStrictEqual([3, 20, 0]);
  // A name that is done may be done again.
  await turns.once("1", act(false));
  expect(begun).toBe(21);
});
