/** The standard library: std/*.ell and the module made of it are equal; each file is a program's part, in the usual layout. */

import { readdirSync, readFileSync } from "node:fs";
import { formatText, parseProgram, standardLoader } from "etalon/lang";
import { describe, expect, it } from "vitest";
import { standardTexts } from "../../tools/standard/texts.ts";

const folder = new URL("../../std/", import.meta.url);
const names = readdirSync(folder);

describe("the standard library", () => {
  it("is the same in the package's code (`npm run std`)", () => {
    const made = readFileSync(new URL("../../src/lang/library/texts.ts", import.meta.url), "utf8");
    expect(made).toBe(standardTexts(folder));
  });

  for (const file of names)
    it(`has ${file}, a module without mistakes`, () => {
      expect(file).toMatch(/^[a-z][a-z0-9_]*\.ell$/);
      const text = readFileSync(new URL(file, folder), "utf8");
      expect(formatText(text)).toStrictEqual({ ok: true, value: text });
      const program = parseProgram(`import "std/${file.slice(0, -4)}"; fn main(): int { return 0; }`, standardLoader());
      expect(program.ok ? [] : program.error).toStrictEqual([]);
    });

  it("has no module that it does not have", () => {
    const program = parseProgram('import "std/mth"; fn main(): int { return 0; }', standardLoader());
    expect(program.ok ? [] : program.error).toMatchObject([
      {
        code: "missing-import",
        message: "`std/mth` is no module of the standard library",
        hint: "did you mean std/math?",
      },
    ]);
    const other = parseProgram('import "./math.ell"; fn main(): int { return 0; }', standardLoader());
    expect(other.ok ? [] : other.error).toMatchObject([{ code: "missing-import" }]);
  });
});
