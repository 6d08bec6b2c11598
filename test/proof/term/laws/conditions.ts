/**
 * The laws of comparisons: one normal form for what Ell's six comparisons, the machine's branches and its set-less-than
 * instructions ask.
 */

import { type Chapter, constant, equation, word } from "./law.ts";

const maximum = 0x7fff_ffff;
const minimum = -0x8000_0000;

export const conditions: Chapter = {
  title: "Conditions",
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
      name: "equal_sum",
      statement: "a = b is a − b = 0",
      why: "`==` is compiled to `sub` and `seqz`, or to `addi` by −n and `seqz`, or to `beq`.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.equal(a, b),
          (w, a, b) => w.equal(w.sub(a, b), w.constant(0)),
        ),
      ],
    },
    {
      name: "equal_truth",
      statement: "a = 0 is 1 − a",
      condition: "a is 0 or 1",
      why: "`beqz` on a truth value takes the branch where the source's condition fails.",
      proof: "solver",
      cases: [
        equation(
          [word("a", 1)],
          (w, a) => w.equal(a, w.constant(0)),
          (w, a) => w.sub(w.constant(1), a),
        ),
      ],
    },
    {
      name: "equal_xor",
      statement: "(x ^ y) = 0 is x = y",
      why: "`==` is compiled to `xor` and `seqz`.",
      proof: "circuit",
      cases: [
        equation(
          [word("x"), word("y")],
          (w, x, y) => w.equal(w.xor(x, y), w.constant(0)),
          (w, x, y) => w.equal(x, y),
        ),
      ],
    },
    {
      name: "equal_sign",
      statement: "s = 0 is −s = 0",
      why: "a = b and b = a, whichever side is subtracted from the other.",
      proof: "solver",
      cases: [
        equation(
          [word("s")],
          (w, s) => w.equal(s, w.constant(0)),
          (w, s) => w.equal(w.sub(w.constant(0), s), w.constant(0)),
        ),
        equation(
          [word("a"), word("b"), constant("c")],
          (w, a, b, c) => w.equal(w.sub(w.add(a, c), b), w.constant(0)),
          (w, a, b, c) => w.equal(w.sub(b, w.add(a, c)), w.constant(0)),
        ),
      ],
    },
    {
      name: "equal_one",
      statement: "a = 1 is a",
      condition: "a is 0 or 1",
      why: "`b == true`, and comparisons of results with 1.",
      proof: "solver",
      cases: [
        equation(
          [word("a", 1)],
          (w, a) => w.equal(a, w.constant(1)),
          (_, a) => a,
        ),
        equation(
          [word("a", 1)],
          (w, a) => w.equal(w.sub(w.constant(1), a), w.constant(0)),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "equal_mask",
      statement: "(a ^ m) = n is a = (m ^ n)",
      why: "`==` with a constant is compiled to `xori` and `seqz`.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), constant("m"), constant("n")],
          (w, a, m, n) => w.equal(w.xor(a, m), n),
          (w, a, m, n) => w.equal(a, w.xor(m, n)),
        ),
      ],
    },
    {
      name: "equal_bound",
      statement: "a = n is 0",
      condition: "a ≤ A and A <ᵤ n",
      why: "A byte is never −1: the test for the end of input after a byte was read.",
      proof: "solver",
      cases: [
        equation(
          [word("a", "A"), constant("A"), constant("n")],
          (w, a, _, n) => w.equal(a, n),
          (w) => w.constant(0),
          (w, _, most, n) => w.sltu(most, n),
        ),
      ],
    },
    {
      name: "literal_not",
      statement: "1 − a ≠ 0 is a = 0",
      condition: "a is 0 or 1",
      why: "A fact about a condition is one about its negation.",
      proof: "solver",
      cases: [
        equation(
          [word("a", 1)],
          (w, a) => w.sltu(w.constant(0), w.sub(w.constant(1), a)),
          (w, a) => w.equal(a, w.constant(0)),
        ),
      ],
    },
    {
      name: "literal_word",
      statement: "t ≠ 0 is 1 − (t = 0)",
      why: "`bnez` on a word that is no truth value.",
      proof: "circuit",
      cases: [
        equation(
          [word("t")],
          (w, t) => w.sltu(w.constant(0), t),
          (w, t) => w.sub(w.constant(1), w.equal(t, w.constant(0))),
        ),
      ],
    },
  ],
};
