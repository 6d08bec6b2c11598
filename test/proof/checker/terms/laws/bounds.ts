/**
 * The laws of bounds: how large a term can be as an unsigned number, from how large its parts can be.
 *
 * In every case the words a, b are at most the words A, B; the right side is over those.
 */

import type { Arithmetic } from "../../../../../src/core/word.ts";
import { type Chapter, constant, each, inequality, range, word } from "./law.ts";

const largest = 0xffff_ffff;

/** 1 − w, for a truth value. */
function not<W>(w: Arithmetic<W>, truth: W): W {
  return w.sub(w.constant(1), truth);
}

/** The smaller of two unsigned words. */
function least<W>(w: Arithmetic<W>, a: W, b: W): W {
  return w.add(a, w.mul(w.sltu(b, a), w.sub(b, a)));
}

/** The smallest 2ᵏ − 1 that is at least the word: each one bit spreads to all below it. */
function ones<W>(w: Arithmetic<W>, a: W): W {
  return [1, 2, 4, 8, 16].reduce((spread, k) => w.or(spread, w.srl(spread, w.constant(k))), a);
}

const two = [word("a", "A"), word("b", "B"), constant("A"), constant("B")];
const one = [word("a", "A"), constant("A")];

export const bounds: Chapter = {
  title: "Bounds",
  laws: [
    {
      name: "bound_symbol",
      statement: "a symbol is at most what its sort allows: a bool 1, a byte 255, a count of bytes 2³¹ − 1",
      why: "Ell's types: its truth values are 0 or 1, a byte of input is below 256; no more bytes move than an array has. docs/certificates.md says who keeps this.",
      proof: "definition",
      cases: [],
    },
    {
      name: "bound_length",
      statement: "a length is at most 2³¹ − 1, of words 2³⁰ − 1",
      why: "Ell's `new` traps on a negative length; comparisons with a length may then be signed or unsigned. An array of words is in memory with 4 bytes for each, so no index of one is 2³⁰ − 1, whose element would be where the length is.",
      proof: "definition",
      cases: [],
    },
    {
      name: "bound_select",
      statement: "h(r, i) is at most what its kind allows",
      condition: "every write in h is",
      why: "`lbu` and `lw` of a `byte[]` or `bool[]` give what Ell reads, without a mask.",
      proof: "definition",
      cases: [],
    },
    {
      name: "bound_not",
      statement: "1 − a ≤ 1",
      condition: "a ≤ 1",
      why: "The negation of a truth value is one.",
      proof: "solver",
      cases: [
        inequality(
          [word("a", 1)],
          (w, a) => w.sub(w.constant(1), a),
          (w) => w.constant(1),
        ),
      ],
    },
    {
      name: "bound_add",
      statement: "a + b ≤ A + B",
      condition: "a ≤ A and b ≤ B and A + B < 2³²",
      why: "A digit from a byte, sums of bytes, an index with a small offset.",
      proof: "solver",
      cases: [
        inequality(
          two,
          (w, a, b) => w.add(a, b),
          (w, _a, _b, A, B) => w.add(A, B),
          (w, _a, _b, A, B) => not(w, w.sltu(w.add(A, B), A)),
        ),
      ],
    },
    {
      name: "bound_scale",
      statement: "f·a ≤ f·A",
      condition: "a ≤ A and f·A < 2³²",
      why: "A byte shifted left, a table of words indexed by a byte.",
      proof: "induction",
      cases: each("f", [6, 10, ...range(0, 30).map((k) => 2 ** k)], (f) =>
        inequality(
          one,
          (w, a) => w.mul(w.constant(f), a),
          (w, _, A) => w.mul(w.constant(f), A),
          (w, _, A) => not(w, w.sltu(w.constant(Math.floor(largest / f)), A)),
        ),
      ),
    },
    {
      name: "bound_and",
      statement: "a & b ≤ min(A, B)",
      condition: "a ≤ A and b ≤ B",
      why: "Masked bytes; truth values joined by `and`.",
      proof: "solver",
      cases: [
        inequality(
          two,
          (w, a, b) => w.and(a, b),
          (w, _a, _b, A, B) => least(w, A, B),
        ),
      ],
    },
    {
      name: "bound_or",
      statement: "a | b ≤ ones(A | B)",
      condition: "a ≤ A and b ≤ B",
      why: "Truth values joined by `or`; bytes put together.",
      proof: "solver",
      cases: [
        inequality(
          two,
          (w, a, b) => w.or(a, b),
          (w, _a, _b, A, B) => ones(w, w.or(A, B)),
        ),
      ],
    },
    {
      name: "bound_xor",
      statement: "a ^ b ≤ ones(A | B)",
      condition: "a ≤ A and b ≤ B",
      why: "As bound_or.",
      proof: "solver",
      cases: [
        inequality(
          two,
          (w, a, b) => w.xor(a, b),
          (w, _a, _b, A, B) => ones(w, w.or(A, B)),
        ),
      ],
    },
    {
      name: "bound_shift",
      statement: "a >>> n ≤ A >>> n",
      condition: "a ≤ A",
      why: "The high bits of a word, as in the size of a heap in words.",
      proof: "solver",
      cases: [
        inequality(
          [...one, constant("n")],
          (w, a, _, n) => w.srl(a, n),
          (w, _, A, n) => w.srl(A, n),
        ),
      ],
    },
    {
      name: "bound_srl",
      statement: "a >>> b ≤ A",
      condition: "a ≤ A",
      why: "A shift by a word that is not known.",
      proof: "solver",
      cases: [
        inequality(
          [...one, word("b")],
          (w, a, _, b) => w.srl(a, b),
          (_, _a, A) => A,
        ),
      ],
    },
    {
      name: "bound_slt",
      statement: "a < b ≤ 1",
      why: "A comparison is a truth value.",
      proof: "circuit",
      cases: [
        inequality(
          [word("a"), word("b")],
          (w, a, b) => w.slt(a, b),
          (w) => w.constant(1),
        ),
      ],
    },
    {
      name: "bound_sltu",
      statement: "a <ᵤ b ≤ 1",
      why: "A comparison is a truth value.",
      proof: "circuit",
      cases: [
        inequality(
          [word("a"), word("b")],
          (w, a, b) => w.sltu(a, b),
          (w) => w.constant(1),
        ),
      ],
    },
    {
      name: "bound_equal",
      statement: "a = b ≤ 1",
      why: "A comparison is a truth value.",
      proof: "circuit",
      cases: [
        inequality(
          [word("a"), word("b")],
          (w, a, b) => w.equal(a, b),
          (w) => w.constant(1),
        ),
      ],
    },
  ],
};
