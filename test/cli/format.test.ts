/** `etalon fmt`: files are written in place, or only looked at; and nothing is written when one of them is wrong. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { document, etalon, folder } from "./command.ts";

const file = folder();
const loose = "fn  main( ):int{return 0;}";
const tidy = "fn main(): int {\n  return 0;\n}\n";

it("writes a file in place, once", () => {
  const path = file("a.ell", loose);
  expect(etalon(["fmt", path])).toMatchObject({ exit: 0, out: `${path}: written\n`, error: "" });
  expect(readFileSync(path, "utf8")).toBe(tidy);
  expect(etalon(["fmt", path])).toMatchObject({ exit: 0, out: "The file is laid out as it should be.\n" });
});

it("--check writes nothing, and says which files are laid out another way", () => {
  const [first, second] = [file("b.ell", loose), file("c.ell", tidy)];
  const shown = document(["fmt", "--check", first, second]);
  expect(shown.json).toMatchObject({
    exit: 1,
    files: [
      { path: first, changed: true },
      { path: second, changed: false },
    ],
  });
  expect(etalon(["fmt", "--check", first]).out).toContain("is laid out another way");
  expect(readFileSync(first, "utf8")).toBe(loose);
  expect(etalon(["fmt", "--check", second]).exit).toBe(0);
});

it("reads standard input and writes standard output", () => {
  expect(etalon(["fmt", "-"], { input: loose })).toMatchObject({ exit: 0, out: tidy, error: "" });
  expect(etalon(["fmt", "-", "--check"], { input: loose })).toMatchObject({ exit: 1 });
});

it("writes none of the files when one has a mistake", () => {
  const [good, bad] = [file("d.ell", loose), file("e.ell", "fn main( {")];
  const shown = etalon(["fmt", good, bad]);
  expect(shown.exit).toBe(3);
  expect(shown.error).toMatch(/e\.ell:1:\d+: error: .*\n[\s\S]*stays as it is/);
  expect(readFileSync(good, "utf8")).toBe(loose);
});

it("refuses what is no program", () => {
  expect(etalon(["fmt", file("f.ell", "\u007fELF")]).error).toContain("is an ELF file");
  expect(etalon(["fmt", file("none.ell").concat("x")]).exit).toBe(3);
});
