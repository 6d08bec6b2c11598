/** `etalon fmt`: files are written in place, or only looked at; and nothing is written when one of them is wrong. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { document, etalon, etalonProcess, folder } from "./command.ts";

const file = folder();
const loose = "fn  main( ):int{return 0;}";
const tidy = "fn main(): int {\n  return 0;\n}\n";

it("writes a file in place, once", async () => {
  const path = file("a.ell", loose);
  expect(await etalon(["fmt", path])).toMatchObject({ exit: 0, out: `${path}: written\n`, error: "" });
  expect(readFileSync(path, "utf8")).toBe(tidy);
  expect(await etalon(["fmt", path])).toMatchObject({ exit: 0, out: "The file is laid out as it should be.\n" });
});

it("--check writes nothing, and says which files are laid out another way", async () => {
  const [first, second] = [file("b.ell", loose), file("c.ell", tidy)];
  const shown = await document(["fmt", "--check", first, second]);
  expect(shown.json).toMatchObject({
    exit: 1,
    files: [
      { path: first, changed: true },
      { path: second, changed: false },
    ],
  });
  expect((await etalon(["fmt", "--check", first])).out).toContain("is laid out another way");
  expect(readFileSync(first, "utf8")).toBe(loose);
  expect((await etalon(["fmt", "--check", second])).exit).toBe(0);
});

it("reads standard input and writes standard output", () => {
  expect(etalonProcess(["fmt", "-"], { input: loose })).toMatchObject({ exit: 0, out: tidy, error: "" });
  expect(etalonProcess(["fmt", "-", "--check"], { input: loose })).toMatchObject({ exit: 1 });
});

it("writes none of the files when one has a mistake", async () => {
  const [good, bad] = [file("d.ell", loose), file("e.ell", "fn main( {")];
  const shown = await etalon(["fmt", good, bad]);
  expect(shown.exit).toBe(3);
  expect(shown.error).toMatch(/e\.ell:1:\d+: error: .*\n[\s\S]*stays as it is/);
  expect(readFileSync(good, "utf8")).toBe(loose);
});

it("refuses what is no program", async () => {
  expect((await etalon(["fmt", file("f.ell", "\u007fELF")])).error).toContain("is an ELF file");
  expect((await etalon(["fmt", file("none.ell").concat("x")])).exit).toBe(3);
});
