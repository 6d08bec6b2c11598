/** Every function of the standard library is compiled and certified, and none is left out. */

import { readdirSync, readFileSync } from "node:fs";
import { claimsOf, compile } from "etalon/compiler";
import { parseModule, type Type } from "etalon/lang";
import { checkClaims } from "etalon/proof";
import { describe, expect, it } from "vitest";
import { standardProgram } from "./run.ts";

const folder = new URL("../../std/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".ell"));

const argument: Readonly<Record<Type, string>> = {
  int: "read()",
  bool: "true",
  "int[]": "[1, 2, 3]",
  "bool[]": "[true]",
  "byte[]": '"text"',
};

describe.each(files)("std/%s", (file) => {
  const text = readFileSync(new URL(file, folder), "utf8");
  const module = parseModule(text);
  const functions = module.ok ? module.value.declarations.filter((d) => d.kind === "function") : [];

  it("is certified when all of it is used", () => {
    const calls = functions
      .filter((f) => f.public)
      .map((f) => `  ${f.name}(${f.parameters.map(({ type }) => argument[type]).join(", ")});\n`);
    const name = file.slice(0, -4);
    const program = standardProgram(`import "std/${name}";\nfn main(): int {\n${calls.join("")}  return 0;\n}\n`);
    const names = program.functions.map((f) => f.name);
    for (const f of functions) expect(names).toContain(`std/${name}:${f.name}`);

    const compilation = compile(program);
    if (!compilation.ok) throw new Error(compilation.error.message);
    const verdict = checkClaims(program, compilation.value.image, claimsOf(compilation.value));
    expect(verdict.verdict, JSON.stringify(verdict)).toBe("certified");
    expect(verdict).toMatchObject({ statistics: { functions: program.functions.length } });
  });
});
