/**
 * The laws of order: one normal form for what Ell's comparisons, the machine's branches and its set-less-than instructions
 * ask.
 */

import { type Chapter, constant, equation, word } from "./law.ts";

const maximum = 0x7fff_ffff;
const minimum = -0x8000_0000;

export const order: Chapter = {
  title: "Order",
  laws: [
    {
      name: "slt_same",
      statement: "a < a is 0",
      why: "Both operands may be one variable.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.slt(a, a),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "slt_most",
      statement: "2³¹ − 1 < a is 0",
      why: "Keeps slt_left from wrapping.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.slt(w.constant(maximum), a),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "slt_left",
      statement: "n < a is 1 − (a < n + 1)",
      condition: "n ≠ 2³¹ − 1",
      why: "`a > n` and `a <= n` against a constant are compiled to `slti` by n + 1, and `blt` from a constant turned round.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), constant("n")],
          (w, a, n) => w.slt(n, a),
          (w, a, n) => w.sub(w.constant(1), w.slt(a, w.add(n, w.constant(1)))),
          (w, _, n) => w.sub(w.constant(1), w.equal(n, w.constant(maximum))),
        ),
      ],
    },
    {
      name: "slt_least",
      statement: "a < −2³¹ is 0",
      why: "A boundary constant in a source comparison.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.slt(a, w.constant(minimum)),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "slt_not",
      statement: "−1 − a < n is 1 − (a < −n)",
      condition: "n ≠ −2³¹",
      why: "`a >= 0` is compiled to `not` and a shift by 31.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), constant("n")],
          (w, a, n) => w.slt(w.sub(w.constant(-1), a), n),
          (w, a, n) => w.sub(w.constant(1), w.slt(a, w.sub(w.constant(0), n))),
          (w, _, n) => w.sub(w.constant(1), w.equal(n, w.constant(minimum))),
        ),
      ],
    },
    {
      name: "slt_positive",
      statement: "a < b is a <ᵤ b",
      condition: "a ≥ 0 and b ≥ 0",
      why: "Loops up to a length compare signed, bounds checks unsigned; the one must settle the other.",
      proof: "solver",
      cases: [
        equation(
          [word("a", maximum), word("b", maximum)],
          (w, a, b) => w.slt(a, b),
          (w, a, b) => w.sltu(a, b),
        ),
      ],
    },
    {
      name: "slt_negative",
      statement: "a < n is 0",
      condition: "a ≥ 0 and n ≤ 0",
      why: "`len(a) < 0` and the like, such as the check before an allocation of a known size.",
      proof: "solver",
      cases: [
        equation(
          [word("a", maximum), constant("n")],
          (w, a, n) => w.slt(a, n),
          (w) => w.constant(0),
          (w, _, n) => w.slt(n, w.constant(1)),
        ),
      ],
    },
    {
      name: "sltu_same",
      statement: "a <ᵤ a is 0",
      why: "Both operands may be one variable.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.sltu(a, a),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "sltu_most",
      statement: "2³² − 1 <ᵤ a is 0",
      why: "Keeps sltu_left from wrapping.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.sltu(w.constant(-1), a),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "sltu_left",
      statement: "n <ᵤ a is 1 − (a <ᵤ n + 1)",
      condition: "n ≠ 2³² − 1",
      why: "`snez` is `sltu` from x0; a bounds check of a constant index has the constant on the left.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), constant("n")],
          (w, a, n) => w.sltu(n, a),
          (w, a, n) => w.sub(w.constant(1), w.sltu(a, w.add(n, w.constant(1)))),
          (w, _, n) => w.sub(w.constant(1), w.equal(n, w.constant(-1))),
        ),
      ],
    },
    {
      name: "sltu_zero",
      statement: "a <ᵤ 0 is 0",
      why: "A bounds check against an empty array.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.sltu(a, w.constant(0)),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "sltu_one",
      statement: "a <ᵤ 1 is a = 0",
      why: "`seqz` is `sltiu` by 1: so `==` is compiled.",
      proof: "solver",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.sltu(a, w.constant(1)),
          (w, a) => w.equal(a, w.constant(0)),
        ),
      ],
    },
    {
      name: "sltu_bound",
      statement: "a <ᵤ n is 1",
      condition: "a ≤ A and A <ᵤ n",
      why: "A byte as an index into a table of 256, a comparison of bytes with a constant.",
      proof: "solver",
      cases: [
        equation(
          [word("a", "A"), constant("A"), constant("n")],
          (w, a, _, n) => w.sltu(a, n),
          (w) => w.constant(1),
          (w, _, most, n) => w.sltu(most, n),
        ),
      ],
    },
    {
      name: "sltu_last",
      statement: "2³⁰·a − 1 <ᵤ b is 0",
      condition: "b ≤ B and B < 2³⁰",
      why: "An index into words whose address would be that of the length word: it is never in bounds.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), word("b", "B"), constant("B")],
          (w, a, b) => w.sltu(w.sub(w.sll(a, w.constant(30)), w.constant(1)), b),
          (w) => w.constant(0),
          (w, _, __, most) => w.sltu(most, w.constant(2 ** 30)),
        ),
      ],
    },
  ],
};
