/**
 * Certificates and images made to harm the checker itself: whatever they say, it ends with a verdict, in seconds.
 *
 * Each of these once made it throw, or work for minutes, or take gigabytes: steps and paths alone are no measure of work.
 */

import { expect, test } from "vitest";
import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { Forgery } from "./forge.ts";

const [x0, ra, gp, t0, t1, t2, a0, a1, a2, a7, t3] = [0, 1, 3, 5, 6, 7, 10, 11, 12, 17, 28];
const immediate = (mnemonic: "addi" | "jalr", rd: number, rs1: number, imm: number): Instruction => ({
  mnemonic,
  rd,
  rs1,
  imm,
});
const register = (mnemonic: "add" | "and" | "xor" | "mul", rd: number, rs1: number, rs2: number): Instruction => ({
  mnemonic,
  rd,
  rs1,
  rs2,
});
const branch = (mnemonic: "beq" | "bne" | "blt", rs1: number, rs2: number, imm: number): Instruction => ({
  mnemonic,
  rs1,
  rs2,
  imm,
});
const upper = (rd: number, imm: number): Instruction => ({ mnemonic: "lui", rd, imm });
const back = immediate("jalr", x0, ra, 0);

const sum = "fn f(x: int, y: int): int { return x + y; } fn main(): int { return f(read(), read()); }";

/** A program whose function `f` is other code. */
function replaced(text: string, ...code: Instruction[]): Forgery {
  const f = new Forgery(text);
  const { entry } = f.claims.functions[f.index("f")]!;
  f.put(entry, { mnemonic: "jal", rd: 0, imm: f.append(...code) - entry });
  return f;
}

test("xors in each other, and then a test for zero", () => {
  // t0 ← (t0 + y) ^ y, 4096 times. That it is zero is a question about the innermost.
  const f = replaced(
    sum,
    immediate("addi", t0, a0, 0),
    upper(t1, 0x1000),
    register("add", t0, t0, a1),
    register("xor", t0, t0, a1),
    immediate("addi", t1, t1, -1),
    branch("bne", t1, x0, -12),
    branch("beq", t0, x0, 8),
    register("add", a0, a0, a1),
    back,
  );
  expect(f.check().verdict).toBe("refused");
});

test("ands in each other, and an xor of two of them", () => {
  // t0 ← x & t0 and t2 ← x & t2, 4096 times. The law and_xor takes all of them apart, each within the one before.
  const f = replaced(
    sum,
    upper(t1, 0x1000),
    register("and", t0, a0, t0),
    register("and", t2, a0, t2),
    immediate("addi", t1, t1, -1),
    branch("bne", t1, x0, -12),
    register("xor", t3, t0, t2),
    register("add", a0, a0, a1),
    back,
  );
  // How deep is too deep is the engine's decision.
  expect(["certified", "undecided"]).toContain(f.check().verdict);
});

/** t1 ← the sum of (t0 + i) · x for i from `parts` down to 1. */
const products = (parts: number): Instruction[] => [
  immediate("addi", t1, x0, 0),
  immediate("addi", t2, x0, parts),
  register("add", t3, t0, t2),
  register("mul", t3, t3, a0),
  register("add", t1, t1, t3),
  immediate("addi", t2, t2, -1),
  branch("bne", t2, x0, -16),
];

test("sums of thousands of parts", () => {
  const f = replaced(sum, immediate("addi", t0, a1, 0), ...products(2000), ...products(2000), back);
  expect(f.check()).toMatchObject({
    verdict: "undecided",
    overBudget: true,
    reason: expect.stringMatching(/^f: /) as unknown,
  });
});

test("sums of products of sums of products, to be shown in a refusal", () => {
  const next = immediate("addi", t0, t1, 0);
  const level = [...products(100), next];
  const f = replaced(
    sum,
    immediate("addi", t0, a1, 0),
    ...level,
    ...level,
    ...level,
    immediate("addi", a0, t0, 0),
    back,
  );
  const answer = f.check();
  expect(answer.verdict).toBe("refused");
  expect(JSON.stringify(answer).length).toBeLessThan(10_000);
});

test("branches that nothing decides, and then a long wait", () => {
  const question = (i: number): Instruction[] => [immediate("addi", t0, a1, i), branch("blt", t0, a0, 4)];
  const questions = Array.from({ length: 12 }, (_, i) => question(i)).flat();
  const wait = [upper(t2, 0x2000), immediate("addi", t2, t2, -1), branch("bne", t2, x0, -4)];
  const f = replaced(sum, ...questions, ...wait, register("add", a0, a0, a1), back);
  expect(f.check().verdict).toBe("undecided");
});

test("thousands of facts, of which each might contradict the others", () => {
  // t0 ← t0 · y, 4096 times, and whether that is negative. What f returns is wrong, unless no run comes here.
  const f = replaced(
    sum,
    immediate("addi", t0, a0, 0),
    upper(t1, 0x1000),
    register("mul", t0, t0, a1),
    immediate("addi", t1, t1, -1),
    branch("blt", t0, x0, 4),
    branch("bne", t1, x0, -12),
    back,
  );
  expect(f.check().verdict).toBe("refused");
});

test("system calls that move an array at once, again and again", () => {
  const f = new Forgery("fn f(): int { let a = new byte[](100000); return 1; } fn main(): int { return f(); }");
  const certified = f.claims.functions[f.index("f")]!;
  certified.cuts = [];
  const header = f.find((i) => i.mnemonic === "sw" && i.rs1 === gp).find((pc) => pc >= certified.entry)!;
  const code = f.append(
    f.at(header)!,
    immediate("addi", a1, gp, 4),
    upper(a2, 0x10000),
    immediate("addi", a7, x0, 64),
    immediate("addi", t1, x0, 1000),
    immediate("addi", a0, x0, 1),
    { mnemonic: "ecall" },
    immediate("addi", t1, t1, -1),
    branch("bne", t1, x0, -12),
    back,
  );
  f.put(header, { mnemonic: "jal", rd: 0, imm: code - header });
  expect(f.check().verdict).toBe("refused");
});

test("claims said thousands of times", () => {
  const f = new Forgery(
    `fn f(x: int, y: int): int { let z = x; ${"if x < y + z { z = z + 1; }".repeat(9)} while z < 7 { z = z + x; } return z; }
     fn main(): int { return f(read(), read()); }`,
  );
  const certified = f.claims.functions[f.index("f")]!;
  const head = certified.cuts.at(-1)!;
  for (let i = 0; i < 60_000; i++) head.values.push(structuredClone(head.values[0]!));
  expect(["certified", "undecided"]).toContain(f.check().verdict);
});

test("terms that are no terms: of other kinds, in circles, a million deep, with parts shared", () => {
  const leaf = { kind: "local", slot: 0 };
  let [deep, shared]: [object, object] = [leaf, leaf];
  for (let i = 0; i < 1_000_000; i++) deep = { kind: "length", array: deep };
  for (let i = 0; i < 60; i++) shared = { kind: "apply", operation: "add", left: shared, right: shared };
  const circle: Record<string, unknown> = { kind: "length" };
  circle["array"] = circle;
  const wrong: unknown[] = [deep, shared, circle, null, undefined, 3, "local", {}, { kind: "sum" }, { kind: "local" }];
  wrong.push({ kind: "apply", operation: "constant", left: leaf, right: leaf });
  wrong.push({ kind: "apply", operation: "toString", left: leaf, right: leaf }, { kind: "element", array: leaf });
  wrong.push({ kind: "constant", value: Number.NaN }, { kind: "global", index: 1e9 }, { kind: "pending", index: -1 });
  const honest = new Forgery(sum.replace("return x + y", "while x > y { x = x - 1; } return x"));
  for (const term of wrong)
    for (const said of [
      { held: [{ location: { kind: "register", register: 9 }, term }] },
      { computed: [{ value: { kind: "local", slot: 0 }, term }] },
      { facts: [{ condition: term, holds: true }] },
      { retracted: [{ condition: term, holds: true }] },
    ]) {
      const claims = structuredClone(honest.differences);
      Object.assign(claims.functions[honest.index("f")]!.cuts[0]!, said);
      expect(honest.checkOf(claims)).toMatch(/that there is not$/);
    }
});

test("terms of thousands of facts, and facts of thousands of terms", () => {
  const f = new Forgery(sum.replace("return x + y", "while x > y { x = x - 1; } return x"));
  const [cut] = f.claims.functions[f.index("f")]!.cuts;
  const leaf = { kind: "local", slot: 0 } as const;
  let term: NonNullable<(typeof cut & object)["facts"]>[number]["condition"] = leaf;
  for (let i = 0; i < 31; i++)
    term = { kind: "apply", operation: i % 2 === 0 ? "mul" : "xor", left: term, right: leaf };
  cut!.facts = Array.from({ length: 60_000 }, (_, value) => ({
    condition: { kind: "apply", operation: "slt", left: term, right: { kind: "constant", value } },
    holds: true,
  }));
  expect(["refused", "undecided"]).toContain(f.check().verdict);
});
