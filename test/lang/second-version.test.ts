/**
 * What the second version of Ell adds to statements and expressions: `x += e`, `[1, 2]`, `by`, local constants, and the text
 * of an assertion. Each expectation is computed here, or is the same program written without the addition.
 */

import { describe, expect, it } from "vitest";
import { environmentOf } from "../../src/core/environment.ts";
import { evaluate, parseModule, parseProgram, printModule } from "../../src/lang/index.ts";
import { runSteps } from "../../src/lang/semantics/run.ts";

/** How a program ends, and what it writes: by both semantics, which must agree. */
function run(text: string, input = ""): { readonly written: string; readonly outcome: unknown } {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error.map(({ message }) => message).join("\n"));
  const bytes = new TextEncoder().encode(input);
  const steps = runSteps(program.value, environmentOf(bytes));
  const big = evaluate(program.value, environmentOf(bytes));
  expect(big.ok && big.value).toMatchObject({ events: steps.events, outcome: steps.outcome, node: steps.node });
  const written = steps.events.flatMap((event) => ("write" in event ? [event.write] : []));
  return { written: String.fromCharCode(...written), outcome: steps.outcome };
}

/** What `main` with this body writes. */
const written = (body: string, others = ""): string => run(`${others} fn main(): int { ${body} return 0; }`).written;

function mistakes(text: string): string[] {
  const program = parseProgram(text);
  return program.ok ? [] : program.error.map(({ code }) => code);
}

describe("an assignment with an operator", () => {
  const operators = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>"];
  const numbers = [0, 1, -1, 7, -7, 31, 32, 2147483647, -2147483648];

  it("computes as the operator does", () => {
    for (const operator of operators)
      for (const a of numbers)
        for (const b of numbers) {
          const main = (body: string) => run(`let g = ${a}; fn main(): int { ${body} }`).outcome;
          const long = main(`let x = ${a}; x = x ${operator} (${b}); return x;`);
          expect(main(`let x = ${a}; x ${operator}= ${b}; return x;`)).toStrictEqual(long);
          expect(main(`g ${operator}= ${b}; return g;`)).toStrictEqual(long);
          expect(main(`let a = [${a}]; a[0] ${operator}= ${b}; return a[0];`)).toStrictEqual(long);
        }
  });

  it("evaluates array and index once, and loads the element before the value", () => {
    const others = `let a = [10, 20];
      fn it(): int[] { write('a'); return a; }
      fn at(i: int): int { write('i'); return i; }
      fn change(n: int): int { write('e'); a[1] = 90; return n; }`;
    expect(written("it()[at(1)] += change(5); write(a[1]);", others)).toBe(`aie${String.fromCharCode(25)}`);
    expect(
      written(
        "a = [1, 2]; let b = a; a[0] += swap(); write('0' + b[0]); write('0' + a[0]);",
        `let a = [0];
      fn swap(): int { a = [5, 5]; return 3; }`,
      ),
    ).toBe("45");
  });

  it("loads a global before the value is evaluated", () => {
    expect(written("g += f(); write('0' + g);", "let g = 1; fn f(): int { g = 5; return 2; }")).toBe("3");
  });

  it("checks the bounds before the value is evaluated", () => {
    const { written, outcome } = run(
      "fn main(): int { let a = [1]; a[1] += say(); return 0; } fn say(): int { write('!'); return 1; }",
    );
    expect(written).toBe("");
    expect(outcome).toStrictEqual({ kind: "trapped", trap: "bounds" });
  });

  it("stores the low 8 bits into bytes", () => {
    expect(written('let s = "z"; s[0] += 256 * 3 - 1; write(s[0]); s[0] >>>= 1; write(s[0]);')).toBe("y<");
  });

  it("is of ints, and assigns what may be assigned", () => {
    const of = (body: string) => mistakes(`const c = 1; fn main(): int { ${body} return 0; }`);
    expect(of("let b = true; b &= 1;")).toStrictEqual(["type-mismatch"]);
    expect(of("let b = [true]; b[0] |= 1;")).toStrictEqual(["type-mismatch"]);
    expect(of("let x = 1; x += true;")).toStrictEqual(["type-mismatch"]);
    expect(of('let s = ""; s += 1;')).toStrictEqual(["type-mismatch"]);
    expect(of("c += 1;")).toStrictEqual(["not-assignable"]);
    expect(of("for i in 0..3 { i += 1; }")).toStrictEqual(["not-assignable"]);
    expect(of("y += 1;")).toStrictEqual(["unknown-name"]);
    expect(of("main() += 1;")).toStrictEqual(["not-a-place"]);
    expect(of("if c += 1 {}")).toStrictEqual(["assignment-in-condition"]);
  });
});

describe("an array of constants", () => {
  it("has its elements", () => {
    expect(written("let a = [72, 'i', 1 + c, -1]; for i in 0..len(a) { write(a[i]); }", "const c = 32;")).toBe(
      "Hi!\xff",
    );
    expect(written("let b = [true, 1 > 2]; if b[0] && !b[1] { write('y'); }")).toBe("y");
    expect(written("write('0' + len([]));")).toBe("0");
    expect(written("write([65, 66][1]);")).toBe("B");
  });

  it("is a fresh one each time", () => {
    const others = "fn f(): int[] { return [1, 2]; }";
    expect(written("let a = f(); a[0] = 9; write('0' + f()[0]); write('0' + a[0]);", others)).toBe("19");
    expect(written("for i in 0..2 { let a = [5]; a[0] += 1; write('0' + a[0]); }")).toBe("66");
  });

  it("begins a global", () => {
    expect(written("write(g[1]); write('0' + len(h));", "let g = [65, 66]; let h: bool[] = [true];")).toBe("B1");
  });

  it("holds constants of one type", () => {
    const of = (body: string) => mistakes(`fn main(): int { let x = 1; ${body} return 0; }`);
    expect(of("let a = [1, true];")).toStrictEqual(["type-mismatch"]);
    expect(of("let a: bool[] = [];")).toStrictEqual(["type-mismatch"]);
    expect(of("let a: byte[] = [1];")).toStrictEqual(["type-mismatch"]);
    expect(of("let a = [x];")).toStrictEqual(["not-constant"]);
    expect(of("let a = [1 / 0];")).toStrictEqual(["constant-trap"]);
    expect(of("let a = [[1]];")).toStrictEqual(["not-constant"]);
    expect(of("let a = [1, 2,];")).toStrictEqual(["syntax"]);
    expect(of("const a = [1];")).toStrictEqual(["not-constant"]);
  });
});

describe("`by`", () => {
  /** The values of a loop, by arithmetic without an end. */
  function values(low: number, high: number, step: number): number[] {
    const found: number[] = [];
    for (let i = low; step > 0 ? i < high : i > high; i += step) {
      if (i !== (i | 0)) break;
      found.push(i);
    }
    return found;
  }

  it("counts as integers without an end do", () => {
    const [least, most] = [-2147483648, 2147483647];
    const ranges: readonly (readonly [number, number])[] = [
      [0, 10],
      [10, 0],
      [-5, 5],
      [3, 3],
      [most - 5, most],
      [least + 5, least],
      [least, least + 4],
      [most, most - 7],
    ];
    for (const [low, high] of ranges)
      for (const step of [1, -1, 2, -2, 3, -3, 5, 7, -7, most, least])
        expect(
          written(`for i in ${low}..${high} by ${step} { write(i); write(i >> 8); write(i >> 24); }`),
          `${low}..${high} by ${step}`,
        ).toBe(
          String.fromCharCode(...values(low, high, step).flatMap((i) => [i & 255, (i >> 8) & 255, (i >> 24) & 255])),
        );
    expect(written(`for i in ${least}..${most} by ${most} { write('x'); }`)).toBe("xxx");
  });

  it("does its step after `continue`, and evaluates the range once", () => {
    expect(written("for i in 0..6 by 2 { if i == 2 { continue; } write('0' + i); }")).toBe("04");
    const others = "fn end(): int { write('e'); return 5; }";
    expect(written("for i in 0..end() by 3 { write('0' + i); }", others)).toBe("e03");
  });

  it("takes a constant that is not 0", () => {
    const of = (step: string) =>
      mistakes(`const k = 2; fn main(): int { let x = 1; for i in 0..9 by ${step} {} return 0; }`);
    expect(of("k - 3")).toStrictEqual([]);
    expect(of("k - 2")).toStrictEqual(["constant-trap"]);
    expect(of("x")).toStrictEqual(["not-constant"]);
    expect(of("true")).toStrictEqual(["type-mismatch"]);
  });

  it("is a name everywhere else", () => {
    const text =
      "let by = 2;\n\nfn f(by: int): int {\n  for by in by..by * by by 2 {\n    write(by);\n  }\n  return by;\n}\n";
    const parsed = parseModule(text);
    expect(parsed.ok && printModule(parsed.value)).toBe(text);
    expect(written("let by = 3; for i in 0..by { write('0' + i); } by += by; write('0' + by);")).toBe("0126");
  });
});

describe("a constant in a block", () => {
  it("is known from its declaration to the end of the block, and hides others", () => {
    const body =
      "const c = c + 1; { const c = c * 10; write(c); } write(c); let a = [c]; for i in 0..9 by c { write('.'); }";
    expect(written(body, "const c = 2;")).toBe(`${String.fromCharCode(30, 3)}...`);
    expect(written("let c = 5; { const c = true; if c { write('y'); } } write('0' + c);")).toBe("y5");
  });

  it("is a constant expression, and is not assigned", () => {
    const of = (body: string) => mistakes(`fn main(): int { ${body} return 0; }`);
    expect(of("const c = read();")).toStrictEqual(["not-constant"]);
    expect(of("let x = 1; const c = x;")).toStrictEqual(["not-constant"]);
    expect(of("const c = 1; let x = 2; { let c = x; const d = c; }")).toStrictEqual(["not-constant"]);
    expect(of("const c = 1; c = 2;")).toStrictEqual(["not-assignable"]);
    expect(of("const c = 1; const c = 2;")).toStrictEqual(["duplicate-name"]);
    expect(of("const len = 1;")).toStrictEqual(["reserved-name"]);
    expect(of("const c = 1 % 0;")).toStrictEqual(["constant-trap"]);
    expect(of("{ const c = 1; } write(c);")).toStrictEqual(["unknown-name"]);
  });
});

describe("the text of an assertion", () => {
  const body = (text: string) => `fn main(): int { let n = read(); assert n > 3${text}; return n; }`;

  it("changes nothing but the message", () => {
    for (const input of ["", "a"]) expect(run(body(', "n is large"'), input)).toStrictEqual(run(body(""), input));
  });

  it("is with the trap", () => {
    const program = parseProgram(body(', "n é"'));
    const { detail } = runSteps(program.ok ? program.value : undefined!, environmentOf(new Uint8Array()));
    expect(detail).toMatchObject({ trap: "assert", text: [...new TextEncoder().encode("n é")] });
  });

  it("is a text", () => {
    expect(mistakes(body(", 5"))).toStrictEqual(["syntax"]);
    expect(mistakes(body(', "a'))).toContain("unclosed-string");
  });
});
