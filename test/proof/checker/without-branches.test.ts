/**
 * Images without the branches that the source has, made by hand: the path decides which way the source goes, and with that the
 * masks and truth values of the machine are constants. Forgeries are nearly so.
 */

import { describe, expect, test } from "vitest";
import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { a0, a1, a2, byHand, immediate, load, op, shift, store, t0, t1 } from "./function-by-hand.ts";

interface Case {
  readonly name: string;
  readonly body: string;
  readonly code: readonly Instruction[];
  /** Instructions in the place of others, by number. */
  readonly forgeries: readonly (readonly [number, Instruction])[];
}

const least = [
  op("slt", t0, a1, a0),
  op("sub", t0, 0, t0),
  op("xor", t1, a0, a1),
  op("and", t1, t1, t0),
  op("xor", a0, a0, t1),
];

const cases: readonly Case[] = [
  {
    name: "the smaller of two, by a mask",
    body: "if j < i { return j; } return i;",
    code: least,
    forgeries: [
      [0, op("slt", t0, a0, a1)],
      [0, op("sltu", t0, a1, a0)],
      [1, op("add", t0, 0, t0)],
      [4, op("xor", a0, a1, t1)],
    ],
  },
  {
    name: "the absolute value",
    body: "if i < 0 { return -i; } return i;",
    code: [shift("srai", t0, a0, 31), op("xor", a0, a0, t0), op("sub", a0, a0, t0)],
    forgeries: [
      [0, shift("srai", t0, a0, 30)],
      [0, shift("srli", t0, a0, 31)],
      [2, op("add", a0, a0, t0)],
    ],
  },
  {
    name: "a word or 0",
    body: "let r = 0; if i < j { r = i; } return r;",
    code: [op("slt", t0, a0, a1), op("sub", t0, 0, t0), op("and", a0, a0, t0)],
    forgeries: [
      [0, op("slt", t0, a1, a0)],
      [2, op("or", a0, a0, t0)],
    ],
  },
  {
    name: "a word or -1",
    body: "let r = i; if i < j { r = -1; } return r;",
    code: [op("slt", t0, a0, a1), op("sub", t0, 0, t0), op("or", a0, a0, t0)],
    forgeries: [
      [0, op("slt", t0, a1, a0)],
      [1, op("add", t0, 0, t0)],
      [2, op("xor", a0, a0, t0)],
      [2, op("and", a0, a0, t0)],
    ],
  },
  {
    name: "two conditions in one",
    body: "if i < j && j < 10 { return 1; } return 0;",
    code: [op("slt", t0, a0, a1), immediate("slti", t1, a1, 10), op("and", a0, t0, t1)],
    forgeries: [
      [1, immediate("slti", t1, a1, 11)],
      [1, immediate("sltiu", t1, a1, 10)],
      [2, op("or", a0, t0, t1)],
    ],
  },
  {
    name: "an interval by one comparison",
    body: "if i >= 48 && i <= 57 { return 1; } return 0;",
    code: [immediate("addi", t0, a0, -48), immediate("sltiu", a0, t0, 10)],
    forgeries: [
      [0, immediate("addi", t0, a0, -47)],
      [1, immediate("sltiu", a0, t0, 11)],
      [1, immediate("slti", a0, t0, 10)],
    ],
  },
  {
    name: "four numbers by one bit of a mask",
    body: "if i < 0 || i > 7 { return 0; } if i == 2 || i == 3 || i == 5 || i == 7 { return 1; } return 0;",
    code: [
      immediate("addi", t1, 0, 0b1010_1100),
      op("srl", t1, t1, a0),
      immediate("andi", t1, t1, 1),
      immediate("sltiu", t0, a0, 8),
      op("and", a0, t0, t1),
    ],
    forgeries: [
      [0, immediate("addi", t1, 0, 0b1010_1101)],
      [0, immediate("addi", t1, 0, 0b1000_1100)],
      [2, immediate("andi", t1, t1, 2)],
      [3, immediate("sltiu", t0, a0, 35)],
      [3, immediate("slti", t0, a0, 8)],
    ],
  },
  {
    name: "two numbers that differ in one bit, by one comparison",
    body: "if i == 9 || i == 13 { return 1; } return 0;",
    code: [immediate("andi", t0, a0, -5), immediate("addi", t0, t0, -9), immediate("sltiu", a0, t0, 1)],
    forgeries: [
      [0, immediate("andi", t0, a0, -7)],
      [0, immediate("andi", t0, a0, 13)],
      [1, immediate("addi", t0, t0, -13)],
      [2, immediate("sltiu", a0, t0, 2)],
    ],
  },
  {
    name: "the sign",
    body: "if i > 0 { return 1; } if i < 0 { return -1; } return 0;",
    code: [op("slt", t0, 0, a0), shift("srli", t1, a0, 31), op("sub", a0, t0, t1)],
    forgeries: [[0, op("sltu", t0, 0, a0)]],
  },
  {
    name: "not negative",
    body: "if i >= 0 { return 1; } return 0;",
    code: [immediate("xori", a0, a0, -1), shift("srli", a0, a0, 31)],
    forgeries: [[1, shift("srli", a0, a0, 30)]],
  },
  {
    name: "a shift by a masked count",
    body: "return (i << (j & 31)) ^ (i >>> (32 - (j & 31)));",
    code: [op("sll", t0, a0, a1), op("sub", t1, 0, a1), op("srl", t1, a0, t1), op("xor", a0, t0, t1)],
    forgeries: [
      [1, immediate("addi", t1, a1, 0)],
      [2, op("sra", t1, a0, t1)],
    ],
  },
  {
    name: "a shift of a word that is known not to be negative",
    body: "if i < 0 { return 0; } return i >> 2;",
    code: [shift("srai", t0, a0, 31), immediate("xori", t0, t0, -1), shift("srli", t1, a0, 2), op("and", a0, t0, t1)],
    forgeries: [[1, immediate("xori", t0, t0, 0)]],
  },
  {
    name: "an element",
    body: "if len(a) > 3 { if j < i { a[3] = j; } else { a[3] = i; } } return 0;",
    code: [
      load(t0, a2, 0),
      immediate("sltiu", t0, t0, 4),
      { mnemonic: "bne", rs1: t0, rs2: 0, imm: 28 },
      ...least,
      store(a2, a0, 16),
      immediate("addi", a0, 0, 0),
    ],
    forgeries: [
      [3, op("slt", t0, a0, a1)],
      [8, store(a2, a1, 16)],
      [8, store(a2, a0, 12)],
    ],
  },
];

describe("code without branches", () => {
  for (const { name, body, code, forgeries } of cases) {
    test(name, () => {
      expect(byHand(body, code).check()).toMatchObject({ verdict: "certified" });
    });
    test.each(forgeries)(`${name}, forged in %i`, (number, instruction) => {
      expect(byHand(body, code.with(number, instruction)).check()).toMatchObject({ verdict: "refused" });
    });
  }
});
