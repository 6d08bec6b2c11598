/**
 * Diagnostics as text: positions, excerpts and carets, for any contents of the line.
 */

import { type Diagnostic, lineStarts, locate, renderDiagnostic } from "etalon";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

const at = (start: number, end: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
  severity: "error",
  code: "code",
  message: "wrong",
  span: { start, end },
  ...more,
});
const lines = (text: string, diagnostic: Diagnostic): string[] =>
  renderDiagnostic({ name: "f", text }, diagnostic).split("\n");

describe("positions", () => {
  it("count lines and columns from 1", () => {
    const text = "ab\r\n\ncd";
    const places = [0, 2, 4, 5, 6, 7, 99].map((offset) => locate(lineStarts(text), offset));
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual("1:1 1:3 2:1 3:1 3:2 3:3 3:95".split(" "));
  });

  it("agree with counting newlines", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r") }), fc.nat(40), (text, offset) => {
        fc.pre(offset <= text.length);
        const before = text.slice(0, offset).split("\n");
        expect(locate(lineStarts(text), offset)).toEqual({ line: before.length, column: before.at(-1)!.length + 1 });
      }),
    );
  });
});

describe("excerpts", () => {
  it("show the line and carets under the span", () => {
    expect(lines("one\ntwo three\r\nfour", at(8, 13, { expected: "this", hint: "do that" }))).toEqual([
      "f:2:5: error: wrong [code]",
      "  2 | two three",
      "    |     ^^^^^",
      "  expected: this",
      "  hint: do that",
    ]);
  });

  it("show related places below", () => {
    const related = [{ message: "first here", span: { start: 0, end: 1 } }];
    expect(lines("a\na", at(2, 3, { related })).slice(3)).toEqual(["f:1:1: note: first here", "  1 | a", "    | ^"]);
  });

  it("end at the end of the line, and point past it", () => {
    expect(lines("ab\ncd", at(1, 5)).slice(1)).toEqual(["  1 | ab", "    |  ^"]);
    expect(lines("ab\n", at(3, 3)).slice(0, 3)).toEqual(["f:2:1: error: wrong [code]", "  2 |", "    | ^"]);
    expect(lines("", at(0, 0)).slice(1)).toEqual(["  1 |", "    | ^"]);
  });

  it("line up under tabs and wide characters", () => {
    expect(lines("\ta\tb", at(3, 4)).slice(1)).toEqual(["  1 |     a   b", "    |         ^"]);
    expect(lines("漢字 b", at(3, 4)).slice(1)).toEqual(["  1 | 漢字 b", "    |      ^"]);
    expect(lines("x😀y", at(1, 3)).slice(1)).toEqual(["  1 | x😀y", "    |  ^^"]);
    expect(lines("e\u0301 b", at(3, 4)).slice(1)).toEqual(["  1 | e\u0301 b", "    |   ^"]);
  });

  it("show nothing that a terminal would obey", () => {
    const shown = lines("a\x1b[31mb\x07\u202e\ud800c", at(0, 1, { message: "found \x1b", hint: "\x9b" })).join("\n");
    expect(shown).toContain("a␛[31mb␇\ufffd\ufffdc");
    expect(shown).toContain("found ␛");
    expect(shown).toContain("hint: \ufffd");
  });

  it("are windows of long lines, with the span in them", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.nat(300), (before, after, width) => {
        const text = `${"<".repeat(before)}${"m".repeat(width)}${">".repeat(after)}`;
        const [, shown, carets] = lines(text, at(before, before + width));
        expect(shown!.length).toBeLessThanOrEqual(2 + 1 + 3 + 100 + 2);
        const from = carets!.indexOf("^");
        const marked = shown!.slice(from, from + carets!.trimEnd().length - from);
        if (width > 0) expect(marked).toMatch(/^m+$/);
        else expect(["", ">", "…"]).toContain(marked);
      }),
      { numRuns: 500 },
    );
  });
});
