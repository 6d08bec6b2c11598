/** What a run tells besides its outcome: the values behind a trap, and which budget was spent when it did not end. */

import { describe, expect, it } from "vitest";
import { environmentOf } from "../../src/core/environment.ts";
import { parseProgram } from "../../src/lang/index.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { callChain } from "../../src/lang/semantics/continuation-size.ts";
import { runSteps, watchSteps } from "../../src/lang/semantics/run.ts";
import type { TrapDetail } from "../../src/lang/semantics/trap-detail.ts";

function programOf(text: string): Program {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error[0]?.message);
  return program.value;
}

/** The values of a trap, with nodes as text. */
function detailOf(body: string): unknown {
  const text = `fn id(n: int): int { return n; }\nfn less(n: int): bool { return n < 3; }\nfn main(): int { ${body} return 0; }`;
  const program = programOf(text);
  const { detail } = runSteps(program, environmentOf(Uint8Array.of(7)));
  const watched = [...watchSteps(program, environmentOf(Uint8Array.of(7)))];
  expect(watched.at(-1)?.detail).toStrictEqual(detail);
  return detail === undefined ? undefined : withTexts(detail, text, program);
}

function withTexts(detail: TrapDetail, text: string, { origins }: Program): unknown {
  if (detail.trap !== "assert") return detail;
  const textOf = (node: number): string => text.slice(origins[node]!.start, origins[node]!.end);
  const { left, right } = detail.comparison ?? {};
  return [left, right].map((operand) => operand && `${textOf(operand.node)} = ${operand.value}: ${operand.type}`);
}

describe("the values behind a trap", () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ["write(9 / (read() - 7));", { trap: "divide", dividend: 9 }],
    ["write(-9 % (read() - 7));", { trap: "divide", dividend: -9 }],
    ["let a = new int[](3); write(a[read()]);", { trap: "bounds", index: 7, length: 3 }],
    ["let a = new byte[](3); a[0 - read()] = 1;", { trap: "bounds", index: -7, length: 3 }],
    ["let a = new int[](3 - read()); write(len(a));", { trap: "length", length: -4 }],
    ["assert read() == 3;", ["read() = 7: int", "3 = 3: int"]],
    ["let n = read(); assert n > 3 && n < 7;", ["n = 7: int", "7 = 7: int"]],
    ["let n = read(); assert !(n == 7);", ["n = 7: int", "7 = 7: int"]],
    ["let n = read(); assert (n > 3) == false;", ["(n > 3) = 1: bool", "false = 0: bool"]],
    ["assert id(read()) < id(2);", ["id(read()) = 7: int", "id(2) = 2: int"]],
    // The assertion's own comparison is shown, not one in a function that it calls.
    ["assert less(read());", [undefined, undefined]],
    ["if read() == 7 { assert false; }", [undefined, undefined]],
    ["write(1);", undefined],
  ];
  for (const [body, expected] of cases)
    it(body, () => {
      expect(detailOf(body)).toStrictEqual(expected);
    });
});

describe("endless recursion", () => {
  const program = programOf(
    "fn even(n: int): int { return 1 + odd(n + 1); }\nfn odd(n: int): int { return even(n + 1); }\nfn main(): int { return even(0); }",
  );

  it("is watched as long as the continuation fits its budget", () => {
    const run = runSteps(program, environmentOf(new Uint8Array()), { continuation: 2 ** 16 });
    expect([run.outcome, run.spent]).toStrictEqual([{ kind: "running" }, "continuation"]);
    const chain = callChain(program, run.last);
    expect(chain.slice(0, 5)).toStrictEqual(["main", "even", "odd", "even", "odd"]);
    expect(chain.length).toBeGreaterThan(100);
    expect(chain.length).toBeLessThan(2 ** 16 / 64);
  });

  it("ends the watched steps in the same place", () => {
    const budget = { continuation: 2 ** 14 };
    const { steps } = runSteps(program, environmentOf(new Uint8Array()), budget);
    const watched = [...watchSteps(program, environmentOf(new Uint8Array()), budget)];
    expect([watched.length, watched.at(-1)?.spent]).toStrictEqual([steps, "continuation"]);
  });

  it("is told from a great many calls that return", () => {
    const many = programOf(
      "fn id(n: int): int { if n == 0 { return 0; } return id(n - 1); }\nfn nothing() { }\nfn main(): int { for i in 0..2000 { id(3); nothing(); } return 0; }",
    );
    const run = runSteps(many, environmentOf(new Uint8Array()), { continuation: 2 ** 12 });
    expect([run.outcome, run.spent]).toStrictEqual([{ kind: "halted", code: 0 }, undefined]);
  });
});
