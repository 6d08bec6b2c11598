/**
 * Two indices of one element: `t << 30` and 0 are different words, but in bounds they can only be the same element, for
 * elements of a word lie 4 bytes apart and 4 · (t << 30) = 0. Found by the campaign of generated programs, and shrunk.
 */

import { expect, test } from "vitest";
import { Forgery } from "./forge.ts";

test("an element is known by its offset", () => {
  const honest = new Forgery(`
fn main(): int {
  let a = new int[](16);
  let t = read();
  write(a[t << 30]);
  write(a[0]);
  return 0;
}
`);
  expect(honest.check()).toMatchObject({ verdict: "certified" });
});
