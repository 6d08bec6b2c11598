/**
 * Honest programs that are large in one way: many operands waiting, long texts, many variables. All are certified, and what
 * their certificates say grows with the program and no faster.
 */

import { describe, expect, test } from "vitest";
import { claimsOf } from "../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { parseProgram } from "../../../src/lang/check/check.ts";
import type { Claims } from "../../../src/proof/certificate/claims.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { type Budgets, defaultBudgets, timesBudgets, type Verdict } from "../../../src/proof/checker/verdict.ts";

function checked(
  text: string,
  budgets: Budgets = defaultBudgets,
): { readonly verdict: Verdict; readonly claims: Claims } {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error[0]?.message);
  const compiled = compile(program.value, { level: 0 });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const claims = claimsOf(compiled.value);
  return { verdict: checkClaims(program.value, compiled.value.image, claims, { budgets }), claims };
}

const list = (count: number, part: (i: number) => string, between = " "): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(between);

/** `n` variables, all live at once. */
const wide = (n: number): string => `fn main(): int {
  let s = 0;
  ${list(n, (i) => `let v${i} = read();`)}
  ${list(n, (i) => `s = s + v${i} * ${(i % 97) + 2};`)}
  ${list(n, (i) => `s = s * 3 + v${i};`)}
  return s;
}`;

/** As many, where each is looked at in a branch, and some branches return. */
const branching = (n: number): string => `fn f(k: int): int {
  ${list(n, (i) => `let v${i} = k * ${i + 1};`)}
  let s = 0;
  ${list(n, (i) => `if s == v${i} { write(s); write(k); write(v${i}); write(s + k); ${i % 3 === 0 ? "return s;" : "s = s + 1;"} }`)}
  while s < k { ${list(n, (i) => `if s == ${i} { s = v${i}; continue; }`)} s = s + 1; }
  return s;
}
fn main(): int { return f(read()); }`;

describe("certified", () => {
  test.each<readonly [string, string]>([
    ["reads nested to the right", `fn main(): int { return ${"(read() - ".repeat(120)}1${")".repeat(120)}; }`],
    [
      "reads in the arguments of a call",
      `fn f(${list(120, (i) => `p${i}: int`, ", ")}): int { return p0 - p119; } fn main(): int { return f(${list(120, () => "read()", ", ")}); }`,
    ],
    [
      "calls in calls",
      `fn f(a: int, b: int): int { return a - b; } fn main(): int { return ${"f(read(), ".repeat(60)}1${")".repeat(60)}; }`,
    ],
    [
      "reads in indices and conditions",
      `fn main(): int { let a = new int[](8); if ${list(40, () => "read() < 9", " && ")} { return a[${"read() + a[".repeat(40)}0${"]".repeat(40)}]; } return ${list(50, () => "a[read() & 7]", " + ")}; }`,
    ],
    ["a text of 40,000 bytes", `fn main(): int { let s = "${"text".repeat(10_000)}"; return len(s) + s[3]; }`],
    ["200 variables", wide(200)],
    ["40 variables and branches", branching(40)],
  ])("%s", (_, text) => {
    expect(checked(text).verdict).toMatchObject({ verdict: "certified" });
  });
});

describe("linear", () => {
  const said = ({ functions }: Claims): number =>
    functions.flatMap(({ cuts }) => cuts).reduce((sum, { dropped, values }) => sum + dropped.length + values.length, 0);

  test.each<readonly [string, (n: number) => string]>([
    ["variables", wide],
    ["variables and branches", branching],
    [
      "operands in a call",
      (n) =>
        `fn f(${list(n, (i) => `p${i}: int`, ", ")}): int { return p0; } fn main(): int { return f(${list(n, () => "read()", ", ")}); }`,
    ],
  ])("what is said of %s, and the obligations", (_, text) => {
    const [small, large] = [checked(text(30)), checked(text(120))];
    expect(said(large.claims)).toBeLessThan(5 * said(small.claims));
    expect(large.verdict.verdict).toBe("certified");
    expect(large.verdict.statistics.obligations).toBeLessThan(8 * small.verdict.statistics.obligations);
  });
});

test("a budget that is too small says so, and a larger one decides", () => {
  const tight: Budgets = { ...defaultBudgets, steps: 20, stepsOfNode: 0 };
  expect(checked(wide(20), tight).verdict).toMatchObject({ verdict: "undecided", overBudget: true });
  expect(checked(wide(20), timesBudgets(tight, 100)).verdict.verdict).toBe("certified");
});
