/**
 * The decided corner cases of Ell's meaning, one by one, in both semantics; and the limits of the evaluator.
 */

import { describe, expect, it } from "vitest";
import type { Behaviour } from "../../src/core/behaviour.ts";
import { type Arrival, environmentOf } from "../../src/core/environment.ts";
import { evaluate } from "../../src/lang/semantics/evaluate.ts";
import { runSteps } from "../../src/lang/semantics/run.ts";
import { programOf } from "./program-of.ts";

/** The behaviour that both semantics give, in one line: events, then the outcome. */
function behaviour(text: string, input = "", arrival?: Arrival): string {
  const program = programOf(text);
  const bytes = new TextEncoder().encode(input);
  const small = runSteps(program, environmentOf(bytes, arrival), { clock: 100_000 });
  const big = evaluate(program, environmentOf(bytes, arrival), { clock: 10_000 });
  if (!big.ok) throw new Error("too deep");
  expect(big.value.outcome).toStrictEqual(small.outcome);
  expect(big.value.events).toStrictEqual(small.events);
  expect(big.value.node).toBe(small.node);
  return shown(small);
}

function shown({ events, outcome }: Behaviour): string {
  const acts = events.map((event) => ("read" in event ? `r${event.read}` : `w${event.write}`));
  const end = outcome.kind === "halted" ? outcome.code : outcome.kind === "trapped" ? outcome.trap : outcome.kind;
  return [...acts, end].join(" ");
}

const value = (e: string, before = ""): string => behaviour(`${before} fn main(): int { return ${e}; }`);
const truth = (e: string): string => value("f()", `fn f(): int { if ${e} { return 1; } return 0; }`);

describe("expressions", () => {
  // The variable prevents constant folding by the checker.
  const x = (n: string, e: string): string => behaviour(`fn main(): int { let x = ${n}; return ${e}; }`);
  it.each([
    ["2147483647", "x + 1", "-2147483648"],
    ["-2147483648", "x - 1", "2147483647"],
    ["-2147483648", "-x", "-2147483648"],
    ["65536", "x * x", "0"],
    ["46341", "x * x", "-2147479015"],
    ["-7", "x / 2", "-3"],
    ["-7", "x % 2", "-1"],
    ["7", "x % -2", "1"],
    ["-1", "-2147483648 / x", "-2147483648"],
    ["-1", "-2147483648 % x", "0"],
    ["0", "1 / x", "divide"],
    ["0", "1 % x", "divide"],
    ["32", "1 << x", "1"],
    ["33", "1 << x", "2"],
    ["-1", "1 << x", "-2147483648"],
    ["-8", "x >> 1", "-4"],
    ["-8", "x >>> 1", "2147483644"],
    ["-8", "x >>> 32", "-8"],
    ["5", "~x", "-6"],
    ["12", "x & 10 | 1 ^ 3", "10"],
  ])("with x = %s, %s is %s", (n, e, expected) => {
    expect(x(n, e)).toBe(expected);
  });

  it.each([
    ["1 < 2", "1"],
    ["-1 < 0", "1"],
    ["2147483647 < -2147483648", "0"],
    ["2 <= 2 && 2 >= 2 && !(2 > 2) && 2 == 2", "1"],
    ["true != false", "1"],
    ['false && 1 / (len("")) == 0', "0"],
    ['true || 1 / (len("")) == 0', "1"],
  ])("%s is %s", (e, expected) => {
    expect(truth(e)).toBe(expected);
  });

  it("are evaluated from left to right", () => {
    const before = "fn f(n: int): int { write(n); return n; } fn g(a: int, b: int, c: int): int { return a - b - c; }";
    expect(value("g(f(1), f(2), f(3)) + f(4) * f(5)", before)).toBe("w1 w2 w3 w4 w5 16");
    expect(value("f(0) / f(0)", before)).toBe("w0 w0 divide");
  });
});

describe("arrays", () => {
  it.each([
    ["let a = new int[](2); return a[2];", "bounds"],
    ["let a = new int[](2); return a[-1];", "bounds"],
    ["let a = new int[](0); return a[0];", "bounds"],
    ["let n = -1; return len(new int[](n));", "length"],
    ["let a = new byte[](2); a[0] = -1; return a[0];", "255"],
    ["let a = new byte[](2); a[1] = 511; return a[1] + len(a);", "257"],
    ["let a = new int[](2); let b = a; b[1] = 7; return a[1];", "7"],
    ["let a = new bool[](2); a[1] = true; if a[1] && !a[0] { return 1; } return 0;", "1"],
    ['let s = "é\\n"; return s[0] + len(s);', "198"],
    ["return len(new int[](2147483647));", "2147483647"],
  ])("%s gives %s", (body, expected) => {
    expect(behaviour(`fn main(): int { ${body} }`)).toBe(expected);
  });

  it("evaluate array, index and value before the bounds check and the store", () => {
    const before = "fn f(n: int): int { write(n); return n; } fn g(a: int[]): int[] { write(0); return a; }";
    expect(behaviour(`${before} fn main(): int { g(new int[](1))[f(1)] = f(2); return 0; }`)).toBe("w0 w1 w2 bounds");
  });

  it("are made afresh by each evaluation of a literal", () => {
    const text = 'fn s(): byte[] { return "ab"; } fn main(): int { let a = s(); a[0] = 1; return s()[0]; }';
    expect(behaviour(text)).toBe("97");
  });
});

describe("statements", () => {
  it.each([
    ["for i in 0..3 { if i == 1 { continue; } write(i); }", "w0 w2 0"],
    ["for i in 0..9 { if i == 2 { break; } write(i); }", "w0 w1 0"],
    ["for i in 3..0 { write(i); }", "0"],
    ["for i in 2147483646..2147483647 { write(1); }", "w1 0"],
    ["let n = 3; for i in 0..n { n = 0; write(i); }", "w0 w1 w2 0"],
    [
      "let n = 2; while n > 0 { n = n - 1; let m = n; while true { if m == 0 { break; } m = m - 1; write(m); } }",
      "w0 0",
    ],
    ["let b = read(); while b != -1 { write(b + 1); b = read(); }", "r97 w98 r98 w99 r-1 0"],
    ["write(read()); write(read()); write(read());", "r97 w97 r98 w98 r-1 w255 0"],
    ["assert 1 < 2; assert 2 < 1; write(1);", "assert"],
    ["write(1); exit(300); write(2);", "w1 300"],
    ['exit(1 / len(""));', "divide"],
    ["let x = 1; { let x = 2; write(x); } write(x);", "w2 w1 0"],
  ])("%s", (body, expected) => {
    expect(behaviour(`fn main(): int { ${body} return 0; }`, "ab")).toBe(expected);
  });

  it("leave a function from any depth", () => {
    const f = "fn f(): int { while true { for i in 0..3 { if i == 1 { return 7; } } } }";
    expect(value("f() + 1", f)).toBe("8");
  });

  it("initialise globals in order before main", () => {
    expect(behaviour('const K = 3; let a = new int[](K); let s = "z"; fn main(): int { return len(a) + s[0]; }')).toBe(
      "125",
    );
  });
});

describe("the evaluator", () => {
  const deep = () =>
    programOf(
      "fn f(n: int): int { if n == 0 { return 0; } return 1 + f(n - 1); } fn main(): int { return f(100000); }",
    );

  it("refuses recursion too deep for the host as a value, which the steps run", () => {
    expect(evaluate(deep(), environmentOf(new Uint8Array()))).toStrictEqual({
      ok: false,
      error: { kind: "too_deep", depth: 1200 },
    });
    expect(runSteps(deep(), environmentOf(new Uint8Array())).outcome).toStrictEqual({ kind: "halted", code: 100_000 });
  });

  it("takes the depth it is given, and keeps the events until then", () => {
    const program = programOf("fn f(n: int): int { write(n); return f(n + 1); } fn main(): int { return f(0); }");
    const environment = environmentOf(new Uint8Array());
    expect(evaluate(program, environment, { depth: 20 }).ok).toBe(false);
    expect(environment.events).toStrictEqual([0, 1, 2, 3, 4].map((write) => ({ write })));
  });

  it("never exhausts the host's stack, whatever is nested", () => {
    const nest = (open: string, close: string): string => open.repeat(60) + close.repeat(60);
    const shapes = [
      `return ${"-".repeat(300)}f(n);`,
      `return ${"1 + (".repeat(120)}f(n)${")".repeat(120)};`,
      nest("{", "}").replace("{}", "{ return f(n); }"),
      nest("if n == n {", "}").replace("{}", "{ return f(n); }"),
      nest("while n == n {", "}").replace("{}", "{ return f(n); }"),
      "let a = new int[](1); a[f(n)] = f(n); return 0;",
      "return a()[f(n)];",
    ];
    for (const shape of shapes) {
      const text = `fn a(): int[] { return new int[](1); } fn f(n: int): int { ${shape} return 0; } fn main(): int { return f(0); }`;
      expect(evaluate(programOf(text), environmentOf(new Uint8Array())), shape).toMatchObject({ ok: false });
    }
  });

  it("ticks once for each round and call", () => {
    const program = programOf("fn f() {} fn main(): int { for i in 0..3 { f(); } return 0; }");
    const run = evaluate(program, environmentOf(new Uint8Array()));
    expect(run.ok && run.value.ticks).toBe(1 + 3 + 3);
    const short = evaluate(program, environmentOf(new Uint8Array()), { clock: 6 });
    expect(short.ok && [short.value.outcome, short.value.ticks]).toStrictEqual([{ kind: "running" }, 6]);
  });

  it("stops at a memory budget", () => {
    const program = programOf("fn main(): int { while true { let a = new int[](100); a[0] = 1; } return 0; }");
    const run = evaluate(program, environmentOf(new Uint8Array()), { memory: 100_000 });
    expect(run.ok && run.value.outcome).toStrictEqual({ kind: "running" });
  });
});

describe("blocks of bytes", () => {
  const single: Arrival = { kind: "single" };
  const main = (body: string): string => `fn main(): int { let a = new byte[](4); ${body} }`;

  it("arrive as the environment gives them, from the first element asked for on", () => {
    const text = main("let n = read_bytes(a, 1, 3); for i in 0..4 { write(a[i]); } return n;");
    expect(behaviour(text, "xyz!")).toBe("r120 r121 r122 w0 w120 w121 w122 3");
    expect(behaviour(text, "x")).toBe("r120 w0 w120 w0 w0 1");
    expect(behaviour(text, "xyz!", single)).toBe("r120 w0 w120 w0 w0 1");
    expect(behaviour(text)).toBe("r-1 w0 w0 w0 w0 0");
  });

  it("end as input ends, again and again", () => {
    const text = main("return read_bytes(a, 0, 4) * 100 + read_bytes(a, 0, 4) * 10 + read_bytes(a, 0, 4);");
    expect(behaviour(text, "xyz12")).toBe("r120 r121 r122 r49 r50 r-1 410");
  });

  it("are written from the first element asked for on, as many as are taken", () => {
    const text = main("a[1] = 7; a[2] = -1; return write_bytes(a, 1, 3);");
    expect(behaviour(text)).toBe("w7 w255 w0 3");
    expect(behaviour(text, "", single)).toBe("w7 1");
  });

  it("of no byte are no event", () => {
    const text = main("return read_bytes(a, 4, 0) + write_bytes(a, 0, 0) + read_bytes(new byte[](0), 0, 0);");
    expect(behaviour(text, "x")).toBe("0");
  });

  it.each([
    ["a, 0, 5"],
    ["a, 5, 0"],
    ["a, 4, 1"],
    ["a, 2, 3"],
    ["a, -1, 0"],
    ["a, -1, 1"],
    ["a, 0, -1"],
    ["a, 2147483647, 1"],
    ["a, 1, 2147483647"],
    ["a, 2147483647, 2147483647"],
    ["a, -2147483648, -2147483648"],
    ["a, 4, -1"],
    ["new byte[](0), 0, 1"],
  ])("(%s) are out of bounds", (range) => {
    for (const name of ["read_bytes", "write_bytes"])
      expect(behaviour(main(`return ${name}(${range});`), "xyz12345")).toBe("bounds");
  });

  it("are evaluated from left to right, before the bounds check", () => {
    const f = "fn f(n: int): int { write(n); return n; } fn g(a: byte[]): byte[] { write(0); return a; }";
    expect(behaviour(`${f} ${main("return read_bytes(g(a), f(9), f(1));")}`)).toBe("w0 w9 w1 bounds");
  });

  it("are a function of what has happened so far", () => {
    const text = main("let n = 9; while n > 0 { n = read_bytes(a, 0, 4); write('0' + n); } return 0;");
    const input = "abcdefghijklmnopqrstuvwxyz";
    const ways = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const shares: Arrival = { kind: "shares", seed };
      const way = behaviour(text, input, shares);
      expect(behaviour(text, input, shares)).toBe(way);
      ways.add(way);
    }
    expect(ways.size).toBeGreaterThan(15);
  });

  it("may be hidden by the program's own names", () => {
    expect(behaviour("fn read_bytes(n: int): int { return n + 1; } fn main(): int { return read_bytes(4); }")).toBe(
      "5",
    );
    expect(
      behaviour("let write_bytes = 3; fn main(): int { let read_bytes = 4; return read_bytes + write_bytes; }"),
    ).toBe("7");
  });
});
