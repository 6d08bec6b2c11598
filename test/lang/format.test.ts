/**
 * The laws of the formatter: words and comments stay, formatting twice changes nothing, and printed text is its own format.
 */

import { readdirSync, readFileSync } from "node:fs";
import { formatText, parseModule, printModule } from "etalon/lang";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { module, withoutSpans } from "./modules.ts";

const formatted = (text: string): string => {
  const result = formatText(text);
  if (!result.ok) throw new Error(`${text}\n${JSON.stringify(result.error)}`);
  return result.value;
};

/** Words, literals and comments, in order: what formatting may not touch. */
const pattern =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\w+|\.\.|>>>=?|<<=?|>>=?|[-+*/%&|^=!<>]=|&&|\|\||[^\s\w]/g;
const words = (text: string): string[] => (text.match(pattern) ?? []).map((word) => word.trimEnd());

const blank = fc.constantFrom(
  " ",
  "  ",
  "\t",
  "\n",
  "\r\n",
  "\n\n\n",
  " /* c */ ",
  "/**/",
  "/* two\n lines */",
  " // c\n",
  "\n // c\n",
  "\n\n// c\n\n",
);

/** A text with blanks and comments put between its words. */
const shaken = fc.tuple(module, fc.infiniteStream(fc.option(blank, { freq: 2, nil: "" }))).map(([m, blanks]) => {
  const printed = printModule(m);
  let text = "";
  let last = 0;
  for (const match of printed.matchAll(pattern)) {
    // Words that stand together in the text may be one word without a blank, so only more is put between them.
    text += printed.slice(last, match.index) + String(blanks.next().value) + match[0];
    last = match.index + match[0].length;
  }
  return { m, text: text + printed.slice(last) };
});

describe("formatText", () => {
  it("keeps words, literals and comments, and the tree", () => {
    fc.assert(
      fc.property(shaken, ({ m, text }) => {
        const result = formatted(text);
        expect(words(result)).toStrictEqual(words(text.replaceAll("\r\n", "\n")));
        const parsed = parseModule(result);
        expect(parsed.ok && withoutSpans(parsed.value)).toEqual(withoutSpans(m));
      }),
      { numRuns: 500 },
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(shaken, ({ text }) => {
        const once = formatted(text);
        expect(formatted(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves no blanks at the end of a line, and one line break at the end of the text", () => {
    fc.assert(
      fc.property(shaken, ({ text }) => {
        const lines = formatted(text.replaceAll("/* two\n lines */", "")).split("\n");
        expect(lines.filter((line) => line !== line.trimEnd())).toStrictEqual([]);
        expect(lines.length === 1 || lines.at(-2) !== "").toBe(true);
      }),
    );
  });

  it("is the printer's layout, where there are no comments and no line breaks inside of statements", () => {
    fc.assert(
      fc.property(module, (m) => {
        const printed = printModule(m);
        expect(formatted(printed)).toBe(printed);
        // A line break is kept inside a statement only, and no literal of a printed text contains one.
        expect(formatted(printed.replaceAll(/\n+/g, " "))).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps line breaks inside a statement, one level further in, and in brackets as a block", () => {
    const text = "fn main(): int {\n  let x = 1\n    + 2;\n  return f(\n    x,\n    2\n  );\n}\n";
    expect(formatted(text)).toBe(text);
    expect(formatted(text.replaceAll(/\n +/g, "\n"))).toBe(text);
  });

  it("keeps a comment with the function it stands above", () => {
    expect(formatted("const a = 1;\n// of f\nfn f() {} // end\n\n\n// alone\n\nfn g() {}")).toBe(
      "const a = 1;\n\n// of f\nfn f() {} // end\n\n// alone\n\nfn g() {}\n",
    );
  });

  it("says what is wrong with a text that cannot be read", () => {
    expect(formatText("fn main() {")).toMatchObject({ ok: false, error: [{ code: "unclosed-bracket" }] });
    expect(formatText('let s = "a')).toMatchObject({ ok: false });
    expect(formatText("")).toStrictEqual({ ok: true, value: "" });
    expect(formatText("\ufeff// c")).toStrictEqual({ ok: true, value: "// c\n" });
  });

  const folder = new URL("../../examples/", import.meta.url);
  const examples = readdirSync(folder).filter((name) => name.endsWith(".ell"));
  it.each(examples)("examples/%s is laid out as it should be", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(formatted(text)).toBe(text);
  });
});
