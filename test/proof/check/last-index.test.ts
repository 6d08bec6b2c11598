/**
 * An honest image that was once refused: element 2³⁰ − 1 of an array of words would be where its length is, mod 2³².
 *
 * No array of words is that long, since it lies in memory with 4 bytes for each (law bound_length).
 */

import { expect, test } from "vitest";
import { Forgery } from "./forge.ts";

test.each(["a[0x3fffffff] = 1;", "assert a[0x3fffffff] == len(a);"])("%s", (statement) => {
  const f = new Forgery(`fn f(a: int[]) { ${statement} } fn main(): int { f(new int[](8)); return 0; }`);
  expect(f.check().verdict).toBe("certified");
});
