/**
 * What only resembles a rule: facts, and a question that they seem to decide. Each comes with words of which the facts are true, and for which the
 * rule without one part of its premise would be wrong; mostly also with words for which it would be right, so that nothing is known.
 */

import { apart, atMost, below, type Condition, less, same, within } from "./conditions.ts";

export interface Near {
  readonly rule: string;
  readonly facts: readonly Condition[];
  readonly question: Condition;
  /** Values of x, y and z. */
  readonly words: readonly (readonly [number, number, number])[];
}

const minimum = -(2 ** 31);
const maximum = 2 ** 31 - 1;

export const near: readonly Near[] = [
  {
    rule: "equal_bit, of a word and another one",
    facts: [apart("x", 8), apart("x", 10)],
    question: (w, x, y) => w.equal(w.add(w.and(x, w.constant(-3)), w.and(y, w.constant(3))), w.constant(8)),
    words: [
      [5, 3, 0],
      [5, 0, 0],
    ],
  },
  {
    rule: "equal_bit, of a multiple",
    facts: [apart("x", 16), apart("x", 18)],
    question: (w, x) => w.equal(w.mul(w.and(x, w.constant(-3)), w.constant(2)), w.constant(8)),
    words: [
      [4, 0, 0],
      [5, 0, 0],
    ],
  },
  {
    rule: "equal_bit, of a high word",
    facts: [apart("x", 8), apart("x", 10)],
    question: (w, x) => w.equal(w.mulhu(x, w.constant(-3)), w.constant(8)),
    words: [
      [9, 0, 0],
      [12, 0, 0],
    ],
  },
  {
    rule: "a word that is apart from one of several",
    facts: [
      within(5, "z"),
      within("z", 12),
      apart("z", 6),
      apart("z", 7),
      apart("z", 8),
      apart("x", "z"),
      below("x", 99),
    ],
    question: same("x", 5),
    words: [
      [5, 0, 9],
      [9, 0, 5],
    ],
  },
  {
    rule: "a truth value is not what it is made of",
    facts: [below(4, "x")],
    question: (w, x) => w.and(x, w.constant(1)),
    words: [
      [7, 0, 0],
      [8, 0, 0],
    ],
  },
  {
    rule: "equal_less, of another operation",
    facts: [(w, x, y, z) => w.and(w.slt(y, z), w.add(x, w.slt(y, z)))],
    question: same("x", 0),
    words: [
      [0, 1, 2],
      [2, 1, 2],
    ],
  },
  {
    rule: "equal_scale, with a constant that is no multiple",
    facts: [below("x", 9), below("y", 9), atMost("x", "y"), atMost("y", "x")],
    question: same([4, "x", 2], [4, "y", 0]),
    words: [[1, 1, 0]],
  },
  {
    rule: "equal_scale, where the larger word may be large",
    facts: [below("x", "y"), below("x", 5)],
    question: same([4, "x", 0], [4, "y", 0]),
    words: [
      [0, 2 ** 30, 0],
      [0, 1, 0],
    ],
  },
  {
    rule: "equal_scale, where both words may be large",
    facts: [below("x", "y")],
    question: same([4, "x", 0], [4, "y", 0]),
    words: [
      [0, 2 ** 30, 0],
      [0, 1, 0],
    ],
  },
  {
    rule: "equal_scale, where the other word may be large",
    facts: [below("y", "x"), below("y", 5)],
    question: same([4, "x", 0], [4, "y", 0]),
    words: [
      [2 ** 30, 0, 0],
      [1, 0, 0],
    ],
  },
  {
    rule: "equal_scale, with two factors",
    facts: [below("x", "y"), below("y", 9)],
    question: same([4, "x", 0], [2, "y", 0]),
    words: [
      [1, 2, 0],
      [1, 3, 0],
    ],
  },
  {
    rule: "equal_scale, with a third word",
    facts: [below("x", "y"), below("y", 9)],
    question: (w, x, y, z) => w.equal(w.add(w.mul(w.constant(4), x), w.and(z, w.constant(7))), w.mul(w.constant(4), y)),
    words: [
      [0, 1, 4],
      [0, 1, 5],
    ],
  },
  {
    rule: "equal_scale, with a constant that is a multiple",
    facts: [below("x", 90), below("y", 90), less("y", [1, "x", 32])],
    question: same([4, "x", 8], [4, "y", 0]),
    words: [
      [1, 3, 0],
      [1, 4, 0],
    ],
  },
  {
    rule: "order_signed, of the least word",
    facts: [within("y", minimum), below("x", "y")],
    question: less("x", "y"),
    words: [
      [1, 2, 0],
      [5, minimum, 0],
    ],
  },
  {
    rule: "order_shift, against an equal word",
    facts: [same("x", "y"), atMost("x", "z")],
    question: less([1, "y", -1], "z"),
    words: [
      [1, 1, 1],
      [minimum, minimum, minimum],
    ],
  },
  {
    rule: "order_shift, against the equal word on the other side",
    facts: [same("x", "y"), atMost("y", "z")],
    question: less([1, "x", -1], "z"),
    words: [
      [1, 1, 1],
      [minimum, minimum, minimum],
    ],
  },
  {
    rule: "order_chain, by words that differ",
    facts: [apart("x", "y"), less("x", 99)],
    question: less("x", "y"),
    words: [
      [1, 2, 0],
      [5, 2, 0],
    ],
  },
  {
    rule: "order_chain, to a word with a constant",
    facts: [same([1, "x", 2], "y"), below("x", 10)],
    question: less("y", [1, "x", 1]),
    words: [[1, 3, 0]],
  },
  {
    rule: "order_chain, from a word that wraps with a constant",
    facts: [same([1, "x", 2], "y"), less("y", "z"), atMost(0, "x"), below("z", 100)],
    question: less("x", [1, "z", 2]),
    words: [
      [1, 3, 4],
      [maximum - 1, minimum, 0],
    ],
  },
  {
    rule: "an equality of a multiple",
    facts: [same([2, "x", 0], "y"), below("x", 5)],
    question: below("y", 5),
    words: [
      [1, 2, 0],
      [4, 8, 0],
    ],
  },
  {
    rule: "an equality with a multiple",
    facts: [same("x", [2, "y", 0]), below("y", 5)],
    question: below("x", 5),
    words: [
      [2, 1, 0],
      [8, 4, 0],
    ],
  },
  {
    rule: "an equality of opposites",
    facts: [same("x", [-1, "y", 0]), below("x", 5)],
    question: below("y", 5),
    words: [
      [0, 0, 0],
      [1, -1, 0],
    ],
  },
  {
    rule: "an equality of three words",
    facts: [(w, x, y, z) => w.equal(w.add(x, z), y), below("x", 5)],
    question: below("y", 5),
    words: [
      [1, 1, 0],
      [1, 9, 8],
    ],
  },
  {
    rule: "equal_scale, of a word that is small in the signed order",
    facts: [less("x", 0), atMost(-5, "x"), below("y", 2 ** 30)],
    question: same([4, "x", 0], [4, "y", 0]),
    words: [
      [-1, 2 ** 30 - 1, 0],
      [-1, 3, 0],
    ],
  },
  {
    rule: "equal_apart, of words that meet in one number",
    facts: [atMost(5, "x"), atMost("y", 5)],
    question: same("x", "y"),
    words: [
      [5, 5, 0],
      [6, 5, 0],
    ],
  },
  {
    rule: "order_chain, from a word with a constant to an equal one",
    facts: [same("x", "y"), atMost("x", "z"), below("y", 100)],
    question: less([1, "y", 1], "z"),
    words: [
      [1, 1, 5],
      [1, 1, 1],
    ],
  },
  {
    rule: "order_srl, of a word with a constant",
    facts: [
      (w, x, y) => w.equal(w.add(w.srl(x, w.constant(1)), w.constant(5)), w.and(y, w.constant(63))),
      below("x", "z"),
    ],
    question: (w, _x, y, z) => w.sltu(w.and(y, w.constant(63)), z),
    words: [
      [20, 15, 30],
      [0, 5, 1],
    ],
  },
  {
    rule: "order_srl, of another operation",
    facts: [below("x", "z")],
    question: (w, x, y, z) => w.sltu(w.xor(x, y), z),
    words: [
      [1, 0, 5],
      [1, 8, 5],
    ],
  },
  {
    rule: "equal_apart, of opposites",
    facts: [less("x", "y")],
    question: same("x", [-1, "y", 0]),
    words: [
      [-1, 1, 0],
      [1, 2, 0],
    ],
  },
];

/** Words that would be the same if x & 2³¹ were not negative: each with the unsigned operation. */
export const unsigned = [
  ["slt", "sltu"],
  ["sra", "srl"],
  ["div", "divu"],
  ["rem", "remu"],
  ["mulh", "mulhu"],
] as const;
