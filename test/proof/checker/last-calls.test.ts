/**
 * Calls that are the last thing that a function does: it jumps, with its caller's return address, and the callee returns to the caller.
 */

import { describe, expect, test } from "vitest";
import { answer, apply, ByHand, constant, fact, inRegister, local } from "./by-hand.ts";

const g = "fn g(n: int, m: int): int { let a = new int[](3); return n * m + len(a); }";
const main = "fn main(): int { return f(read()); }";
const last = "the call is the last thing that is done";

/** f is `body`, and only jumps to g with its argument and 2, after some other code. */
const jumping = (body: string, before = ""): ByHand =>
  new ByHand(`${g} fn f(n: int): int { ${body} } ${main}`).write("f", `${before}\n li a1, 2\n j g`);

describe("a call in the place of a return", () => {
  test.each([
    ["of a function", "return g(n, 2);"],
    ["in a block in a loop", "while true { { return g(n, 2); } }"],
    ["with what waits for nobody", "let k = 3; if k == 3 { return g(n, 2); } return 1;"],
  ])("%s", (_, body) => {
    expect(answer(jumping(body))).toBe("certified");
  });

  test.each([
    ["something is computed from it", "return g(n, 2) + 0 * n;"],
    ["it is stored", "let k = g(n, 2); return k;"],
    ["another thing is returned", "g(n, 2); return 5;"],
    ["something is done", "let k = g(n, 2); write(k); return k;"],
    ["it is an argument", "return g(g(n, 2), 1);"],
    ["it is a condition", "if g(n, 2) == 1 { return 1; } return 0;"],
  ])("not when %s", (_, body) => {
    expect(answer(jumping(body))).toBe(last);
  });

  /** A frame that waits for the word of the call, whatever is behind it, is something that is left to do. */
  test.each([
    ["a global is assigned", "k = g(n, 2);"],
    ["a variable is", "n = g(n, 2);"],
    ["another is declared", "let m = g(n, 2);"],
    ["it is written", "write(g(n, 2));"],
    ["it is an element", "a[0] = g(n, 2);"],
    ["it is an index", "a[g(n, 2)] = 1;"],
    ["an array is made", "let b = new int[](g(n, 2));"],
    ["it is a condition", "if g(n, 2) == 0 { }"],
    ["it is a condition, again and again", "while g(n, 2) == 0 { }"],
    ["it is an end of a range", "for i in 0..g(n, 2) { }"],
    ["it is the other end", "for i in g(n, 2)..3 { }"],
    ["it is an operand", "k = 3 - g(n, 2);"],
    ["it is the first of two", "k = g(n, 2) - 3;"],
    ["it is the first of several things", "g(n, 2); k = 1;"],
  ])("not when nothing is returned and %s", (_, body) => {
    const f = new ByHand(
      `let k = 0; let a = new int[](3); ${g} fn f(n: int) { ${body} } fn main(): int { f(read()); return k; }`,
    );
    expect(answer(f.write("f", "li a1, 2\n j g"))).toBe(last);
  });

  test("loops are such calls", () => {
    const text = `fn even(n: int): bool { if n == 0 { return true; } return odd(n - 1); }
      fn odd(n: int): bool { if n == 0 { return false; } return even(n - 1); }
      fn main(): int { if even(read()) { return 1; } return 0; }`;
    const f = new ByHand(text);
    for (const [name, other, result] of [
      ["even", "odd", 1],
      ["odd", "even", 0],
    ] as const)
      f.write(name, `beq a0, zero, end_${name}\n addi a0, a0, -1\n j ${other}\nend_${name}:\n li a0, ${result}\n ret`);
    expect(answer(f)).toBe("certified");
  });

  test("of functions without a result, at the very end", () => {
    const made = (body: string): ByHand =>
      new ByHand(`fn p(n: int) { n = n + 1; } fn f(n: int) { ${body} } fn main(): int { f(read()); return 0; }`).write(
        "f",
        "j p",
      );
    expect(answer(made("p(n);"))).toBe("certified");
    expect(answer(made("if true { { p(n); } }"))).toBe("certified");
    expect(answer(made("p(n); n = 3;"))).toBe(last);
    expect(answer(made("p(n); return;"))).toBe("certified");
    expect(answer(made("if true { { p(n); } return; } n = 3;"))).toBe("certified");
    expect(answer(made("while true { { p(n); } return; }"))).toBe("certified");
    expect(answer(made("p(n); n = 3; return;"))).toBe(last);
    expect(answer(made("while true { { p(n); } break; }"))).toBe(last);
    expect(answer(made("while true { p(n); }"))).toBe(last);
  });

  test("through an inlined call", () => {
    const text = `${g} fn h(n: int): int { return g(n, 2); } fn f(n: int): int { return BODY; } ${main}`;
    const made = (body: string): ByHand => {
      const f = new ByHand(text.replace("BODY", body)).write("f", "li a1, 2\n j g");
      f.of("f").inlined = [{ call: f.nodes("f", "call")[0]!.id, within: null }];
      return f;
    };
    expect(answer(made("h(n)"))).toBe("certified");
    expect(answer(made("h(n) + 1"))).toBe(last);
  });

  test("through an inlined call whose result nobody needs, and which does something for it", () => {
    const made = (result: string): ByHand => {
      const text = `fn p(n: int) { n = n + 1; } fn h(n: int): int { p(n); return ${result}; } fn f(n: int) { h(n); }
        fn main(): int { f(read()); return 0; }`;
      const f = new ByHand(text).write("f", "j p");
      f.of("f").inlined = [{ call: f.nodes("f", "call")[0]!.id, within: null }];
      return f;
    };
    for (const result of ["read()", "5"]) expect(answer(made(result))).toBe(last);
  });
});

describe("what the callee finds is what it would find", () => {
  const body = "return g(n, 2);";

  test("sp and the callee-saved registers are as at entry, and gp", () => {
    expect(answer(jumping(body, "addi sp, sp, -16"))).toBe("sp is as at entry");
    for (let i = 0; i < 12; i++) expect(answer(jumping(body, `li s${i}, 0`))).toBe(`s${i} is as at entry`);
    expect(answer(jumping(body, "addi gp, gp, 4"))).toBe("gp is the heap pointer");
    expect(answer(jumping(body, "addi ra, ra, 4"))).not.toBe("certified");
  });

  test("arguments, and no more of them than registers", () => {
    expect(answer(jumping(body, "addi a0, a0, 1"))).toBe("argument n");
    const nine = [..."abcdefghi"];
    const text = `fn nine(${nine.map((name) => `${name}: int`).join(", ")}): int { return i; }
      fn f(n: int): int { return nine(n, n, n, n, n, n, n, n, n); } ${main}`;
    const code = [..."1234567"].map((k) => `mv a${k}, a0`).join("\n");
    expect(answer(new ByHand(text).write("f", `${code}\n j nine`))).toBe("stack arguments are in the frame");
  });

  test("the facts of its entry", () => {
    const small = fact(apply("slt", local(0), constant(3)));
    const made = (before: string): ByHand => {
      const f = new ByHand(`${g} fn f(n: int): int { ${before} return g(n, 2); } ${main}`);
      f.write(
        "f",
        before === "" ? "li a1, 2\n j g" : "li a1, 3\n bge a0, a1, skip\n li a1, 2\n j g\nskip:\n li a0, 0\n ret",
      );
      f.of("g").facts = [small];
      return f;
    };
    expect(answer(made(""))).toBe("it is known that (n < 3)");
    expect(answer(made("if n >= 3 { return 0; }"))).toBe("certified");
  });

  test("from a cut point of the function, whose frame is gone", () => {
    const text = `${g} fn f(n: int): int { while n > 9 { n = n - 7; } return g(n, 2); } ${main}`;
    const f = new ByHand(text).write(
      "f",
      `head:
        li a1, 9
        bge a1, a0, out
        addi a0, a0, -7
        j head
      out:
        li a1, 2
        j g`,
    );
    f.cut("f", { phase: "before", node: f.nodes("f", "while")[0]!.id }, "head", {
      values: [{ value: local(0), location: inRegister("a0") }],
    });
    expect(answer(f)).toBe("certified");
  });
});
