/**
 * Honest images that were once refused: element 2³⁰ − 1 of an array of words would be where its length is, mod 2³².
 *
 * No array of words is that long, since it lies in memory with 4 bytes for each (laws bound_length and sltu_last).
 */

import { expect, test } from "vitest";
import { Forgery } from "./forge.ts";

const statements = [
  "a[0x3fffffff] = 1;",
  "assert a[0x3fffffff] == len(a);",
  "a[(y << 31) - 1] = 1;",
  "assert a[(y << 30) - 1] == len(a);",
  "new bool[](0)[(y << 0xffffffff) + 0xffffffff] = false;",
];

test.each(statements)("%s", (statement) => {
  const f = new Forgery(
    `let y = 0; fn f(a: int[]) { ${statement} } fn main(): int { y = read(); f(new int[](8)); return 0; }`,
  );
  expect(f.check().verdict).toBe("certified");
});
