/**
 * The laws of bitwise operations: masks of bytes and return addresses, `not` as exclusive or, truth values as words.
 */

import { type Chapter, constant, each, equation, range, word } from "./law.ts";

export const bitwise: Chapter = {
  title: "Bitwise operations",
  laws: [
    {
      name: "and_commute",
      statement: "a & b = b & a",
      why: "Either operand may stand first; a constant is an immediate on the right.",
      proof: "circuit",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.and(a, b),
          (w, a, b) => w.and(b, a),
        ),
      ],
    },
    {
      name: "or_commute",
      statement: "a | b = b | a",
      why: "As and_commute.",
      proof: "circuit",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.or(a, b),
          (w, a, b) => w.or(b, a),
        ),
      ],
    },
    {
      name: "xor_commute",
      statement: "a ^ b = b ^ a",
      why: "As and_commute.",
      proof: "circuit",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.xor(a, b),
          (w, a, b) => w.xor(b, a),
        ),
      ],
    },
    {
      name: "and_zero",
      statement: "a & 0 = 0",
      why: "A constant operand may turn out to be 0.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.and(a, w.constant(0)),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "and_ones",
      statement: "a & −1 = a",
      why: "A constant operand may turn out to be −1.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.and(a, w.constant(-1)),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "and_bound",
      statement: "a & (2ᵏ − 1) = a",
      condition: "a < 2ᵏ",
      why: "A byte just read is masked again when it is stored into a `byte[]` or written; a truth value by 1.",
      proof: "circuit",
      cases: each("k", range(1, 31), (k) =>
        equation(
          [word("a", 2 ** k - 1)],
          (w, a) => w.and(a, w.constant(2 ** k - 1)),
          (_, a) => a,
        ),
      ),
    },
    {
      name: "and_and",
      statement: "(a & m) & n = a & (m & n)",
      why: "Ell masks a byte before a store, and `sb` masks it again.",
      proof: "solver",
      cases: [
        {
          ...equation(
            [word("a"), constant("m"), constant("n")],
            (w, a, m, n) => w.and(w.and(a, m), n),
            (w, a, m, n) => w.and(a, w.and(m, n)),
          ),
          // −m is not a power of two, or and_high comes first
          first: (w, _, m) => w.add(w.and(m, w.sub(w.constant(0), m)), m),
        },
      ],
    },
    {
      name: "and_high",
      statement: "a & −2ᵏ = (a >>> k) · 2ᵏ",
      why: "`jalr` clears the lowest bit of its target; sizes are rounded up to whole words by a mask or by two shifts.",
      proof: "circuit",
      cases: each("k", range(0, 31), (k) =>
        equation(
          [word("a")],
          (w, a) => w.and(a, w.constant(-(2 ** k))),
          (w, a) => w.mul(w.srl(a, w.constant(k)), w.constant(2 ** k)),
        ),
      ),
    },
    {
      name: "and_same",
      statement: "a & a = a",
      why: "Both operands may be one variable.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.and(a, a),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "or_zero",
      statement: "a | 0 = a",
      why: "`or` with x0, and constant operands that turn out to be 0.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.or(a, w.constant(0)),
          (_, a) => a,
        ),
        equation(
          [word("a")],
          (w, a) => w.or(w.constant(0), a),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "or_ones",
      statement: "a | −1 = −1",
      why: "A byte that is read, joined by `or` with a mask that is −1 where no byte came.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.or(a, w.constant(-1)),
          (w) => w.constant(-1),
        ),
        equation(
          [word("a")],
          (w, a) => w.or(w.constant(-1), a),
          (w) => w.constant(-1),
        ),
      ],
    },
    {
      name: "or_one",
      statement: "a | 1 = 1",
      condition: "a is 0 or 1",
      why: "One of two truth values that are joined by `or` is known to be true.",
      proof: "circuit",
      cases: [
        equation(
          [word("a", 1)],
          (w, a) => w.or(a, w.constant(1)),
          (w) => w.constant(1),
        ),
        equation(
          [word("a", 1)],
          (w, a) => w.or(w.constant(1), a),
          (w) => w.constant(1),
        ),
      ],
    },
    {
      name: "or_same",
      statement: "a | a = a",
      why: "Both operands may be one variable.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.or(a, a),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "xor_same",
      statement: "a ^ a = 0",
      why: "Both operands may be one variable; `xor` of a register with itself makes 0.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.xor(a, a),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "xor_zero",
      statement: "a ^ 0 = a",
      why: "A constant operand may turn out to be 0.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.xor(a, w.constant(0)),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "xor_ones",
      statement: "a ^ −1 = −1 − a",
      why: "`~a` is compiled to `xori` by −1.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.xor(a, w.constant(-1)),
          (w, a) => w.sub(w.constant(-1), a),
        ),
      ],
    },
    {
      name: "xor_truth",
      statement: "a ^ 1 = 1 − a",
      condition: "a is 0 or 1",
      why: "`!b`, `>=` and `<=` are compiled to a comparison and `xori` by 1.",
      proof: "solver",
      cases: [
        equation(
          [word("a", 1)],
          (w, a) => w.xor(a, w.constant(1)),
          (w, a) => w.sub(w.constant(1), a),
        ),
      ],
    },
    {
      name: "xor_xor",
      statement: "(a ^ m) ^ n = a ^ (m ^ n)",
      why: "Negations one after the other.",
      proof: "solver",
      cases: [
        {
          ...equation(
            [word("a"), constant("m"), constant("n")],
            (w, a, m, n) => w.xor(w.xor(a, m), n),
            (w, a, m, n) => w.xor(a, w.xor(m, n)),
          ),
          // neither is −1, or xor_ones comes first
          first: (w, _, m, n) => w.and(w.sltu(m, w.constant(-1)), w.sltu(n, w.constant(-1))),
        },
      ],
    },
    {
      name: "xor_cancel",
      statement: "(a ^ b) ^ b = a",
      why: "Code without branches chooses between two words by `b ^ ((a ^ b) & mask)`; swaps by three `xor`.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.xor(w.xor(a, b), b),
          (_, a) => a,
        ),
        equation(
          [word("a"), word("b")],
          (w, a, b) => w.xor(b, w.xor(b, a)),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "and_xor",
      statement: "(a & b) ^ (a & c) = a & (b ^ c)",
      why: "The majority of three bits, with one operation less.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), word("b"), word("c")],
          (w, a, b, c) => w.xor(w.and(a, b), w.and(a, c)),
          (w, a, b, c) => w.and(a, w.xor(b, c)),
        ),
      ],
    },
    {
      name: "xor_truths",
      statement: "a ^ b = 1 − (a = b)",
      condition: "a and b are 0 or 1",
      why: "`!=` of truth values is compiled to `xor`.",
      proof: "solver",
      cases: [
        equation(
          [word("a", 1), word("b", 1)],
          (w, a, b) => w.xor(a, b),
          (w, a, b) => w.sub(w.constant(1), w.equal(a, b)),
        ),
      ],
    },
  ],
};
