/** Trees of library modules that are used again: a program is the same whatever was read before it. */

import { describe, expect, test } from "vitest";
import { decodeSource, parseProgram } from "../../../src/lang/index.ts";
import { readSource } from "../../../src/proof/checker/source.ts";

const main = (body: string): string => `import "std/one"; import "std/two"; fn main(): int { ${body} }`;

/** The program of these texts, which must be that of the parser that remembers nothing. */
function read(files: Readonly<Record<string, string>>): unknown {
  const bytes = Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  const answer = readSource({ entry: "main.ell", files: bytes });
  const alone = parseProgram(
    files["main.ell"]!,
    (path) => decodeSource(new TextEncoder().encode(files[path])) as never,
  );
  expect(answer.ok ? answer.value.program : answer.error).toEqual(alone.ok ? alone.value : alone.error);
  return answer.ok ? answer.value.program.functions.map(({ name }) => name) : "refused";
}

describe("trees of library modules", () => {
  test("are those of the text at hand", () => {
    for (const result of ["1", "2", "1", "true", "2"]) {
      const one = `pub fn one(): int { return ${result}; }`;
      const names = read({ "main.ell": main("return one();"), "std/one": one, "std/two": "" });
      expect(names).toEqual(result === "true" ? "refused" : ["std/one:one", "main", "_start"]);
    }
  });

  test("are not shared by two modules with one text", () => {
    const twin = "fn inner(): int { return 1; } pub fn outer(): int { return inner(); }";
    const files = {
      "main.ell": 'import "std/one"; import "./use.ell"; fn main(): int { return outer() + use(); }',
      "use.ell": 'import "std/two"; pub fn use(): int { return 2; }',
    };
    for (let again = 0; again < 2; again++)
      expect(read({ ...files, "std/one": twin, "std/two": twin })).toEqual([
        ...["std/one:inner", "std/one:outer", "use.ell:use", "main", "_start"],
      ]);
  });

  test("with mistakes are refused each time", () => {
    for (let again = 0; again < 2; again++)
      expect(read({ "main.ell": main("return 1;"), "std/one": "fn", "std/two": "" })).toBe("refused");
  });

  test("are forgotten when there are many", () => {
    for (let i = 0; i < 200; i++) {
      const one = `pub fn one(): int { return ${i % 150}; }`;
      read({ "main.ell": main("return one();"), "std/one": one, "std/two": "" });
    }
  });
});
