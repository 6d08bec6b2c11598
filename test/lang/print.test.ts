/**
 * The law of the printer: parse(print(m)) = m, except for spans. And what canonical text looks like.
 */

import { parseModule, printExpression, printModule } from "etalon/lang";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expression, module, withoutSpans } from "./modules.ts";

const reprinted = (text: string): string => {
  const parsed = parseModule(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return printModule(parsed.value);
};

describe("print", () => {
  it("is undone by the parser", () => {
    fc.assert(
      fc.property(module, (m) => {
        const parsed = parseModule(printModule(m));
        expect(parsed.ok && withoutSpans(parsed.value)).toEqual(withoutSpans(m));
      }),
      { numRuns: 500 },
    );
  });

  it("is undone by the parser for expressions", () => {
    fc.assert(
      fc.property(expression, (value) => {
        const parsed = parseModule(`const a = ${printExpression(value)};`);
        const declaration = parsed.ok ? parsed.value.declarations[0] : undefined;
        expect(declaration?.kind === "const" && withoutSpans(declaration.value)).toEqual(withoutSpans(value));
      }),
      { numRuns: 2000 },
    );
  });

  it("is canonical: printing what was printed changes nothing", () => {
    fc.assert(
      fc.property(module, (m) => {
        const text = printModule(m);
        expect(reprinted(text)).toBe(text);
      }),
    );
  });

  it("keeps the needed parentheses only", () => {
    const lines = [
      "a + b * c",
      "(a + b) * c",
      "a - b - c",
      "a - (b - c)",
      "(a < b) == (c < d)",
      "a < b && c < d || e",
      "a && (b || c)",
      "-a[0]",
      "(-a)[0]",
      "!(a == b)",
      "--a",
      "new int[](n)[0]",
      "a & b == c",
    ];
    for (const line of lines) expect(reprinted(`const x = ${line};`)).toBe(`const x = ${line};\n`);
    expect(reprinted("const x = ((a) + ((b * (c))));")).toBe("const x = a + b * c;\n");
  });

  it("lays out a program", () => {
    const text = [
      "const n = 10;",
      "let a: int[] = new int[](n);",
      "",
      "fn f(x: int, y: byte[]): bool {",
      "  for i in 0..len(y) {",
      "    if y[i] == '\\n' {",
      "      continue;",
      "    } else if y[i] == 0xffffffff {",
      "      break;",
      "    } else {",
      "      a[i] = -x;",
      "    }",
      "  }",
      '  let s = "é \\"\\\\\\xff\\0\\x7f\'";',
      "  {}",
      "  assert len(s) > 0;",
      "  while true {}",
      "  return false;",
      "}",
      "",
      "fn main(): int {",
      '  f(1, "");',
      "  return 0;",
      "}",
      "",
    ].join("\n");
    expect(reprinted(text)).toBe(text);
  });
});
