/**
 * The checker: what it accepts and refuses, rule by rule, and the exact programs that it makes.
 */

import { readFileSync } from "node:fs";
import {
  checkModule,
  diagnosticCodes,
  type Expression,
  type Node,
  type Program,
  parseProgram,
  type Statement,
  warningCodes,
} from "etalon/lang";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { module } from "./modules.ts";

const codes = (text: string): readonly string[] => {
  const checked = parseProgram(text);
  return checked.ok ? [] : checked.error.map(({ code }) => code);
};
const program = (text: string): Program => {
  const checked = parseProgram(text);
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  return checked.value;
};
const inMain = (body: string): string => `fn main(): int { ${body} return 0; }`;

/** Rule, program, codes of its mistakes. */
const table: readonly (readonly [string, string, readonly string[]])[] = [
  ["N1", "fn f() { g(); } fn g() { f(); } fn main(): int { return 0; }", []],
  ["N1", "const a = 1; let a = 2; fn a() {} fn main(): int { return 0; }", ["duplicate-name", "duplicate-name"]],
  [
    "N2",
    "let read = 1; fn write() {} const exit = 1; fn len() {} fn _start() {} fn main(): int { return 0; }",
    ["reserved-name", "reserved-name", "reserved-name", "reserved-name", "reserved-name"],
  ],
  ["N2", inMain("let len = 1;"), ["reserved-name"]],
  ["C1", "const a = 1 + 'a' * -3; const b = true && !false || a < 2; fn main(): int { return a; }", []],
  [
    "C1",
    "const a = 1 + true; const b = -false; const c = 1 == true; const d = 1 && true; fn main(): int { return 0; }",
    ["type-mismatch", "type-mismatch", "type-mismatch", "type-mismatch"],
  ],
  ["C2", "const a = b; const b = 1; fn main(): int { return 0; }", ["not-constant"]],
  ["C2", "let g = 1; const a = g; const b = main; fn main(): int { return 0; }", ["not-constant", "not-constant"]],
  ["C4", "const a = 1 / 0; fn main(): int { return a; }", ["constant-trap"]],
  ["C4", "const a = 1 % (2 - 2); fn main(): int { return a + a; }", ["constant-trap"]],
  ["C4", "const a = false && 1 / 0 == 0; const b = true || 1 % 0 == 0; fn main(): int { return 0; }", []],
  ["C4", "const a = true && 1 / 0 == 0; fn main(): int { return 0; }", ["constant-trap"]],
  [
    "G1",
    'let a = 1; let b: bool = true; let c: byte[] = "x"; let d = new int[](-1); const n = 2; let e = new byte[](n * n); fn main(): int { return a; }',
    [],
  ],
  [
    "G1",
    "let a = f(); let b = a[0]; let c = read(); fn f(): int { return 1; } fn main(): int { return a; }",
    ["not-constant", "not-constant", "not-constant"],
  ],
  ["G1", "let a = 1; let b = a; let c = new int[](a); fn main(): int { return 0; }", ["not-constant", "not-constant"]],
  [
    "G2",
    'let a: bool = 1; let b: int[] = "x"; let c = new int(1); let d = new int[](true); fn main(): int { return 0; }',
    ["type-mismatch", "type-mismatch", "not-an-array", "type-mismatch"],
  ],
  ["M1", "", ["main"]],
  ["M1", "fn main() {}", ["main"]],
  ["M1", "fn main(): bool { return true; }", ["main"]],
  ["M1", "fn main(a: int): int { return a; }", ["main"]],
  ["M1", "let main = 1;", ["main"]],
  ["F1", "fn f(a: int, a: int) {} fn main(): int { return 0; }", ["duplicate-name"]],
  ["F1", "fn f(a: int) { let a = a == 1; if a {} } fn main(): int { return 0; }", []],
  ["F2", "fn f(): int {} fn main(): int { return 0; }", ["missing-return"]],
  ["F2", "fn f(x: bool): int { if x { return 1; } } fn main(): int { return 0; }", ["missing-return"]],
  ["F2", "fn f(x: bool): int { if x { return 1; } else { return 2; } } fn main(): int { return 0; }", []],
  [
    "F2",
    "fn f(x: bool): int { if x { return 1; } else if x { exit(2); } else { while true {} } } fn main(): int { return 0; }",
    [],
  ],
  ["F2", "fn f(): int { while true { if read() < 0 { break; } } } fn main(): int { return 0; }", ["missing-return"]],
  [
    "F2",
    "fn f(): int { while true { while true { break; } for i in 0..1 { break; } } } fn main(): int { return 0; }",
    [],
  ],
  ["F2", "fn f(): int { while 1 == 1 { } } fn main(): int { return 0; }", ["missing-return"]],
  ["F2", "fn f(): int { for i in 0..1 { return i; } } fn main(): int { return 0; }", ["missing-return"]],
  ["F2", "fn f(): int { assert false; } fn main(): int { return 0; }", ["missing-return"]],
  ["F2", "fn f(): int { g(); } fn g() { exit(1); } fn main(): int { return 0; }", ["missing-return"]],
  ["F2", "fn f(): int { { { return 1; } } } fn main(): int { return 0; write(1); }", []],
  ["S1", inMain("let x = 1; { let x = x == 1; { let x = 2; write(x); } if x {} } write(x);"), []],
  ["S1", inMain("let x = 1; let x = 2;"), ["duplicate-name"]],
  ["S1", inMain("{ let x = 1; } write(x);"), ["unknown-name"]],
  ["S1", inMain("if true { let x = 1; } else { write(x); }"), ["unknown-name"]],
  ["S2", inMain("let x = x;"), ["unknown-name"]],
  [
    "S2",
    inMain("let x: int = true; write(x); let y = z; write(y); if y {} y = true;"),
    ["type-mismatch", "unknown-name"],
  ],
  [
    "S3",
    "let g = 1; fn main(): int { let x = true; x = false; g = 2; let a = new byte[](1); a[0] = 300; let b = new bool[](1); b[0] = x; return 0; }",
    [],
  ],
  [
    "S3",
    inMain("let x = true; x = 1; let a = new byte[](1); a[0] = true; a[true] = 0; x[0] = 1;"),
    ["type-mismatch", "type-mismatch", "type-mismatch", "not-an-array"],
  ],
  [
    "S3",
    `const c = 1; fn f() {} ${inMain("c = 2; f = 3; y = 4; for i in 0..1 { i = 2; }")}`,
    ["not-assignable", "not-assignable", "unknown-name", "not-assignable"],
  ],
  ["S4", inMain("if 1 {} while read() {} "), ["type-mismatch", "type-mismatch"]],
  ["S5", inMain('for i in 0..len("abc") { let i = i * 2; write(i); } for i in 0..1 {}'), []],
  ["S5", inMain('for i in false.."a" {} for i in i..1 {}'), ["type-mismatch", "type-mismatch", "unknown-name"]],
  ["S6", inMain("break; if true { continue; } while true { break; }"), ["outside-loop", "outside-loop"]],
  [
    "S7",
    "fn f() { return; } fn g() { return 1; } fn h(): bool { return; } fn main(): int { return true; }",
    ["return-value", "return-value", "type-mismatch"],
  ],
  ["S8", inMain("assert 1 == 1; assert 1;"), ["type-mismatch"]],
  ["S9", inMain('read(); len("a"); main(); write(1); exit(0);'), []],
  [
    "S9",
    inMain('write(true); exit("a"); write(); exit(1, 2);'),
    ["type-mismatch", "type-mismatch", "argument-count", "argument-count"],
  ],
  ["E3", "fn f() {} fn main(): int { return f; }", ["wrong-kind"]],
  ["E4", inMain("let a = -1; let b = ~a; let c = !true; let d = !a; let e = -c;"), ["type-mismatch", "type-mismatch"]],
  ["E5", inMain("let a = true && 1; let b = 1 || 2;"), ["type-mismatch", "type-mismatch", "type-mismatch"]],
  [
    "E6",
    inMain('let a = 1 == 1; let b = true != a; let c = 1 == true; let d = "a" == "a";'),
    ["type-mismatch", "not-comparable"],
  ],
  [
    "E7",
    inMain("let a = 1 + 2 * 3 << 4 >>> 5 & 6 ^ 7 | 8; let b: bool = a < 1; let c = b < b; let d = true + 1;"),
    ["type-mismatch", "type-mismatch", "type-mismatch"],
  ],
  [
    "E8",
    inMain('let a = new bool[](1); let b: bool = a[0]; let c: int = "x"[0]; let d = c[0]; let e = a[b];'),
    ["not-an-array", "type-mismatch"],
  ],
  [
    "E9",
    inMain("let a: byte[] = new byte[](1); let b = new int[](true); let c = new int(1);"),
    ["type-mismatch", "not-an-array"],
  ],
  [
    "E10",
    "fn f() {} fn main(): int { let a = f(); let b = write(1); let c = exit(1) + 1; return read(1); }",
    ["no-value", "no-value", "no-value", "argument-count"],
  ],
  [
    "E11",
    "fn f(a: int, b: bool): int { return f(a, b) + f(a) + f(b, a) + f(1, true, 2); } fn main(): int { return 0; }",
    ["argument-count", "type-mismatch", "type-mismatch", "argument-count"],
  ],
  ["E11", inMain("let f = 1; f(); g(); len(1);"), ["wrong-kind", "unknown-name", "not-an-array"]],
];

describe("the checker", () => {
  it.each(table)("%s: %s", (_, text, expected) => {
    expect([...codes(text)].sort()).toEqual([...expected].sort());
  });

  it("never throws on a tree, whatever it means", () => {
    fc.assert(
      fc.property(module, (m) => {
        const checked = checkModule(m);
        expect(checked.ok || checked.error.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** The nodes of a program in preorder, parts in the order of their evaluation or of the text. */
function* nodes(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node) as unknown[]) {
    for (const part of Array.isArray(value) ? (value as unknown[]) : [value])
      if (typeof part === "object" && part !== null && "kind" in part) yield* nodes(part as Node);
  }
}

describe("elaboration", () => {
  const text = `
    const n = 2 + 3;
    let g = new int[](n);
    let t = "hi";
    fn f(a: int, b: bool[]) { if b[a] { return; } else { g[a] = n; } }
    fn main(): int { let s = 0; for i in 0..len(t) { if i == 1 { continue; } s = s + t[i]; } f(1, new bool[](2)); write(read()); return s; }`;

  it("numbers nodes in preorder over the functions, from 0, each with its origin", () => {
    const p = program(text);
    const ids = p.functions.flatMap(({ body }) => [...nodes(body)].map(({ id }) => id));
    expect(ids).toEqual(ids.map((_, i) => i));
    expect(p.origins).toHaveLength(ids.length);
    for (const { start, end } of p.origins) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });

  it("makes start-up a function: globals in order, then exit with main's result", () => {
    const p = program(text);
    expect(p.start).toBe(2);
    expect(p.main).toBe(1);
    expect(p.functions[p.start]).toMatchObject({
      name: "_start",
      parameters: 0,
      result: undefined,
      slots: [],
      body: {
        statements: [
          {
            kind: "assign_global",
            index: 0,
            value: { kind: "new", element: "int", length: { kind: "constant", value: 5 } },
          },
          { kind: "assign_global", index: 1, value: { kind: "text", element: "byte", values: [104, 105] } },
          { kind: "exit", value: { kind: "call", callee: 1, type: "int", arguments: [] } },
        ],
      },
    });
  });

  it("gives each variable a slot, parameters first, and hides the end of a range", () => {
    const p = program(
      `fn f(a: int, b: bool[]) { let a = 1; { let a = true; } let a2 = 2; } ${inMain("for i in 1..2 { for i in 3..4 {} }")}`,
    );
    expect(p.functions[0]!.slots.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      "a: int",
      "b: bool[]",
      "a: int",
      "a: bool",
      "a2: int",
    ]);
    expect(p.functions[1]!.slots.map(({ name }) => name)).toEqual(["i", "i..end", "i", "i..end"]);
  });

  it("makes a for a while with an update", () => {
    const p = program(inMain("for i in 1..9 { write(i); }"));
    const [loop] = p.functions[0]!.body.statements;
    const local = (slot: number) => ({ kind: "local", slot });
    expect(loop).toMatchObject({
      kind: "block",
      statements: [
        { kind: "assign", slot: 0, value: { value: 1 } },
        { kind: "assign", slot: 1, value: { value: 9 } },
        {
          kind: "while",
          condition: { kind: "binary", operator: "<", left: local(0), right: local(1) },
          body: { kind: "block", statements: [{ kind: "write", value: local(0) }] },
          update: {
            kind: "assign",
            slot: 0,
            value: { kind: "binary", operator: "+", left: local(0), right: { value: 1 } },
          },
        },
      ],
    });
  });

  it("folds constants and nothing else", () => {
    const fold = (value: string): Expression => {
      const p = program(`const x = ${value}; fn main(): int { let y = x; return 1 + 2; }`);
      const [first, last] = p.functions[0]!.body.statements as [Statement, Statement];
      expect(last).toMatchObject({ value: { kind: "binary", operator: "+" } });
      return first.kind === "assign" ? first.value : { kind: "read", id: 0, type: "int" };
    };
    const cases: readonly (readonly [string, number])[] = [
      ["-2147483648 / -1", -2147483648],
      ["-2147483648 % -1", 0],
      ["-7 / 2", -3],
      ["-7 % 2", -1],
      ["2147483647 + 1", -2147483648],
      ["65536 * 65536", 0],
      ["1 << 33", 2],
      ["-1 >> 1", -1],
      ["-1 >>> 28", 15],
      ["~0 ^ 0xF0 | 1 & 3", -241],
      ["'a' - 'A'", 32],
    ];
    for (const [value, result] of cases)
      expect(fold(value)).toMatchObject({ kind: "constant", type: "int", value: result });
    for (const value of ["1 < 2", "2 >= 2", "1 != 2", "!false", "true == true", "false || true", "-1 <= 0 && 1 > 0"])
      expect(fold(value)).toMatchObject({ kind: "constant", type: "bool", value: 1 });
  });

  it("types the elements of arrays", () => {
    const p = program(
      inMain(
        "let a = new byte[](1); let b = new bool[](1); let x = a[0]; let y = b[0]; a[0] = x; b[0] = y; len(a); main();",
      ),
    );
    expect(p.functions[0]!.body.statements.slice(2)).toMatchObject([
      { value: { kind: "index", element: "byte", type: "int" } },
      { value: { kind: "index", element: "bool", type: "bool" } },
      { kind: "assign_element", element: "byte" },
      { kind: "assign_element", element: "bool" },
      { kind: "discard", expression: { kind: "length" } },
      { kind: "discard", expression: { kind: "call", type: "int" } },
      { kind: "return" },
    ]);
  });
});

describe("docs/ell.md", () => {
  const page = readFileSync(new URL("../../docs/ell.md", import.meta.url), "utf8");

  it("lists every code of a diagnostic and no other", () => {
    const listed = [...page.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1]!);
    expect([...listed].sort()).toEqual([...diagnosticCodes, ...warningCodes].sort());
  });

  it("has every static rule that the checker names, and no other", () => {
    const files = [
      "check/check",
      "check/link",
      "check/expression",
      "check/statement",
      "check/assignment",
      "check/step",
      "check/literal",
      "check/constants",
      "files/closure",
      "files/paths",
    ];
    const sources = files.map((file) => readFileSync(new URL(`../../src/lang/${file}.ts`, import.meta.url), "utf8"));
    const cited = sources.flatMap((source) => [...source.matchAll(/\/\/ ((?:[A-Z]\d+)(?:, [A-Z]\d+)*)\b/g)]);
    const named = new Set(cited.flatMap((match) => match[1]!.split(", ")));
    const numbered = new Set([...page.matchAll(/^\*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1]!));
    expect([...named].sort()).toEqual([...numbered].sort());
    for (const [id] of table) expect(numbered).toContain(id);
  });
});
