/**
 * Functions that walk trees and continuations without running them: every node once and in order, the exact depth of a
 * declaration, continuations that differ only in operands.
 */

import { describe, expect, it } from "vitest";
import { environmentOf } from "../../src/core/environment.ts";
import { nodesOf, nodesUnder } from "../../src/lang/program/nodes.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { type Continuation, mapOperands, sameShape } from "../../src/lang/semantics/configuration.ts";
import { watchSteps } from "../../src/lang/semantics/run.ts";
import { maximumDepth } from "../../src/lang/syntax/depth.ts";
import { parseModule } from "../../src/lang/syntax/parser.ts";
import { programOf } from "./program-of.ts";

/** A program with every kind of node. */
const everything = (): Program =>
  programOf(`
  let g = 1;
  fn f(a: int[], b: bool): int { return a[0] + g; }
  fn main(): int {
    let a = new int[](3);
    let s = "ab";
    a[1] = -f(a, true && !false || len(s) < 2);
    g = read();
    if g > 0 { write(s[g & 1]); } else { exit(2); }
    while g < 0 { if g == -1 { break; } g = g + 1; continue; }
    for i in 0..3 { a[i] = i; }
    assert a[1] >= 0 || g != 1;
    f(a, false);
    return 0;
  }`);

describe("the nodes of a program", () => {
  it("are numbered in the order of the walk, function by function", () => {
    for (const { body } of everything().functions) {
      const ids = [...nodesUnder(body)].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids[0]).toBe(Math.min(...ids));
    }
  });

  it("are all there", ({ expect }) => {
    const kinds = [...nodesOf(everything())].map(({ kind }) => kind);
    const count: Record<string, number> = {};
    for (const kind of kinds) count[kind] = (count[kind] ?? 0) + 1;
    expect(count).toMatchInlineSnapshot(`
      {
        "and": 1,
        "assert": 1,
        "assign": 5,
        "assign_element": 2,
        "assign_global": 3,
        "binary": 11,
        "block": 9,
        "break": 1,
        "call": 3,
        "constant": 21,
        "continue": 1,
        "discard": 1,
        "exit": 2,
        "global": 7,
        "if": 2,
        "index": 3,
        "length": 1,
        "local": 13,
        "new": 1,
        "or": 2,
        "read": 1,
        "return": 2,
        "text": 1,
        "unary": 3,
        "while": 2,
        "write": 1,
      }
    `);
  });

  it("have every number that the checker gave, once", () => {
    const ids = [...nodesOf(everything())].map(({ id }) => id).sort((a, b) => a - b);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("depth", () => {
  const codes = (text: string): string[] => {
    const module = parseModule(text);
    return module.ok ? [] : module.error.map(({ code }) => code);
  };
  const terms = (count: number): string => `const c = 1${" + 1".repeat(count - 1)};`;
  const inMain = (body: string): string => `fn main(): int { ${body} }`;

  it("is counted to the level", () => {
    // A chain of n operands is n levels deep: n − 1 sums, each inside the one before, and the first operand.
    expect(codes(terms(maximumDepth))).toEqual([]);
    expect(codes(terms(maximumDepth + 1))).toEqual(["too-deep"]);
  });

  it("is counted anew in each declaration, and told once for each", () => {
    expect(codes(terms(maximumDepth) + terms(maximumDepth))).toEqual([]);
    expect(codes(terms(maximumDepth + 1) + terms(3) + terms(maximumDepth + 9))).toEqual(["too-deep", "too-deep"]);
  });

  const places: readonly (readonly [string, (deep: string) => string])[] = [
    ["let", (e) => `let x = ${e};`],
    ["assignment", (e) => `x = ${e};`],
    ["place", (e) => `a[${e}] = 1;`],
    ["if", (e) => `if ${e} { }`],
    ["then", (e) => `if true { x = ${e}; }`],
    ["else", (e) => `if true { } else { x = ${e}; }`],
    ["while", (e) => `while ${e} { }`],
    ["body", (e) => `while true { x = ${e}; }`],
    ["low", (e) => `for i in ${e}..1 { }`],
    ["high", (e) => `for i in 0..${e} { }`],
    ["for", (e) => `for i in 0..1 { x = ${e}; }`],
    ["return", (e) => `return ${e};`],
    ["assert", (e) => `assert ${e};`],
    ["argument", (e) => `f(1, ${e});`],
    ["operand", (e) => `x = -(${e});`],
    ["left", (e) => `x = (${e}) - 1;`],
    ["right", (e) => `x = 1 - (${e});`],
    ["array", (e) => `x = f(${e})[0];`],
    ["index", (e) => `x = a[${e}];`],
    ["length", (e) => `x = new int[](${e});`],
  ];

  it.each(places)("is measured in: %s", (_, put) => {
    expect(codes(inMain(put(`1${" + 1".repeat(maximumDepth)}`)))).toEqual(["too-deep"]);
    expect(codes(inMain(put("1 + 1")))).toEqual([]);
  });
});

/** Every continuation of a run. */
function continuations(program: Program, input: string): Continuation<number>[] {
  const found: Continuation<number>[] = [];
  for (const { before } of watchSteps(program, environmentOf(new TextEncoder().encode(input))))
    found.push(before.continuation);
  return found;
}

describe("continuations", () => {
  const some = (): Continuation<number>[] => continuations(everything(), "\x01");

  it("have their own shape, whatever their operands", () => {
    for (const k of some()) {
      expect(sameShape(k, k)).toBe(true);
      expect(
        sameShape(
          k,
          mapOperands(k, (operand) => operand + 1),
        ),
      ).toBe(true);
    }
  });

  it("have another shape when a frame differs", () => {
    for (const k of some()) {
      if (k.kind === "end") continue;
      expect(sameShape(k, { kind: "end" })).toBe(false);
      if (k.kind === "call") continue;
      expect(sameShape(k, k.next)).toBe(false);
      expect(sameShape(k.next, k)).toBe(false);
      expect(sameShape(k, { ...k, node: { ...k.node, id: -1 } } as typeof k)).toBe(false);
      if (k.kind === "block") expect(sameShape(k, { ...k, index: k.index + 1 })).toBe(false);
      if (k.kind === "arguments") expect(sameShape(k, { ...k, values: [...k.values, 0] })).toBe(false);
    }
  });

  it("name their operands from the outermost in, with types", ({ expect }) => {
    const seen = new Set<string>();
    for (const k of some()) {
      const operands: string[] = [];
      mapOperands(k, (operand, type) => {
        operands.push(type);
        return operand;
      });
      seen.add(`${k.kind}: ${operands.join(" ")}`);
    }
    expect([...seen].toSorted()).toMatchInlineSnapshot(`
      [
        "arguments: ",
        "arguments: int[]",
        "arguments: int[] int",
        "arguments: int[] int int[]",
        "assert: ",
        "assign: ",
        "assign_global: ",
        "binary_left: ",
        "binary_left: byte[]",
        "binary_right: byte[] int",
        "binary_right: int",
        "block: ",
        "call: ",
        "discard: ",
        "element_array: ",
        "element_index: int[]",
        "element_value: int[] int",
        "end: ",
        "exit: ",
        "if: ",
        "index_array: ",
        "index_index: byte[]",
        "index_index: int[]",
        "logic_left: ",
        "logic_left: int[] int int[]",
        "logic_right: int[] int int[]",
        "loop: ",
        "new: ",
        "return: ",
        "unary: int[] int",
        "unary: int[] int int[]",
        "update: ",
        "while: ",
        "write: ",
      ]
    `);
  });

  it("keep the frames of callers as they are", () => {
    for (const k of some()) {
      const changed = mapOperands(k, (operand) => operand + 1);
      let [a, b] = [k, changed];
      while (a.kind !== "end" && a.kind !== "call" && b.kind !== "end" && b.kind !== "call") [a, b] = [a.next, b.next];
      expect(b).toBe(a);
    }
  });
});
