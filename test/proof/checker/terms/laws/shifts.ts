/**
 * The laws of right shifts: loads extend by shifting, counts are taken mod 32.
 */

import { type Chapter, constant, each, equation, range, word } from "./law.ts";

const maximum = 0x7fff_ffff;

/** The shifts by a count that is not known. */
const counted = ["sll", "srl", "sra"] as const;

export const shifts: Chapter = {
  title: "Right shifts",
  laws: [
    {
      name: "srl_count",
      statement: "a >>> n = a >>> (n mod 32)",
      why: "A source count of 32 or more is an immediate of five bits in the machine.",
      proof: "circuit",
      cases: [
        equation(
          [word("a"), constant("n")],
          (w, a, n) => w.srl(a, n),
          (w, a, n) => w.srl(a, w.and(n, w.constant(31))),
        ),
      ],
    },
    {
      name: "srl_zero",
      statement: "a >>> 0 = a",
      why: "A count may turn out to be 0 mod 32.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.srl(a, w.constant(0)),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "srl_nothing",
      statement: "0 >>> a = 0",
      why: "A compiler that sees it shifts nothing; of 0 >> a it is sra_positive first.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.srl(w.constant(0), a),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "sll_nothing",
      statement: "0 << a = 0",
      why: "As srl_nothing.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.sll(w.constant(0), a),
          (w) => w.constant(0),
        ),
      ],
    },
    {
      name: "srl_bound",
      statement: "a >>> n = 0",
      condition: "a < 2ⁿ",
      why: "The high bits of a byte or of a truth value.",
      proof: "circuit",
      cases: each("n", range(1, 31), (n) =>
        equation(
          [word("a", 2 ** n - 1)],
          (w, a) => w.srl(a, w.constant(n)),
          (w) => w.constant(0),
        ),
      ),
    },
    {
      name: "srl_srl",
      statement: "(a >>> m) >>> n = a >>> (m + n)",
      condition: "m and n are from 0 to 31, and m + n < 32",
      why: "A quotient by a power of two is divided by another.",
      proof: "solver",
      cases: [
        equation(
          [word("a"), constant("m"), constant("n")],
          (w, a, m, n) => w.srl(w.srl(a, m), n),
          (w, a, m, n) => w.srl(a, w.add(m, n)),
          (w, _, m, n) =>
            w.and(w.and(w.sltu(m, w.constant(32)), w.sltu(n, w.constant(32))), w.sltu(w.add(m, n), w.constant(32))),
        ),
      ],
    },
    {
      name: "srl_scaled",
      statement: "(2ᵏ·a) >>> (k + m) = (a >>> m) & (2³²⁻ᵏ⁻ᵐ − 1)",
      condition: "k + m < 31",
      why: "Two shifts for a word's low bits, or for some from its middle.",
      proof: "solver",
      cases: each("k", range(1, 29), (k) =>
        equation(
          [word("a"), constant("m")],
          (w, a, m) => w.srl(w.mul(a, w.constant(2 ** k)), w.add(m, w.constant(k))),
          (w, a, m) => w.and(w.srl(a, m), w.srl(w.constant(-1), w.add(m, w.constant(k)))),
          (w, _, m) => w.sltu(m, w.constant(31 - k)),
        ),
      ),
    },
    {
      name: "sra_positive",
      statement: "a >> b = a >>> b",
      condition: "a ≥ 0",
      why: "Lengths, bytes and truth values may be shifted by either instruction.",
      proof: "solver",
      cases: [
        equation(
          [word("a", maximum), word("b")],
          (w, a, b) => w.sra(a, b),
          (w, a, b) => w.srl(a, b),
        ),
      ],
    },
    {
      name: "sra_count",
      statement: "a >> n = a >> (n mod 32)",
      why: "As srl_count.",
      proof: "circuit",
      cases: [
        equation(
          [word("a"), constant("n")],
          (w, a, n) => w.sra(a, n),
          (w, a, n) => w.sra(a, w.and(n, w.constant(31))),
        ),
      ],
    },
    {
      name: "sra_zero",
      statement: "a >> 0 = a",
      why: "As srl_zero; the machine's rule for whole-word loads extends by a shift of 0.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.sra(a, w.constant(0)),
          (_, a) => a,
        ),
      ],
    },
    {
      name: "srl_sign",
      statement: "a >>> 31 = a < 0",
      why: "The sign of a word as a truth value: a shift is shorter than a comparison with 0.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.srl(a, w.constant(31)),
          (w, a) => w.slt(a, w.constant(0)),
        ),
      ],
    },
    {
      name: "sra_sign",
      statement: "a >> 31 = −(a < 0)",
      why: "The mask of a negative number, as in an absolute value or in a division by a power of two.",
      proof: "circuit",
      cases: [
        equation(
          [word("a")],
          (w, a) => w.sra(a, w.constant(31)),
          (w, a) => w.sub(w.constant(0), w.slt(a, w.constant(0))),
        ),
      ],
    },
    {
      name: "count_mask",
      statement: "a << (b & n) = a << b",
      condition: "n mod 32 = 31",
      why: "Source masks a count that every shift masks anyway. Likewise for both right shifts.",
      proof: "solver",
      cases: counted.map((operation) =>
        equation(
          [word("a"), word("b"), constant("n")],
          (w, a, b, n) => w[operation](a, w.and(b, n)),
          (w, a, b) => w[operation](a, b),
          (w, _a, _b, n) => w.equal(w.and(n, w.constant(31)), w.constant(31)),
        ),
      ),
    },
    {
      name: "count_multiple",
      statement: "a << (2ᵏ·b & n) = a << (2ᵏ·b)",
      condition: "n mod 32 = 32 − 2ᵏ",
      why: "As count_mask, where a compiler knows that the low bits of a count are 0. Likewise for both right shifts.",
      proof: "solver",
      cases: each("k", range(1, 4), (k) =>
        equation(
          [word("a"), word("b"), constant("n")],
          (w, a, b, n) => w.srl(a, w.and(w.mul(b, w.constant(2 ** k)), n)),
          (w, a, b) => w.srl(a, w.mul(b, w.constant(2 ** k))),
          (w, _a, _b, n) => w.equal(w.and(n, w.constant(31)), w.constant(32 - 2 ** k)),
        ),
      ),
    },
    {
      name: "count_sum",
      statement: "a << (m + n·b) = a << (m mod 32 + (n mod 32)·b)",
      why: "A rotation shifts by 32 − b, which is −b. Likewise for both right shifts.",
      proof: "circuit",
      cases: counted.map((operation) =>
        equation(
          [word("a"), word("b"), constant("m"), constant("n")],
          (w, a, b, m, n) => w[operation](a, w.add(m, w.mul(n, b))),
          (w, a, b, m, n) => w[operation](a, w.add(w.and(m, w.constant(31)), w.mul(w.and(n, w.constant(31)), b))),
        ),
      ),
    },
  ],
};
