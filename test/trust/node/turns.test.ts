/** Turns: never more at once than allowed, one for each name, and a turn is given back by what fails, too. Room: the same of bytes. */

import { expect, it } from "vitest";
import { Room, Turns } from "../../../src/trust/node/index.ts";

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

it("holds so many bytes and no more, in the order of asking, and what is larger than all alone", async () => {
  const room = new Room(100);
  let [held, most] = [0, 0];
  const begun: number[] = [];
  const sizes = [40, 60, 1, 100, 250, 0, 99, 2, 50, 50];
  const act = (size: number, i: number) => async () => {
    begun.push(i);
    held += size;
    most = Math.max(most, held);
    if (size > 100) expect(held).toBe(size);
    await new Promise((done) => setImmediate(done));
    held -= size;
    if (i % 3 === 0) throw new Error("as wanted");
  };
  await Promise.all(sizes.map((size, i) => room.hold(size, act(size, i)).catch(() => undefined)));
  expect([held, most, begun]).toStrictEqual([0, 250, sizes.map((_, i) => i)]);
  await room.hold(100, act(100, 1));
  expect(held).toBe(0);
});
