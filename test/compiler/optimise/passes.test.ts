/** What each optimisation does, and what it must leave: small functions, and how many instructions they have after it. */

import { describe, expect, it } from "vitest";
import type { Operand } from "../../../src/compiler/flow/syntax.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import { depthsIn, loopsOf } from "../../../src/compiler/ssa/loops.ts";
import type { SsaFunction } from "../../../src/compiler/ssa/syntax.ts";
import { certified, checks, count, formOf, inLoops, instructionsOf } from "./form.ts";

const main = "fn main(): int { return 0; }";

/** How many branches control can reach. */
const branches = (f: SsaFunction): number =>
  f.graph.order.filter((label) => f.blocks[label]!.terminator.op === "branch").length;

describe("fold", () => {
  it("computes what is constant, also around a loop", () => {
    const f = certified(
      `fn f(n: int): int { let a = 3; while n > 0 { n = n - 1; a = a * 2 - 3; } return a + 4; } ${main}`,
      "f",
      "fold",
    );
    expect(count(f, "operate")).toBe(1);
    expect(f.blocks[1]!.parameters).toHaveLength(1);
  });

  it("leaves out the side of a branch that is not taken", () => {
    const f = certified(
      `fn f(n: int): int { if 2 * 3 < 7 { return n; } write(1); return n * n; } ${main}`,
      "f",
      "fold",
    );
    expect([count(f, "write"), count(f, "operate")]).toStrictEqual([0, 0]);
  });

  it.each([
    "n + 0",
    "0 + n",
    "n - 0",
    "n * 1",
    "1 * n",
    "n / 1",
    "n & -1",
    "n | 0",
    "n ^ 0",
    "n << 32",
    "n >> 32",
    "n >>> 64",
    "-1 & n",
    "0 | n",
    "0 ^ n",
    "n & n",
    "n | n",
  ])("takes %s for n", (text) => {
    expect(count(certified(`fn f(n: int): int { return ${text}; } ${main}`, "f", "fold"), "operate")).toBe(0);
  });

  it.each(["n * 0", "0 * n", "n & 0", "0 & n", "n % 1", "n - n", "n ^ n", "5 * 0 & n"])(
    "takes %s for 0, also in a loop",
    (text) => {
      for (const body of [`return ${text};`, `let s = n; while s > 9 { s = s - 1 + (${text}); } return ${text};`]) {
        const f = certified(`fn f(n: int): int { ${body} } ${main}`, "f", "fold");
        expect(count(f, "operate")).toBe(body.includes("while") ? 1 : 0);
        const returned = f.blocks.flatMap(({ terminator }) => (terminator.op === "return" ? [terminator.value] : []));
        expect(returned).toStrictEqual([{ kind: "constant", value: 0 }]);
      }
    },
  );

  it.each([
    ["n < n", 0],
    ["n > n", 0],
    ["n <= n", 1],
    ["n == n", 1],
    ["n != n", 0],
    ["3 < 2", 0],
    ["!(n < n)", 1],
  ])("knows %s, as a word and as a branch", (text, value) => {
    for (const loop of ["", "while n > 9 { n = n - 1; }"]) {
      const f = certified(`fn f(n: int): bool { ${loop} let b = ${text}; return b; } ${main}`, "f", "fold");
      const returned = f.blocks.flatMap(({ terminator }) => (terminator.op === "return" ? [terminator.value] : []));
      expect(returned).toStrictEqual([{ kind: "constant", value }]);
      const branch = certified(
        `fn f(n: int): int { ${loop} if ${text} { write(1); return 1; } write(2); return 0; } ${main}`,
        "f",
        "fold",
      );
      const writes = instructionsOf(branch).flatMap((one) => (one.op === "write" ? [one.value] : []));
      expect(writes).toStrictEqual([{ kind: "constant", value: 2 - value }]);
      expect(branches(branch)).toBe(loop === "" ? 0 : 1);
      // What nothing reaches keeps its number, and is nothing else.
      for (const [label, block] of branch.blocks.entries())
        if (branch.graph.position[label] === -1)
          expect([block.parameters, block.instructions, block.terminator.op]).toStrictEqual([[], [], "trap"]);
    }
  });

  it.each([
    ["what another one was before it changed", "b = a; a = a + 1;", 3],
    ["what is taken from a constant", "b = 6 - a; a = a + 1;", 3],
    ["what a branch decides that reads it on the right", "if 3 != a { b = 4; } a = a + 1;", 3],
    ["what a branch decides that reads it on the left", "if a != 3 { b = 4; } a = a + 1;", 3],
    ["what a branch decides that never goes the other way", "if 3 != a { b = 4; a = a + 1; }", 1],
    ["what stays as it was", "b = a; a = 6 - b;", 1],
    ["what is something else where control never comes", "b = a; if b > a { a = n; }", 1],
  ])("hopes no longer than it is so that a variable is constant in a loop: %s", (_, body, parameters) => {
    const text = `fn f(n: int): int { let a = 3; let b = 3; while n > 9 { n = n - 1; ${body} } return b; } ${main}`;
    const f = certified(text, "f", "fold");
    expect(f.blocks[loopsOf(f.graph)[0]!.head]!.parameters).toHaveLength(parameters);
  });

  it("says of a word that it is two variables where it relies on that", () => {
    const identified = (body: string): readonly boolean[] => {
      const f = certified(`fn f(n: int): int { let m = n; ${body} } ${main}`, "f", "fold");
      return [f.identified[0] === true, f.identified.includes(true)];
    };
    expect(identified("return m - n;")).toStrictEqual([true, true]);
    expect(identified("if m < n { return 1; } return 2;")).toStrictEqual([true, true]);
    expect(identified("if m < 3 { return m - 1; } return 2;")).toStrictEqual([false, false]);
  });

  it("shifts for a product by a power of two", () => {
    const f = certified(`fn f(n: int): int { return n * 8 + 4 * n + n * 12 + n * 2; } ${main}`, "f", "fold");
    const operations = instructionsOf(f).flatMap((one) => (one.op === "operate" ? [one.operation] : []));
    expect(operations).toStrictEqual(["sll", "sll", "add", "mul", "add", "sll", "add"]);
  });

  it.each([
    "n + n",
    "n - 32",
    "n / 32",
    "1 & n",
    "n | 1",
    "n ^ 1",
    "n % -1",
    "0 / n",
    "n * 3",
    "n >> 31",
    "n >>> 1",
    "n - 1",
    "0 - n",
    "n * 0 - n",
    "n / -1",
    "n & 1",
    "n << 1",
    "n % 2",
    "n * n",
  ])("computes %s", (text) => {
    expect(count(certified(`fn f(n: int): int { return ${text}; } ${main}`, "f", "fold", "dead"), "operate")).toBe(1);
  });
});

describe("number", () => {
  it("computes an operation once, in either order of operands that may stand in either", () => {
    const once = certified(`fn f(a: int, b: int): int { return (a + b) * (b + a); } ${main}`, "f", "number");
    expect(count(once, "operate")).toBe(2);
    const twice = certified(`fn f(a: int, b: int): int { return (a - b) * (b - a); } ${main}`, "f", "number");
    expect(count(twice, "operate")).toBe(3);
  });

  it("computes anew what was computed on one way only", () => {
    const f = certified(
      `fn f(a: int, c: bool): int { let s = 0; if c { s = a * a; } return s + a * a; } ${main}`,
      "f",
      "number",
    );
    expect(count(f, "operate")).toBe(3);
  });

  it("reads a length once, also after a call", () => {
    const text = `fn f(a: byte[]): int { let n = len(a); main(); return n + len(a); } ${main}`;
    expect(count(certified(text, "f", "number"), "length")).toBe(1);
  });

  it.each([
    ["nothing", "write(1);", 1],
    ["a write of another", "h = 1;", 1],
    ["a write of the same", "g = 1;", 2],
    ["a call", "main();", 2],
    ["a write on one way", "if c { g = 2; }", 2],
    ["a write in a loop", "while c { g = 2; c = false; }", 2],
  ])("reads a global again only after a write that may be of it: %s", (_, between, reads) => {
    const text = `let g = 1; let h = 2; fn f(c: bool): int { let a = g; ${between} return a + g; } ${main}`;
    expect(count(certified(text, "f", "number"), "get_global")).toBe(reads);
  });

  it.each([
    ["nothing", "write(1)", 1],
    ["a write of an element", "b[j] = 1", 2],
    ["a call", "main()", 2],
    ["a block read", "read_bytes(c, 0, 1)", 2],
  ])("reads an element again only after a write: %s", (_, between, reads) => {
    const text = `fn f(a: int[], b: int[], c: byte[], i: int, j: int): int { let x = a[i]; ${between}; return x + a[i]; } ${main}`;
    expect(count(certified(text, "f", "number"), "load_element")).toBe(reads);
  });

  it.each([
    ["+", 1],
    ["*", 1],
    ["&", 1],
    ["|", 1],
    ["^", 1],
    ["-", 2],
    ["/", 2],
    ["%", 2],
    ["<<", 2],
    [">>", 2],
    [">>>", 2],
  ])("knows whether operands may stand in either order: %s", (operator, computed) => {
    const text = `fn f(a: int, b: int): int { write(a ${operator} b); write(b ${operator} a); write(a ${operator} b); return 0; } ${main}`;
    expect(count(certified(text, "f", "number"), "operate")).toBe(computed);
  });

  it("takes nothing for something else", () => {
    const all = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>"].map(
      (operator) => `write(a ${operator} b);`,
    );
    const others = ["1", "2", "3"].map((constant) => `write(a + ${constant}); write(${constant} - a);`);
    const text = (times: number): string =>
      `fn f(a: int, b: int): int { ${[...all, ...others, "if a < b { write(1); }"].join(" ").repeat(times)} return 0; } ${main}`;
    for (const times of [1, 2]) expect(count(certified(text(times), "f", "number"), "operate")).toBe(17);
    // The first value, global, version and pair of operands have the same number.
    const reads = certified(
      `let g = 1; let h = 2; fn f(a: int[], b: int[], i: int): int { write(len(a)); write(g); write(a[0]); write(a[i]); write(b[0]); write(len(b)); write(h); write(a[i]); return g; } ${main}`,
      "f",
      "number",
    );
    expect([count(reads, "length"), count(reads, "get_global"), count(reads, "load_element")]).toStrictEqual([2, 2, 3]);
  });

  it.each([
    ["g = n; return g;", 0],
    ["g = read(); return g;", 0],
    ["g = n; h = m; return g + h;", 0],
    ["g = n; h = n; return g + h;", 1],
    ["g = 5; return g;", 1],
    ["g = n * 2; return g;", 1],
    ["g = n; h = 3; return g;", 0],
    ["g = n; main(); return g;", 1],
    ["g = n; g = m; return g;", 0],
    ["if n > m { g = n; } return g;", 1],
  ])("takes the value that a global was given for the global, as far as marks can tell that: %s", (body, reads) => {
    const text = `let g = 1; let h = 2; fn f(n: int, m: int): int { ${body} } ${main}`;
    expect(count(certified(text, "f", "number"), "get_global")).toBe(reads);
  });

  it("takes a variable for what it was before a loop that assigns it to itself", () => {
    const heads = (assigned: string): number => {
      const text = `fn f(n: int, m: int): int { let a = m; while n > 9 { n = n - 1; a = ${assigned}; } return a; } ${main}`;
      const f = certified(text, "f", "number");
      return f.blocks[loopsOf(f.graph)[0]!.head]!.parameters.length;
    };
    expect([heads("a"), heads("m"), heads("n")]).toStrictEqual([1, 1, 2]);
  });

  it("takes what was written for what is read, but not in a byte array", () => {
    const text = (type: string): string => `fn f(a: ${type}[], i: int, x: int): int { a[i] = x; return a[i]; } ${main}`;
    expect(count(certified(text("int"), "f", "number"), "load_element")).toBe(0);
    expect(count(certified(text("byte"), "f", "number"), "load_element")).toBe(1);
  });
});

const isValue = (operand: Operand, value: number): boolean => operand.kind === "register" && operand.register === value;

describe("checks", () => {
  it.each([
    ["the same element twice", "a[i] = a[i] + 1;", 1],
    ["a loop up to the length", "for k in 0..len(a) { s = s + a[k]; }", 0],
    ["a loop up to what is at most the length", "if n <= len(a) { for k in 0..n { s = s + a[k]; } }", 0],
    ["the element before", "for k in 1..len(a) { s = s + a[k - 1]; }", 0],
    ["the same, with the constant first", "for k in 1..len(a) { s = s + a[-1 + k]; }", 0],
    ["a counter to which a constant is added", "let k = 0; while k < len(a) { s = s + a[k]; k = 1 + k; }", 0],
    ["a loop downwards", "let k = len(a) - 1; while k >= 0 { s = s + a[k]; k = k - 1; }", 0],
    ["what was compared", "if i >= 0 && i < len(a) { s = a[i]; }", 0],
    ["a byte as index", "let b = read(); if b >= 0 && b < len(a) { s = a[b]; }", 0],
    ["a new array", "let b = new int[](30); for k in 0..30 { b[k] = k; }", 0],
    ["a new array of any size", "if n >= 0 { let b = new int[](n); for k in 0..n { b[k] = k; } }", 0],
    ["a text", 'let t = "text"; for k in 0..4 { s = s + t[k]; }', 0],
    ["a loop inside a loop", "for k in 0..len(a) { let j = k; while j > 0 { s = s + a[j]; j = j - 1; } }", 0],
    ["a divisor that is not 0", "if n != 0 { s = s / n + s % n; }", 0],
    ["a length that is not negative", "if n >= 0 { a = new int[](n); }", 0],
  ])("are left out: %s", (_, body, left) => {
    const text = `fn f(a: int[], i: int, n: int): int { let s = 0; ${body} return s; } ${main}`;
    expect(checks(certified(text, "f", "fold", "number", "checks"))).toBe(left);
  });

  it.each([
    ["one element more", "for k in 0..len(a) { s = s + a[k + 1]; }", 1],
    ["a constant from which the counter is taken", "for k in 1..len(a) { s = s + a[-1 - k]; }", 1],
    ["a product with a constant", "for k in 1..len(a) { s = s + a[-1 * k]; }", 1],
    ["some bits", "for k in 1..len(a) { s = s + a[-1 ^ k]; }", 1],
    ["up to and with the length", "let k = 0; while k <= len(a) { s = s + a[k]; k = k + 1; }", 1],
    ["a loop that begins anywhere", "let k = i; while k < len(a) { s = s + a[k]; k = k + 1; }", 1],
    ["more than a new array has", "let b = new int[](30); for k in 0..31 { b[k] = k; }", 1],
    ["another array", "for k in 0..len(b) { s = s + a[k]; }", 1],
    ["what a byte was before it was stored", "let b = read(); n = b; if n < len(a) { s = a[n]; }", 1],
    ["two at a time may wrap", "let k = 0; while k < n { s = s + a[k]; k = k + 2; }", 1],
    ["an index compared as a signed number alone", "if i < len(a) { s = a[i]; }", 1],
    ["what was compared on one way", "if i == 7 || i < len(a) && i >= 0 { s = a[i]; }", 1],
    ["a loop that may pass 0", "let k = len(a) - 1; while k != 5 { s = s + a[k]; k = k - 1; }", 1],
  ])("stay: %s", (_, body, left) => {
    const text = `fn f(a: int[], b: int[], i: int, n: int): int { let s = 0; ${body} return s; } ${main}`;
    expect(checks(certified(text, "f", "fold", "number", "checks"))).toBe(left);
  });

  it.each([
    ["what grows is never below what it was", "let k = i; while k < n { if k < i { write(9); } k = k + 1; }", 0],
    [
      "nor where a constant is taken that is negative",
      "let k = i; while k < n { if k < i { write(9); } k = k - -1; }",
      0,
    ],
    ["what shrinks is never above it", "let k = i; while k > 0 { if k > i { write(9); } k = k - 1; }", 0],
    ["what shrinks may be below it", "let k = i; while k > 0 { if k < i { write(9); } k = k - 1; }", 1],
    ["what grows may be above it", "let k = i; while k < n { if k > i { write(9); } k = k + 1; }", 1],
    ["what grows by any word may be below it", "let k = i; while k < n { if k < i { write(9); } k = k + m; }", 1],
    ["what grows may wrap", "let k = i; while k != n { if k < i { write(9); } k = k + 1; }", 1],
    ["one branch decides the next", "if i < n { if i < n { return 1; } write(9); }", 0],
    ["the other way, too", "if i < n { return 1; } if i < n { write(9); }", 0],
    ["not where ways meet", "if i < n { s = 1; } if i < n { write(9); }", 1],
    ["not what another decided", "if i < n { return 1; } if i < m { write(9); }", 1],
    ["a byte is at most 255", "if b[i] > 255 { write(9); }", 0],
    ["and may be 255", "if b[i] > 254 { write(9); }", 1],
    ["a sum of bytes is at most the sum", "if b[0] + b[1] > 510 { write(9); }", 0],
    ["also of two operations", "if b[0] + b[1] + b[2] > 765 { write(9); }", 0],
    ["not of three", "if b[0] + b[1] + b[2] + b[3] > 1020 { write(9); }", 1],
    ["also with a constant", "if b[0] + 5 > 260 { write(9); }", 0],
    ["some bits are at most these", "if (i & 7) > 7 { write(9); }", 0],
    ["and may be all", "if (i & 7) > 6 { write(9); }", 1],
  ] as const)("know that %s", (_, body, writes) => {
    const text = `fn f(b: byte[], i: int, n: int, m: int): int { let s = 0; ${body} return s; } ${main}`;
    expect(count(certified(text, "f", "fold", "number", "checks"), "write")).toBe(writes);
  });

  it.each([
    ["a byte", "let x = b[i]; main(); if x > 255 { write(9); }", 0],
    ["a sum of bytes", "let x = b[0] + b[1]; main(); if x > 510 { write(9); }", 0],
    ["a sum of bytes, which is made later", "let x = b[0]; let y = b[1]; main(); if x + y > 510 { write(9); }", 0],
    [
      "a sum with a constant, which is made later",
      "let x = b[0]; main(); let y = x + 5; main(); if y > 260 { write(9); }",
      0,
    ],
    ["some bits", "let x = i & 7; main(); if x > 7 { write(9); }", 0],
    ["what was compared", "if i < n { main(); if i < n { return 1; } write(9); }", 0],
    ["a chain", "if i < n { main(); if n < m { main(); if i < m { return n; } write(9); } }", 0],
    [
      "what was compared before a loop",
      "if i < n { while s < 9 { s = s + main() + 1; } if i < n { return 1; } write(9); }",
      0,
    ],
    ["what was compared in a loop", "while s < 9 { s = s + 1; if i < n { main(); if i >= n { write(9); } } }", 0],
    [
      "what was compared before, and in a loop",
      "if i < n { while s < 9 { s = s + 1; if i >= n { write(9); } main(); } }",
      0,
    ],
    ["a counter", "let k = i; while k < n { main(); if k < i { write(9); } k = k + 1; }", 0],
    [
      "a counter in a loop",
      "let j = 0; while j < m { let k = i; while k < n { if k < i { write(9); } main(); k = k + 1; } j = j + 1; if j < 0 { write(9); } }",
      0,
    ],
    ["a counter downwards", "let k = i; while k > 0 { main(); if k > i { write(9); } k = k - 1; }", 0],
    [
      "a new array",
      "let c = new int[](30); main(); if len(c) != 30 { return 1; } for k in 0..30 { c[k] = main(); }",
      0,
    ],
    [
      "a new array of any size",
      "if n >= 0 { let c = new int[](n); main(); for k in 0..n { c[k] = main(); if k >= len(c) { write(9); } } }",
      0,
    ],
    [
      "a new array of which the length is read twice",
      "let w = n & 7; let c = new int[](w); main(); let k = len(c); main(); if k > 7 { write(9); } if len(c) > 7 { write(9); } return w;",
      0,
    ],
    [
      "a word that the source has no more",
      "if i < n { main(); if n < m { main(); if i < m { return 1; } write(9); } }",
      1,
    ],
    ["two words that differ", "if i != n { main(); if n == i { write(9); } }", 0],
    ["what may have changed", "let x = b[i]; if x < n { main(); if b[i] >= n { write(9); } }", 1],
  ] as const)("know after calls, and state at their marks: %s", (_, body, writes) => {
    const text = `fn f(b: byte[], i: int, n: int, m: int): int { let s = 0; ${body} return s; } ${main}`;
    for (const numbered of [["number"], []])
      expect(count(certified(text, "f", "fold", ...numbered, "checks"), "write")).toBe(writes);
  });

  it("states of the length of an array the same facts, however many loops read it", () => {
    const text = (loops: number): string =>
      `fn f(): int { let a = new int[](50); let s = 0; ${"for i in 0..50 { s = s + a[i]; }".repeat(loops)} return s; } ${main}`;
    const most = [2, 12].map((loops) => {
      const f = certified(text(loops), "f", "fold", "number", "checks");
      expect(checks(f)).toBe(0);
      return Math.max(...[...f.facts.values()].map((list) => list.length));
    });
    expect(most[1]).toBe(most[0]);
  });

  it.each([
    ["a new array", "let b = new int[](30); for k in 0..30 { b[k] = k; s = s + b[3] + b[k]; }"],
    ["a new array of any size", "if n > 3 { let b = new int[](n); for k in 0..n { b[k] = b[k] + 1; s = s + b[k]; } }"],
    ["a text", 'let t = "text"; s = t[0] + t[3]; for k in 0..4 { s = s + t[k] + t[2]; }'],
  ])("know each length of an array to be the same, where it is read each time: %s", (_, body) => {
    const text = `fn f(a: int[], n: int): int { let s = 0; ${body} return s; } ${main}`;
    expect(checks(certified(text, "f", "fold", "checks"))).toBe(0);
  });

  /** A function that reads an element at each of these indices, does something, and reads them once more. */
  const twice = (indices: number, between: string): string => {
    const all = Array.from({ length: indices }, (_, i) => `i${i}`);
    const use = all.map((index) => `s = s + a[${index}];`).join(" ");
    return `fn f(a: int[]): int { let s = 0; ${all.map((index) => `let ${index} = read();`).join(" ")} ${use} ${between} ${use} return s; } ${main}`;
  };

  it("states at most 40 facts at a mark, and so many where more would be of use", () => {
    for (const indices of [30, 40, 41, 60]) {
      const { f } = formOf(twice(indices, "while s > 9 { s = s - 1; }"), "f", "fold", "number", "checks");
      expect(Math.max(...[...f.facts.values()].map((list) => list.length))).toBe(Math.min(indices, 40));
      expect(checks(f)).toBe(2 * indices - Math.min(indices, 40));
    }
  });

  it("states those first that few marks need", () => {
    const all = Array.from({ length: 60 }, (_, i) => `i${i}`);
    const use = all.map((index, i) => `s = s + ${i < 30 ? "a" : "b"}[${index}];`);
    const loop = "while s > 9 { s = s - 1; }";
    const text = `fn f(a: int[], b: int[]): int { let s = 0; ${all.map((index) => `let ${index} = read();`).join(" ")}
      ${use.join(" ")} ${loop} ${use.slice(0, 30).join(" ")} ${loop} ${use.slice(30).join(" ")} return s; } ${main}`;
    const { f } = formOf(text, "f", "fold", "number", "checks");
    const left = f.parameters.map((array) => {
      const length = instructionsOf(f).find((one) => one.op === "length" && isValue(one.array, array)) as {
        rd: number;
      };
      return f.blocks.filter(
        ({ terminator }) =>
          terminator.op === "branch" && [terminator.left, terminator.right].some((one) => isValue(one, length.rd)),
      ).length;
    });
    expect(left).toStrictEqual([30, 50]);
  });

  it("states 20,000 facts at all marks and 8 for each instruction at most, and nearly so many where more would be of use", () => {
    const calls = 1500;
    const { f } = formOf(twice(30, "main(); ".repeat(calls)), "f", "fold", "number", "checks");
    const stated = [...f.facts.values()].reduce((sum, list) => sum + list.length, 0);
    const most = 20_000 + 8 * instructionsOf(f).length;
    expect(stated).toBeLessThanOrEqual(most);
    // With one more it would be too much: that one would be stated at all marks of the calls.
    expect(stated + calls).toBeGreaterThan(most);
  });

  it("states at the marks in between what a check that was left out relied on", () => {
    const text = `fn f(a: int[], i: int): int { let s = a[i]; write(1); write(2); write(3); write(4); return s + a[i]; } ${main}`;
    const { f, whole } = formOf(text, "f", "number", "checks");
    expect(f.facts.size).toBeGreaterThan(0);
    const back = whole.optimised.functions.find(({ name }) => name === "f")!;
    const marks = back.blocks.flatMap(({ instructions }) =>
      instructions.flatMap((one) => (one.op === "cut" ? [one.cut] : [])),
    );
    expect(marks.some(({ facts }) => facts !== undefined && facts.length > 0)).toBe(true);
  });
});

describe("hoist", () => {
  const loops = (f: Parameters<typeof count>[0]): readonly ReadonlySet<number>[] =>
    loopsOf(graphOf(f.blocks)).map(({ blocks }) => blocks);

  it.each([
    ["a length", "s = s + len(a)", "length", 0],
    ["a length, where the loop calls", "s = s + len(a); main()", "length", 0],
    ["an operation", "s = s + i * n", "operate", 2],
    ["a global that the loop does not write", "s = s + g; h = s", "get_global", 0],
    ["a global that the loop writes", "s = s + g; g = s", "get_global", 1],
    ["a global, where the loop calls", "s = s + g; main()", "get_global", 1],
  ] as const)("moves what is the same in each round: %s", (_, body, op, left) => {
    const text = `let g = 1; let h = 2;
      fn f(a: int[], i: int, n: int): int { let s = 0; let k = 0; while k < 9 { ${body}; k = k + 1; } return s; } ${main}`;
    const f = certified(text, "f", "hoist");
    expect(inLoops(f, op, loops(f))).toBe(left);
  });

  it.each([
    ["before the outermost of loops", "for k in 0..9 { for j in 0..9 { s = s + i * n; } }", 0],
    [
      "before an inner one, where the outer one writes",
      "for k in 0..9 { n = n + 1; for j in 0..9 { s = s + i * n; } }",
      1,
    ],
    ["not what the loop changes", "for k in 0..9 { s = s + k * n; }", 1],
    ["not what the loop brings to its head", "for k in 0..9 { s = n - s * n; }", 1],
    ["from before one of two jumps back", "while s < 9 { s = s + 1; if s == i { continue; } s = s + i * n; }", 0],
    ["not from before none", "for k in 0..9 { if k == i { continue; } s = s + i * n; }", 1],
    ["where the loop begins", "let k = i; while i * n > k { k = k + 1; }", 0],
  ])("moves an operation %s", (_, body, left) => {
    const text = `fn f(i: int, n: int): int { let s = 0; ${body} return s; } ${main}`;
    const f = certified(text, "f", "number", "hoist");
    const depths = depthsIn(loopsOf(graphOf(f.blocks)), f.blocks.length);
    const products = f.blocks.flatMap(({ instructions }, label) =>
      instructions.flatMap((one) => (one.op === "operate" && one.operation === "mul" ? [depths[label]] : [])),
    );
    expect(products).toStrictEqual([left]);
  });

  it("moves no term of more than 16 parts", () => {
    const sum = (parts: number): string =>
      Array.from({ length: parts }, (_, i) => ["len(a)", "x", "7"][i % 3]).join(" + ");
    for (let parts = 2; parts < 20; parts++) {
      const text = `fn f(a: int[], i: int): int { let x = a[i]; let s = 0; while s < 9 { s = ${sum(parts)}; } return s; } ${main}`;
      const f = certified(text, "f", "hoist");
      // A length has two parts, and each sum one of its own.
      const size = (of: number): number => 2 * of - 1 + Math.ceil(of / 3);
      const large = Array.from({ length: parts - 1 }, (_, i) => size(i + 2)).filter((one) => one > 16);
      expect(inLoops(f, "operate", loops(f))).toBe(large.length);
    }
  });

  it("leaves an operation where the loop does not always come", () => {
    const text = `fn f(i: int, n: int): int { let s = 0; for k in 0..9 { if k == i { s = s + i * n; } } return s; } ${main}`;
    const f = certified(text, "f", "hoist");
    const products = instructionsOf(f).filter((one) => one.op === "operate" && one.operation === "mul");
    expect(products).toHaveLength(1);
    expect(
      loops(f).some((blocks) => [...blocks].some((label) => f.blocks[label]!.instructions.includes(products[0]!))),
    ).toBe(true);
  });
});

describe("dead", () => {
  it("leaves out values that only need each other", () => {
    const text = `fn f(n: int): int { let s = 1; let t = 2; while n > 0 { let u = s; s = t * 3; t = u + 1; n = n - 1; } return n; } ${main}`;
    expect(count(certified(text, "f", "dead"), "operate")).toBe(1);
  });

  it("leaves out the writes of a global that nothing can see", () => {
    const text = (between: string): string => `let g = 1; fn f(n: int) { g = n; ${between} g = n + 1; } ${main}`;
    expect(count(certified(text("write(n);"), "f", "dead"), "set_global")).toBe(1);
    for (const between of ["main();", "write(g);", "if n > 0 { return; }"])
      expect(count(certified(text(between), "f", "dead"), "set_global"), between).toBe(2);
  });

  it("keeps what has an effect or may trap", () => {
    const text = `fn f(a: int[], n: int) { let x = a[n]; let y = n / n; let z = new int[](n); let w = read(); } ${main}`;
    const f = certified(text, "f", "dead");
    expect([checks(f), count(f, "allocate"), count(f, "read"), count(f, "load_element")]).toStrictEqual([3, 1, 1, 0]);
  });
});

describe("a branch of which both sides do the same", () => {
  it("brings the same arguments", () => {
    const text = (second: string): string => `fn f(n: int): bool { return n * n < 7 && ${second}; } ${main}`;
    expect(count(certified(text("false"), "f", "dead"), "operate")).toBe(0);
    expect(count(certified(text("true"), "f", "dead"), "operate")).toBe(1);
    expect(count(certified(text("n > 3"), "f", "dead"), "operate")).toBeGreaterThan(1);
  });

  it("is none, and what it compared is dead", () => {
    const text = `fn f(n: int): int { let b = n * n < n + 1 && false; return n; } ${main}`;
    expect(count(certified(text, "f", "fold", "dead"), "operate")).toBe(0);
  });
});
