/**
 * Runs every example in the documentation: doc comments in src, and Markdown pages.
 */

import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type Check, type Example, examplesInMarkdown, examplesInSource, run, typeErrors } from "./example.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(resolve(root, file), "utf8");
const find = (...patterns: string[]): string[] => globSync(patterns, { cwd: root }).sort();

const examples = [
  ...find("src/**/*.ts").flatMap((file) => examplesInSource(file, read(file))),
  ...find("*.md", "docs/**/*.md", "examples/**/*.md")
    .filter((file) => !file.startsWith("docs/api/"))
    .flatMap((file) => examplesInMarkdown(file, read(file))),
];

describe("the documentation's examples", () => {
  const check =
    (example: Example): Check =>
    (actual, expected, line) => {
      expect(actual, `${example.file}:${line}`).toStrictEqual(expected);
    };

  it("pass the type check", () => {
    expect(typeErrors(examples, root).flat()).toStrictEqual([]);
  });

  for (const example of examples) {
    it(`${example.file}:${example.line} computes what it says`, () => run(example, check(example)));
  }
});

describe("the example runner", () => {
  const source = (...lines: string[]): string =>
    ["/** Header. */", "/**", " * @example", " * ```ts", ...lines.map((line) => ` * ${line}`), " * ```", " */"].join(
      "\n",
    );
  const failures = async (text: string): Promise<number[]> => {
    const lines: number[] = [];
    for (const example of examplesInSource("a.ts", text)) {
      await run(example, (actual, expected, line) => {
        if (!Object.is(JSON.stringify(actual), JSON.stringify(expected))) lines.push(line);
      });
    }
    return lines;
  };

  it("finds at least the examples of the core", () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
  });

  it("notices a wrong value, and its line", async () => {
    expect(await failures(source("1 + 1; // => 2", "[1,", "  2]; // => [1, 3]", "const x = 2; // => 3"))).toStrictEqual(
      [6, 8],
    );
  });

  it("follows imports, types and values of several lines", async () => {
    const text = source(
      'import { int32 as words, type Words } from "etalon";',
      "const same: Words<number> = words;",
      "[same.add(1, 2),",
      "  same.sub(1, 2)]; // => [",
      "//    3,",
      "//    -1]",
    );
    expect(await failures(text)).toStrictEqual([]);
  });

  it("refuses a promise that stands behind nothing", async () => {
    await expect(failures(source("// => 2"))).rejects.toThrow("0 follow a statement");
  });

  it("refuses an example that is not code", () => {
    expect(() => examplesInSource("a.ts", "/**\n * @example\n * None.\n */")).toThrow("a.ts:2: @example without");
  });

  it("reports type errors at their place", () => {
    const [errors] = typeErrors(
      [{ file: "a.ts", line: 7, code: 'import { int32 } from "etalon";\nint32.add("1", 2);' }],
      root,
    );
    expect(errors).toStrictEqual([expect.stringMatching(/^a\.ts:8: .*not assignable/)]);
  });
});
