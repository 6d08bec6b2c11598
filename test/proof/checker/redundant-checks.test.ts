/**
 * Images that leave out a check, made by hand: they are certified where the conditions of the path imply it, and refused where
 * one of the conditions is missing, off by one, or of the wrong sign.
 */

import { describe, expect, test } from "vitest";
import { Forgery } from "./forge.ts";

/** The body of `probe` compiled, with the n-th of its bounds checks (all of them, unless given) taken out. */
function withoutChecks(body: string, which?: number): Forgery {
  const f = new Forgery(`
fn probe(a: int[], b: byte[], i: int, j: int): int { ${body} return 7; }
fn main(): int { let n = read(); return probe(new int[](n & 7), new byte[](n & 3), read(), read()); }
`);
  const [first, last] = [f.index("probe"), f.index("main")].map((index) => f.claims.functions[index]!.entry);
  const checks = f.find(({ mnemonic }) => mnemonic === "bgeu").filter((pc) => pc >= first! && pc < last!);
  expect(checks.length).toBeGreaterThan(which ?? 0);
  for (const [i, pc] of checks.entries())
    if (which === undefined || i === which) f.put(pc, { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 });
  return f;
}

/** A body whose checks are not needed, and bodies like it whose checks are. */
const bodies: readonly (readonly [body: string, ...misses: string[]])[] = [
  [
    "if i >= 0 && i < len(a) { return a[i]; }",
    "if i < len(a) { return a[i]; }",
    "if i >= 0 { return a[i]; }",
    "if i >= -1 && i < len(a) { return a[i]; }",
    "if i >= 0 && i <= len(a) { return a[i]; }",
    "if i >= 0 && i < len(b) { return a[i]; }",
    "if j >= 0 && i < len(a) { return a[i]; }",
    // the condition fails where the element is read
    "if i >= 0 && i < len(a) { return 1; } return a[i];",
  ],
  [
    "if i > 0 && i <= len(a) { return a[i - 1]; }",
    "if i >= 0 && i <= len(a) { return a[i - 1]; }",
    "if i > 0 && i <= len(a) { return a[i]; }",
    "if i <= len(a) { return a[i - 1]; }",
  ],
  [
    "if i >= 0 && i < len(a) - 1 { return a[i + 1]; }",
    "if i >= 0 && i < len(a) { return a[i + 1]; }",
    "if i >= -2 && i < len(a) - 1 { return a[i + 1]; }",
    "if i >= 0 && i + 1 < j - 1 { return a[i + 1]; }",
  ],
  [
    "if i + 1 > 0 && i + 1 < len(b) { return b[i + 1]; }",
    // i + 1 may wrap around where i does not
    "if i > 0 && i < j { return b[i + 1]; }",
    "if i + 1 > 0 && i < len(b) { return b[i + 1]; }",
  ],
  [
    "if j <= len(a) && i >= 0 && i < j { return a[i]; }",
    "if j <= len(a) + 1 && i >= 0 && i < j { return a[i]; }",
    "if j <= len(a) && i >= 0 && i <= j { return a[i]; }",
    "if j >= len(a) && i >= 0 && i < j { return a[i]; }",
    "if j <= len(a) && i < j { return a[i]; }",
  ],
  [
    "if len(a) == 8 && i >= 0 && i < 8 { return a[i]; }",
    "if len(a) == 7 && i >= 0 && i < 8 { return a[i]; }",
    "if len(a) != 8 && i >= 0 && i < 8 { return a[i]; }",
    "if len(a) == 8 && i >= 0 && i < 9 { return a[i]; }",
  ],
  [
    "if len(a) >= 16 { return a[i & 15]; }",
    "if len(a) >= 16 { return a[i & 16]; }",
    "if len(a) >= 15 { return a[i & 15]; }",
  ],
  [
    "if len(a) == 60 && i >= 0 && i < 6 && j >= 0 && j < 10 { return a[i * 10 + j]; }",
    "if len(a) == 60 && i >= 0 && i < 6 && j >= 0 && j <= 10 { return a[i * 10 + j]; }",
    "if len(a) == 60 && i >= 0 && i < 6 && j < 10 { return a[i * 10 + j]; }",
    // 2³¹ · 2 is 0
    "if len(a) == 60 && i >= 0 && i < 6 && j >= 0 && j < 10 { return a[i * 0x20000000 + j]; }",
  ],
  [
    "if i > 0 && i < len(a) { return a[i >>> 1]; }",
    "if i > 0 && i <= len(a) { return a[i >> j]; }",
    "if i < len(a) { return a[i >>> 1]; }",
  ],
  ["a[i] = j; return a[i];"],
];

describe("checks left out", () => {
  for (const [body, ...misses] of bodies) {
    test(body, () => {
      // In the last body the first check is needed, and the second is the same again.
      const f = body.startsWith("a[i]") ? withoutChecks(body, 1) : withoutChecks(body);
      expect(f.check()).toMatchObject({ verdict: "certified" });
    });
    test.each(misses)("but not: %s", (miss) => {
      expect(withoutChecks(miss).check()).toMatchObject({ verdict: "refused" });
    });
  }
});

test("a division without the check of its divisor", () => {
  const without = (condition: string): Forgery => {
    const f = new Forgery(`
fn probe(i: int, j: int): int { if ${condition} { return i / j; } return 7; }
fn main(): int { return probe(read(), read()); }
`);
    const [first, last] = [f.index("probe"), f.index("main")].map((index) => f.claims.functions[index]!.entry);
    const check = f.find(({ mnemonic }) => mnemonic === "beq").filter((pc) => pc >= first! && pc < last!);
    f.put(check.at(-1)!, { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 });
    return f;
  };
  for (const enough of ["j > 0", "j < 0", "j > i && i >= 0", "j != 0"])
    expect(without(enough).check().verdict, enough).toBe("certified");
  for (const little of ["j >= 0", "j > i", "j > i && i >= -1", "j != 1"])
    expect(without(little).check().verdict, little).toBe("refused");
});
