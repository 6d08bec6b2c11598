/** The mistakes on purpose can be made: the line of each is in its source, just once. That each is seen is a longer run, which docs/coq.md records. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder } from "../../tools/coq/build.ts";
import { madeIn, mutants } from "../../tools/coq/mutants.ts";

it("finds the line of each mistake, which changes it", () => {
  for (const mutant of mutants) {
    const text = readFileSync(join(folder, `${mutant.file}.v`), "utf8");
    const made = madeIn(text, mutant);
    expect(made, `coq/${mutant.file}.v: ${mutant.from}`).toBeDefined();
    expect(made).not.toBe(text);
  }
});

it("finds none whose line is gone, or is there twice", () => {
  const mutant = { file: "Words", from: "a", to: "b" };
  expect(madeIn("c", mutant)).toBeUndefined();
  expect(madeIn("aa", mutant)).toBeUndefined();
  expect(madeIn("ca", mutant)).toBe("cb");
});
