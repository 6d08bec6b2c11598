/**
 * Tokens and literals: the value of each literal, and which text is refused at which position.
 */

import { parseModule, type SyntaxExpression } from "etalon/lang";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

const read = (text: string): SyntaxExpression | readonly string[] => {
  const parsed = parseModule(`const x = ${text};`);
  if (!parsed.ok) return parsed.error.map((d) => `${d.code} ${d.span.start - 10}..${d.span.end - 10}`);
  const declaration = parsed.value.declarations[0]!;
  return declaration.kind === "const" ? declaration.value : [];
};
const integer = (text: string) => {
  const value = read(text);
  return "kind" in value && value.kind === "integer" ? value.value : value;
};
const bytes = (text: string) => {
  const value = read(text);
  return "kind" in value && value.kind === "string" ? value.bytes : value;
};
const character = (text: string) => {
  const value = read(text);
  return "kind" in value && value.kind === "character" ? value.value : value;
};

describe("integers", () => {
  it.each([
    ["0", 0],
    ["007", 7],
    ["2147483647", 2147483647],
    ["0x0", 0],
    ["0xFf", 255],
    ["0x7fffffff", 2147483647],
    ["0x80000000", -2147483648],
    ["0xFFFFFFFF", -1],
    ["0x00000000FFFFFFFF", -1],
  ])("%s is %i", (text, value) => {
    expect(integer(text)).toBe(value);
  });

  it.each([
    ["2147483648", "integer-range 0..10"],
    ["99999999999999999999", "integer-range 0..20"],
    ["0x100000000", "integer-range 0..11"],
    ["1 - 2147483648", "integer-range 4..14"],
    ["-(2147483648)", "integer-range 2..12"],
    ["~2147483648", "integer-range 1..11"],
    ["0x", "bad-number 0..2"],
    ["0b11", "bad-number 0..4"],
    ["1_000", "bad-number 0..5"],
    ["1e3", "bad-number 0..3"],
  ])("%s is refused", (text, mistake) => {
    expect(integer(text)).toEqual([mistake]);
  });

  it("takes 2147483648 directly under a unary minus", () => {
    expect(read("-2147483648")).toMatchObject({ kind: "unary", operand: { kind: "integer", value: -2147483648 } });
    expect(read("1 - -2147483648")).toMatchObject({ kind: "binary", right: { kind: "unary" } });
    expect(read("~-2147483648")).toMatchObject({ kind: "unary" });
  });

  it("reads every int32 in both notations", () => {
    fc.assert(
      fc.property(fc.integer(), (n) => {
        expect(integer(`0x${(n >>> 0).toString(16)}`)).toBe(n);
        if (n >= 0) expect(integer(String(n))).toBe(n);
      }),
    );
  });
});

describe("characters", () => {
  it.each([
    ["'a'", 97],
    ["'\"'", 34],
    ["'\\''", 39],
    ["'\\\\'", 92],
    ["'\\n'", 10],
    ["'\\r'", 13],
    ["'\\t'", 9],
    ["'\\0'", 0],
    ["'\\xfF'", 255],
  ])("%s is %i", (text, value) => {
    expect(character(text)).toBe(value);
  });

  it.each([
    ["''", "bad-character 0..2"],
    ["'ab'", "bad-character 0..4"],
    ["'é'", "bad-character 0..3"],
    ["'😀'", "bad-character 0..4"],
    ["'\\q'", "bad-escape 1..3"],
    ["'\\x1'", "bad-escape 1..3"],
    ["'a", "bad-character 0..2"],
  ])("%s is refused", (text, mistake) => {
    expect(character(text)).toEqual([mistake]);
  });
});

describe("strings", () => {
  it("are their UTF-8 bytes, with escapes", () => {
    expect(bytes('""')).toEqual([]);
    expect(bytes('"aé漢😀"')).toEqual([...new TextEncoder().encode("aé漢😀")]);
    expect(bytes('"\\n\\r\\t\\0\\\\\\\'\\"\\x00\\xC3"')).toEqual([10, 13, 9, 0, 92, 39, 34, 0, 0xc3]);
    expect(bytes('"// no /* comment"')).toHaveLength(16);
  });

  it("say where they are wrong", () => {
    expect(bytes('"a\\qb\\x4"')).toEqual(["bad-escape 2..4", "bad-escape 5..7"]);
    expect(bytes('"abc')).toEqual(["unclosed-string 0..1"]);
    expect(bytes('"abc\\"')).toEqual(["unclosed-string 0..1"]);
    expect(bytes('"\ud800"')).toEqual(["invalid-character 1..2"]);
  });

  it("read back every string of well-formed Unicode without quotes and backslashes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const clean = text.replace(/["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu, "");
        expect(bytes(`"${clean}"`)).toEqual([...new TextEncoder().encode(clean)]);
      }),
    );
  });
});

describe("blanks and comments", () => {
  it("are skipped", () => {
    expect(integer("/* a * / // */ 1 // b\n")).toBe(1);
    expect(integer("/**/1/***/")).toBe(1);
    expect(parseModule("\ufeffconst x = 1;\r\n").ok).toBe(true);
    expect(parseModule("").ok).toBe(true);
  });

  it("do not nest, and must be closed", () => {
    expect(integer("1 /* /* */")).toBe(1);
    expect(parseModule("const x = 1; /* a")).toMatchObject({ error: [{ code: "unclosed-comment" }] });
    expect(parseModule("const x\ufeff = 1;")).toMatchObject({ error: [{ code: "invalid-character" }] });
  });
});

describe("hidden characters", () => {
  const hidden = ["\r", "\u0000", "\b", "\u001b", "\u007f", "\u0085", "\u00ad", "\u061c", "\u200b", "\u200d", "\u200f"];
  hidden.push("\u034f", "\u115f", "\u1160", "\u17b4", "\u180b", "\u3164", "\uffa0", "\ufe00", "\ufe0f", "\u{e0100}");
  hidden.push("\u202a", "\u202e", "\u2066", "\u2069", "\u2028", "\u2029", "\u2060", "\ufeff", "\u{e0041}");
  const places: readonly (readonly [string, string, string])[] = [
    ["a line comment", "// a", "b\n"],
    ["a block comment", "/* a", "b */"],
    ["a string", 'const s = len("a', 'b");'],
  ];
  const codes = (text: string): string[] => {
    const answer = parseModule(text);
    return answer.ok ? [] : answer.error.map(({ code, span }) => `${code} ${span.start}..${span.end}`);
  };

  it.each(places)("are refused in %s", (_, before, after) => {
    for (const character of hidden)
      expect(codes(before + character + after)).toContain(
        `hidden-character ${before.length}..${before.length + character.length}`,
      );
  });

  it("are refused between words, once", () => {
    expect(codes("const a = 1;\rconst b = 2;")).toEqual(["hidden-character 12..13"]);
    expect(codes("const a = \u202e1;")).toEqual(["invalid-character 10..11"]);
  });

  it("do not hide a line from whom only line feeds end a line", () => {
    // An editor that ends lines at a carriage return shows the loop outside the comment.
    expect(codes("fn main(): int {\n  // never\r  while true { }\n  return 0;\n}\n")).toEqual([
      "hidden-character 27..28",
    ]);
  });

  it("are not tabs, ends of lines, letters of any script, or a mark at the beginning", () => {
    expect(codes("// 1\ufe0f \u2764\ufe0f \u2764\ufe0f\ufe0f")).toEqual([
      "hidden-character 4..5",
      "hidden-character 11..12",
    ]);
    expect(codes("\ufeff// \tשלום שלום 漢字 é 😀️\r\nconst a = 1;\r\n")).toEqual([]);
  });
});
