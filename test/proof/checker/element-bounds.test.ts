/**
 * A bool[] may hold any word that was written into it.
 *
 * The checker once took any element of a bool[] to be at most 1, found the test for more to be decided, and never looked at the
 * other side. (Terms: law bound_select.)
 */

import { expect, it } from "vitest";
import { elementForgery } from "./element-forgery.ts";
import { Forgery } from "./forge.ts";

function forged(written: number): Forgery {
  const f = new Forgery(elementForgery.text);
  elementForgery.forge(f, written);
  return f;
}

it("an element larger than its kind, and a branch on another", () => {
  expect(forged(7).check().verdict).toBe("refused");
  // A write within bounds cannot make the difference, and contents do not matter after the end.
  expect(forged(1).check().verdict).toBe("certified");
});
