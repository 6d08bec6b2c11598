/**
 * Trees: precedence, spans, and that each of several mistakes in a text is reported.
 */

import { parseModule, type SyntaxExpression, type SyntaxStatement } from "etalon/lang";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

function expressionOf(text: string): SyntaxExpression {
  const parsed = parseModule(`const x = ${text};`);
  const declaration = parsed.ok ? parsed.value.declarations[0] : undefined;
  if (declaration?.kind !== "const") throw new Error(`refused: ${text}`);
  return declaration.value;
}

/** A tree with all its parentheses. */
function shape(e: SyntaxExpression): string {
  switch (e.kind) {
    case "name":
      return e.name;
    case "integer":
      return String(e.value);
    case "unary":
      return `(${e.operator}${shape(e.operand)})`;
    case "binary":
      return `(${shape(e.left)}${e.operator}${shape(e.right)})`;
    case "index":
      return `${shape(e.array)}[${shape(e.index)}]`;
    case "call":
      return `${e.name}(${e.arguments.map(shape).join()})`;
    default:
      return e.kind;
  }
}

const levels = [
  ["*", "/", "%"],
  ["+", "-"],
  ["<<", ">>", ">>>"],
  ["&"],
  ["^"],
  ["|"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["&&"],
  ["||"],
];

describe("expressions", () => {
  it("bind by the table, tightest first, to the left", () => {
    for (const [i, row] of levels.entries())
      for (const a of row)
        for (const [j, other] of levels.entries())
          for (const b of other) {
            if (i === 6 && j === 6) continue;
            const expected = i <= j ? `((x${a}y)${b}z)` : `(x${a}(y${b}z))`;
            expect(shape(expressionOf(`x ${a} y ${b} z`))).toBe(expected);
          }
  });

  it("do not chain comparisons", () => {
    for (const a of levels[6]!)
      for (const b of levels[6]!) {
        expect(parseModule(`const x = p ${a} q ${b} r;`)).toMatchObject({ error: [{ code: "comparison-chain" }] });
        expect(parseModule(`const x = (p ${a} q) ${b} r && p ${a} q;`).ok).toBe(true);
      }
  });

  it("bind prefixes tighter than infixes and looser than indexing", () => {
    expect(shape(expressionOf("-a[1] * !~b"))).toBe("((-a[1])*(!(~b)))");
    expect(shape(expressionOf("a[1][2](3)".slice(0, 7)))).toBe("a[1][2]");
    expect(shape(expressionOf("f(a, g(), -1)[0]"))).toBe("f(a,g(),(-1))[0]");
    expect(shape(expressionOf("a<-b"))).toBe("(a<(-b))");
    expect(shape(expressionOf("a--b"))).toBe("(a-(-b))");
  });

  it("carry spans: a part's inside the whole's, and exactly its text", () => {
    const text = "const x = (a + b) * f(c)[1] - -d;";
    const parsed = parseModule(text);
    const found: string[] = [];
    const walk = (e: SyntaxExpression): void => {
      found.push(text.slice(e.span.start, e.span.end));
      if (e.kind === "binary") [e.left, e.right].forEach(walk);
      else if (e.kind === "unary") walk(e.operand);
      else if (e.kind === "index") [e.array, e.index].forEach(walk);
      else if (e.kind === "call") e.arguments.forEach(walk);
    };
    const declaration = parsed.ok ? parsed.value.declarations[0] : undefined;
    if (declaration?.kind === "const") walk(declaration.value);
    expect(found).toEqual([
      "(a + b) * f(c)[1] - -d",
      "(a + b) * f(c)[1]",
      "(a + b)",
      "a",
      "b",
      "f(c)[1]",
      "f(c)",
      "c",
      "1",
      "-d",
      "d",
    ]);
  });
});

describe("statements", () => {
  const statements = (body: string): readonly SyntaxStatement[] => {
    const parsed = parseModule(`fn f() { ${body} }`);
    const declaration = parsed.ok ? parsed.value.declarations[0] : undefined;
    if (declaration?.kind !== "function") throw new Error(`refused: ${body}`);
    return declaration.body.statements;
  };

  it("are read, each kind", () => {
    const text =
      "let a = 1; let b: int[] = c; a = 2; b[0] = 3; f(); if a {} while a {} for i in 0..9 {} break; continue; return; return 1; assert a; {}";
    expect(statements(text).map(({ kind }) => kind)).toEqual(
      "let let assign assign call if while for break continue return return assert block".split(" "),
    );
  });

  it("chain else and if", () => {
    expect(statements("if a {} else if b {} else if c {} else { return; }")).toMatchObject([
      { else: { kind: "if", else: { kind: "if", else: { kind: "block", statements: [{ kind: "return" }] } } } },
    ]);
    expect(statements("if a {} else { if b {} }")).toMatchObject([
      { else: { kind: "block", statements: [{ kind: "if" }] } },
    ]);
  });

  it("have heads to point at", () => {
    const text = "fn f(a: int): bool { return a; }";
    expect(parseModule(text)).toMatchObject({
      value: { declarations: [{ head: { start: 0, end: 18 }, span: { start: 0, end: text.length } }] },
    });
  });
});

describe("recovery", () => {
  it("tells several mistakes in one run, each at its place", () => {
    const text = [
      "fn f( {",
      "}",
      "fn g() {",
      "  let x = ;",
      "  x = 1",
      "  y = 2;",
      "  if { }",
      "  return 3 4;",
      "}",
      "const = 1;",
    ].join("\n");
    const parsed = parseModule(text);
    const lines = parsed.ok ? [] : parsed.error.map(({ span }) => text.slice(0, span.start).split("\n").length);
    expect(lines).toEqual([1, 4, 5, 7, 8, 10]);
  });

  it("stops at twenty, and counts the rest", () => {
    const parsed = parseModule(`fn f() {\n${"  let = 1;\n".repeat(50)}}`);
    expect(parsed.ok ? [] : parsed.error).toHaveLength(21);
    expect(parsed.ok ? undefined : parsed.error.at(-1)).toMatchObject({ severity: "note", code: "more" });
  });

  it("is forgotten by the next text", () => {
    fc.assert(
      fc.property(fc.string(), (junk) => {
        parseModule(junk);
        expect(parseModule("const a = 1;").ok).toBe(true);
      }),
    );
  });
});
