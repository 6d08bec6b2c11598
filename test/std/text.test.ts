/** std/text computes what JavaScript and Node's buffers compute. */

import { describe, expect, it } from "vitest";
import { ints, runStandard } from "./run.ts";

const texts = [
  "",
  "a",
  "b",
  "aa",
  "ab",
  "abc",
  "aab",
  "banana",
  "ana",
  "nana",
  "\xff",
  "\x7f",
  "\x80a",
  "a\0",
  "\0",
  "one two one",
];
const quoted = (text: string): string =>
  `"${[...text].map((c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`).join("")}"`;

const imports = 'import "std/io"; import "std/text";';
const run = (body: string, input = "") =>
  runStandard(`${imports} fn main(): int { ${body} flush(); return 0; }`, input);
const lines = (body: string): string[] => run(body).output.split("\n").slice(0, -1);

describe("std/text", () => {
  const pairs = texts.flatMap((a) => texts.map((b) => [a, b] as const));

  it("compares texts byte by byte", () => {
    const body = pairs.map(([a, b]) => `show(${quoted(a)}, ${quoted(b)});`).join(" ");
    const show = "fn show(a: byte[], b: byte[]) { if equal(a, b) { put('='); } print_int(compare(a, b)); put('\\n'); }";
    const { output } = runStandard(`${imports} ${show} fn main(): int { ${body} flush(); return 0; }`);
    const order = (a: string, b: string) => Buffer.compare(Buffer.from(a, "latin1"), Buffer.from(b, "latin1"));
    expect(output.split("\n").slice(0, -1)).toEqual(pairs.map(([a, b]) => `${a === b ? "=" : ""}${order(a, b)}`));
  });

  it("finds a part as indexOf does", () => {
    for (const from of [-5, 0, 1, 2, 3, 100]) {
      const body = pairs.map(([a, b]) => `print_int(find(${quoted(a)}, ${quoted(b)}, ${from})); put('\\n');`);
      const expected = pairs.map(([a, b]) => String(from > a.length ? -1 : a.indexOf(b, from)));
      expect(lines(body.join(" "))).toEqual(expected);
    }
  });

  it("puts texts together and takes them apart", () => {
    for (const [a, b] of pairs.slice(0, 80))
      expect(run(`print(concat(${quoted(a)}, ${quoted(b)}));`).output).toBe(a + b);
    for (let from = 0; from <= 6; from++)
      for (let to = from; to <= 6; to++)
        expect(run(`print(slice("banana", ${from}, ${to}));`).output).toBe("banana".slice(from, to));
    for (const [from, to] of [
      [-1, 2],
      [3, 2],
      [0, 7],
      [7, 7],
    ])
      expect(run(`print(slice("banana", ${from}, ${to}));`).outcome).toStrictEqual({ kind: "trapped", trap: "assert" });
  });

  it("makes numbers to texts", () => {
    expect(lines(ints.map((n) => `print_line(int_to_text(${n}));`).join(" "))).toEqual(ints.map(String));
  });

  it("makes texts to numbers, and tells failures apart", () => {
    const cases: readonly (readonly [string, number, number])[] = [
      ...ints.map((n) => [String(n), n, 0] as const),
      ["007", 7, 0],
      ["-0", 0, 0],
      ["", 0, 1],
      ["-", 0, 1],
      ["--1", 0, 1],
      ["+1", 0, 1],
      [" 1", 0, 1],
      ["1 ", 0, 1],
      ["12a", 0, 1],
      ["99999999999999x", 0, 1],
      ["2147483648", 0, 2],
      ["-2147483649", 0, 2],
      ["99999999999", 0, 2],
      ["21474836470", 0, 2],
      ["-00000000002147483648", -2147483648, 0],
    ];
    const body = cases.map(
      ([text]) => `print_int(parse_int(${quoted(text)})); put(' '); print_int(parse_error()); put('\\n');`,
    );
    expect(lines(body.join(" "))).toEqual(cases.map(([, value, error]) => `${value} ${error}`));
  });
});
