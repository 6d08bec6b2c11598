/**
 * Divisions and remainders by constants as compilers write them, by hand: with a multiplication, with shifts and a bias, or with a
 * quotient that is there already. Forgeries have another multiplier, shift or sign.
 */

import { describe, expect, test } from "vitest";
import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { a0, a1, byHand, constantIn, immediate, load, op, shift, t0, t1 } from "./function-by-hand.ts";

interface Case {
  readonly body: string;
  readonly code: readonly Instruction[];
  /** Instructions in the place of others, by number. */
  readonly forgeries: readonly (readonly [number, Instruction])[];
}

/** a0 ← a0 / n by the high word, m a positive signed word. */
const bySignedHigh = (m: number, k: number): Instruction[] => [
  ...constantIn(t0, m),
  op("mulh", t0, a0, t0),
  shift("srai", t0, t0, k),
  shift("srai", t1, a0, 31),
  op("sub", a0, t0, t1),
];

/** The same with m − 2³², which is negative, and a0 added. */
const bySignedSum = (m: number, k: number): Instruction[] => [
  ...constantIn(t0, m | 0),
  op("mulh", t0, a0, t0),
  op("add", t0, t0, a0),
  shift("srai", t0, t0, k),
  shift("srli", t1, a0, 31),
  op("add", a0, t0, t1),
];

const withMultiplier = (m: number): (readonly [number, Instruction])[] => [
  [1, { ...constantIn(t0, m + 1)[1]! }],
  [1, { ...constantIn(t0, m - 1)[1]! }],
];

const cases: readonly Case[] = [
  {
    body: "return i / 10;",
    code: bySignedHigh(0x66666667, 2),
    forgeries: [
      ...withMultiplier(0x66666667),
      [2, op("mulhu", t0, a0, t0)],
      [3, shift("srai", t0, t0, 1)],
      [3, shift("srli", t0, t0, 2)],
      [5, op("add", a0, t0, t1)],
    ],
  },
  {
    body: "return i / 3;",
    code: [...constantIn(t0, 0x55555556), op("mulh", t0, a0, t0), op("slt", t1, a0, 0), op("add", a0, t0, t1)],
    forgeries: withMultiplier(0x55555556),
  },
  { body: "return i / 1000;", code: bySignedHigh(0x10624dd3, 6), forgeries: [[3, shift("srai", t0, t0, 7)]] },
  {
    body: "return i / -10;",
    code: [...bySignedHigh(0x66666667, 2).slice(0, 5), op("sub", a0, t1, t0)],
    forgeries: [[5, op("sub", a0, t0, t1)]],
  },
  {
    body: "return i / 7;",
    code: bySignedSum(0x92492493, 2),
    forgeries: [
      [3, immediate("addi", t0, t0, 0)],
      [4, shift("srai", t0, t0, 3)],
      [6, op("sub", a0, t0, t1)],
    ],
  },
  {
    // the sign is that of the high word
    body: "return i / 10;",
    code: [
      ...constantIn(t0, 0x66666667),
      op("mulh", t0, a0, t0),
      shift("srli", t1, t0, 31),
      shift("srai", t0, t0, 2),
      op("add", a0, t0, t1),
    ],
    forgeries: [[3, shift("srli", t1, t0, 30)]],
  },
  {
    body: "return i % 10;",
    code: [
      ...bySignedHigh(0x66666667, 2).slice(0, 5),
      op("sub", t0, t0, t1),
      shift("slli", t1, t0, 2),
      op("add", t0, t0, t1),
      shift("slli", t0, t0, 1),
      op("sub", a0, a0, t0),
    ],
    forgeries: [[8, shift("slli", t0, t0, 2)]],
  },
  {
    body: "return i / j + i % j;",
    code: [op("div", t0, a0, a1), op("rem", t1, a0, a1), op("add", a0, t0, t1)],
    forgeries: [[1, op("rem", t1, a1, a0)]],
  },
  {
    body: "return i / 2;",
    code: [shift("srli", t0, a0, 31), op("add", t0, t0, a0), shift("srai", a0, t0, 1)],
    forgeries: [
      [0, shift("srai", t0, a0, 31)],
      [1, immediate("addi", t0, a0, 0)],
      [2, shift("srli", a0, t0, 1)],
    ],
  },
  {
    body: "return i / 8;",
    code: [shift("srai", t0, a0, 31), immediate("andi", t0, t0, 7), op("add", t0, t0, a0), shift("srai", a0, t0, 3)],
    forgeries: [
      [1, immediate("andi", t0, t0, 3)],
      [1, immediate("andi", t0, t0, 8)],
      [3, shift("srai", a0, t0, 2)],
    ],
  },
  {
    body: "return i / 0x40000000;",
    code: [
      shift("srai", t0, a0, 31),
      shift("slli", t0, t0, 2),
      shift("srli", t0, t0, 2),
      op("add", t0, t0, a0),
      shift("srai", a0, t0, 30),
    ],
    forgeries: [[2, shift("srli", t0, t0, 3)]],
  },
  {
    body: "return i % 2;",
    code: [shift("srli", t0, a0, 31), op("add", a0, a0, t0), immediate("andi", a0, a0, 1), op("sub", a0, a0, t0)],
    forgeries: [[3, op("add", a0, a0, t0)]],
  },
  {
    body: "return i % 8;",
    code: [
      shift("srai", t0, a0, 31),
      shift("srli", t0, t0, 29),
      op("add", t1, a0, t0),
      immediate("andi", t1, t1, -8),
      op("sub", a0, a0, t1),
    ],
    forgeries: [
      [1, shift("srli", t0, t0, 28)],
      [3, immediate("andi", t1, t1, -16)],
    ],
  },
  {
    body: "if i % 2 != 0 { return 1; } return 0;",
    code: [immediate("andi", a0, a0, 1)],
    forgeries: [[0, immediate("andi", a0, a0, 2)]],
  },
  {
    body: "return len(a) / 10;",
    code: [load(a0, 12, 0), ...constantIn(t0, 0x1999999a), op("mulhu", a0, a0, t0)],
    forgeries: [
      [2, { ...constantIn(t0, 0x1999999d)[1]! }],
      [2, { ...constantIn(t0, 0x19999999)[1]! }],
    ],
  },
  {
    body: "return len(a) / 4 + len(a) % 4;",
    code: [load(t0, 12, 0), shift("srai", t1, t0, 2), immediate("andi", t0, t0, 3), op("add", a0, t0, t1)],
    forgeries: [[2, immediate("andi", t0, t0, 7)]],
  },
  {
    body: "if i < 0 { return 0; } return i / 8;",
    code: [shift("srai", t0, a0, 31), immediate("xori", t0, t0, -1), shift("srli", a0, a0, 3), op("and", a0, a0, t0)],
    forgeries: [[2, shift("srli", a0, a0, 2)]],
  },
  {
    // what is known of i on the path makes it a natural number
    body: "if i < 0 { return 0; } return (i >> 1) * 2;",
    code: [
      shift("srai", t0, a0, 31),
      immediate("xori", t0, t0, -1),
      shift("srli", a0, a0, 1),
      shift("slli", a0, a0, 1),
      op("and", a0, a0, t0),
    ],
    forgeries: [[1, immediate("xori", t0, t0, 0)]],
  },
];

/** The check of a divisor that is not a constant, which stands before the code. */
const divisorCheck: readonly Instruction[] = [
  { mnemonic: "bne", rs1: a1, rs2: 0, imm: 12 },
  immediate("addi", a0, 0, 1),
  { mnemonic: "ebreak" },
];

describe("division by constants", () => {
  for (const { body, code, forgeries } of cases) {
    const before = body.includes("j") ? divisorCheck : [];
    test(body, () => {
      expect(byHand(body, [...before, ...code]).check()).toMatchObject({ verdict: "certified" });
    });
    test.each(forgeries)(`${body} forged in %i`, (number, instruction) => {
      const forged = [...before, ...code.with(number, instruction)];
      expect(byHand(body, forged).check()).toMatchObject({ verdict: "refused" });
    });
  }
});
