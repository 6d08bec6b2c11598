/**
 * The laws of equality and of conditions as facts: all is asked as "is this word 0", or as a truth value itself.
 */

import { type Chapter, constant, equation, word } from "./law.ts";

export const equality: Chapter = {
  title: "Equality and conditions",
  laws: [
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
      name: "equal_and",
      statement: "(a & b) = (a & c) is (a & (b ^ c)) = 0",
      why: "`(b & 7) == (c & 7)`, where the machine's `xor` of both sides has become one of b and c, by and_xor.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), word("b"), word("c")],
          (w, a, b, c) => w.equal(w.and(a, b), w.and(a, c)),
          (w, a, b, c) => w.equal(w.and(a, w.xor(b, c)), w.constant(0)),
        ),
        equation(
          [word("a"), word("b"), word("c")],
          (w, a, b, c) => w.equal(w.and(a, b), w.and(a, c)),
          (w, a, b, c) => w.equal(w.xor(w.and(a, b), w.and(c, a)), w.constant(0)),
        ),
      ],
    },
    {
      name: "equal_change",
      statement: "x = (x ^ y) is y = 0",
      why: "`x != (1 ^ x)`, which is an `xor` of both sides for the machine.",
      proof: "solver",
      cases: [
        equation(
          [word("x"), word("y")],
          (w, x, y) => w.equal(x, w.xor(x, y)),
          (w, _, y) => w.equal(y, w.constant(0)),
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
