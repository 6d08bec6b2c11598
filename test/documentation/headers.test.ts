/**
 * Every source file opens with a comment that says what it is and why it is here, in at most ten lines.
 */

import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const folders = ["src", "test", "bench", "tools", "bin", "examples", "site/{src,documentation,public}"];

/** The lines of text in the comment that opens a file, or undefined when it opens otherwise. */
function header(text: string): string[] | undefined {
  const match = /^(?:#![^\n]*\n)?(?:\/\/ biome-ignore-all [^\n]*\n\n)?(?:\/\*\*?(.*?)\*\/|((?:\/\/[^\n]*\n)+))/s.exec(
    text,
  );
  const comment = match?.[1] ?? match?.[2];
  return comment
    ?.split("\n")
    .map((line) => line.replace(/^[ \t]*(\*|\/\/+)?[ \t]?/, "").trimEnd())
    .filter((line) => line !== "");
}

describe("file headers", () => {
  for (const file of globSync(`{${folders.join(",")}}/**/*.{ts,tsx,js}`, { cwd: root }).sort()) {
    it(`${file} says what it is`, () => {
      const lines = header(readFileSync(resolve(root, file), "utf8"));
      expect(lines, "the file opens with a comment").toBeDefined();
      expect(lines!.length, "lines in the opening comment").toBeGreaterThanOrEqual(1);
      expect(lines!.length, "lines in the opening comment").toBeLessThanOrEqual(10);
      expect(lines!.join(" ").length, "letters in the opening comment").toBeGreaterThanOrEqual(30);
    });
  }

  it("are recognised", () => {
    expect(header("/**\n * One.\n *\n * Two.\n */\nx")).toStrictEqual(["One.", "Two."]);
    expect(header("// One.\n// Two.\nx")).toStrictEqual(["One.", "Two."]);
    expect(header('import "x";\n/** Late. */')).toBeUndefined();
  });
});
