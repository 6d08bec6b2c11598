/**
 * The laws of facts: what a path finds when it knows some comparisons. In each case the facts are conditions that are known to
 * hold, and the conclusion is one that then is known as well.
 */

import type { Arithmetic } from "../../../../../src/core/word.ts";
import { type Case, type Chapter, constant, each, follows, range, type Side, word } from "./law.ts";

const largest = 0xffff_ffff;
const maximum = 0x7fff_ffff;

/** 1 − w, for a truth value. */
function not<W>(w: Arithmetic<W>, truth: W): W {
  return w.sub(w.constant(1), truth);
}

/** Both orders, by the operation that asks for each. */
const orders = ["slt", "sltu"] as const;
type Order = (typeof orders)[number];

/** a ≤ b in an order. */
function atMost<W>(w: Arithmetic<W>, order: Order, a: W, b: W): W {
  return not(w, w[order](b, a));
}

const twoOrders = (make: (order: Order) => readonly Case[]): Case[] =>
  orders.flatMap((order) => make(order).map((instance) => ({ ...instance })));

const [a, b, c] = [word("a"), word("b"), word("c")];

/** a − l ≤ᵤ A, of the variables at these positions. */
function within(value: number, from: number, size: number): Side {
  return (w, ...v) => atMost(w, "sltu", w.sub(v[value]!, v[from]!), v[size]!);
}

export const facts: Chapter = {
  title: "Facts",
  laws: [
    {
      name: "order_unsigned",
      statement: "a <ᵤ b",
      condition: "0 ≤ a and a < b",
      why: "A loop compares signed and its index is never negative, so the bounds check, which is unsigned, can be left out.",
      proof: "solver",
      cases: [
        follows([a, b], [(w, x) => atMost(w, "slt", w.constant(0), x), (w, x, y) => w.slt(x, y)], (w, x, y) =>
          w.sltu(x, y),
        ),
      ],
    },
    {
      name: "order_signed",
      statement: "0 ≤ a and a < b",
      condition: "a <ᵤ b and 0 ≤ b",
      why: "After a bounds check an index is not negative, and less than the length in the order of loops.",
      proof: "solver",
      cases: [
        follows([a, b], [(w, x, y) => w.sltu(x, y), (w, _, y) => atMost(w, "slt", w.constant(0), y)], (w, x, y) =>
          w.slt(x, y),
        ),
        follows([a, b], [(w, x, y) => w.sltu(x, y), (w, _, y) => atMost(w, "slt", w.constant(0), y)], (w, x) =>
          atMost(w, "slt", w.constant(0), x),
        ),
      ],
    },
    {
      name: "order_chain",
      statement: "a < c",
      condition: "a < b and b ≤ c",
      why: "One check before a loop, `m ≤ len(a)`, is enough for all indices below m.",
      proof: "solver",
      cases: twoOrders((order) => [
        follows([a, b, c], [(w, x, y) => w[order](x, y), (w, _, y, z) => atMost(w, order, y, z)], (w, x, _, z) =>
          w[order](x, z),
        ),
        follows([a, b, c], [(w, x, y) => atMost(w, order, x, y), (w, _, y, z) => w[order](y, z)], (w, x, _, z) =>
          w[order](x, z),
        ),
        follows(
          [a, b, c],
          [(w, x, y) => atMost(w, order, x, y), (w, _, y, z) => atMost(w, order, y, z)],
          (w, x, _, z) => atMost(w, order, x, z),
        ),
      ]),
    },
    {
      name: "order_shift",
      statement: "a + n < b + n",
      condition: "a < b and b ≤ 2³¹ − 1 − n",
      why: "`a[i]` and `a[i + 1]` in one loop. As integers, and likewise in the unsigned order up to 2³² − 1.",
      proof: "solver",
      cases: [
        {
          ...follows(
            [a, b, constant("n")],
            [(w, x, y) => w.slt(x, y), (w, _, y, n) => atMost(w, "slt", y, w.sub(w.constant(maximum), n))],
            (w, x, y, n) => w.slt(w.add(x, n), w.add(y, n)),
          ),
          // downwards both wrap
          first: (w, _x, _y, n) => atMost(w, "slt", w.constant(0), n),
        },
        {
          ...follows(
            [a, b, constant("n")],
            [(w, x, y) => w.sltu(x, y), (w, _, y, n) => atMost(w, "sltu", y, w.sub(w.constant(largest), n))],
            (w, x, y, n) => w.sltu(w.add(x, n), w.add(y, n)),
          ),
          // downwards both wrap
          first: (w, _x, _y, n) => atMost(w, "slt", w.constant(0), n),
        },
      ],
    },
    {
      name: "order_next",
      statement: "a + 1 ≤ b",
      condition: "a < b",
      why: "An index goes up by one at the end of a loop; what was less than the bound is then at most the bound.",
      proof: "solver",
      cases: twoOrders((order) => [
        follows([a, b], [(w, x, y) => w[order](x, y)], (w, x, y) => atMost(w, order, w.add(x, w.constant(1)), y)),
      ]),
    },
    {
      name: "order_last",
      statement: "a − 1 <ᵤ b",
      condition: "a ≤ᵤ b and a ≠ 0",
      why: "A loop that goes down: the index is one less than the counter. In the signed order it is −2³¹ that a must not be.",
      proof: "solver",
      cases: [
        follows(
          [a, b],
          [(w, x, y) => atMost(w, "sltu", x, y), (w, x) => not(w, w.equal(x, w.constant(0)))],
          (w, x, y) => w.sltu(w.sub(x, w.constant(1)), y),
        ),
        follows(
          [a, b],
          [(w, x, y) => atMost(w, "slt", x, y), (w, x) => not(w, w.equal(x, w.constant(-maximum - 1)))],
          (w, x, y) => w.slt(w.sub(x, w.constant(1)), y),
        ),
      ],
    },
    {
      name: "order_apart",
      statement: "a < b",
      condition: "a ≤ b and a ≠ b",
      why: "A loop that ends when two indices are equal.",
      proof: "solver",
      cases: twoOrders((order) => [
        follows([a, b], [(w, x, y) => atMost(w, order, x, y), (w, x, y) => not(w, w.equal(x, y))], (w, x, y) =>
          w[order](x, y),
        ),
      ]),
    },
    {
      name: "order_srl",
      statement: "a >>> b <ᵤ c",
      condition: "a <ᵤ c",
      why: "The parent of an index in a heap, the middle of a range.",
      proof: "solver",
      cases: [follows([a, b, c], [(w, x, _, z) => w.sltu(x, z)], (w, x, y, z) => w.sltu(w.srl(x, y), z))],
    },
    {
      name: "equal_between",
      statement: "a = b",
      condition: "a ≤ b and b ≤ a",
      why: "After a loop up to a bound the index is the bound.",
      proof: "solver",
      cases: twoOrders((order) => [
        follows([a, b], [(w, x, y) => atMost(w, order, x, y), (w, x, y) => atMost(w, order, y, x)], (w, x, y) =>
          w.equal(x, y),
        ),
      ]),
    },
    {
      name: "equal_apart",
      statement: "a = b is 0",
      condition: "a < b",
      why: "A loop compiled to end when the index equals the bound.",
      proof: "solver",
      cases: twoOrders((order) => [follows([a, b], [(w, x, y) => w[order](x, y)], (w, x, y) => not(w, w.equal(x, y)))]),
    },
    {
      name: "equal_less",
      statement: "a + b = a + c is 0",
      condition: "a + b < a + c",
      why: "The difference of two words does not tell which two they were, when a part of both is gone.",
      proof: "solver",
      cases: twoOrders((order) => [
        follows([a, b, c], [(w, x, y, z) => w[order](w.add(x, y), w.add(x, z))], (w, x, y, z) =>
          not(w, w.equal(w.add(x, y), w.add(x, z))),
        ),
        follows([a], [(w, x) => w[order](w.sub(w.constant(0), x), x)], (w, x) =>
          not(w, w.equal(w.sub(w.constant(0), x), x)),
        ),
      ]),
    },
    {
      name: "equal_scale",
      statement: "2ᵏ·a = 2ᵏ·b is 0",
      condition: "a <ᵤ b and b <ᵤ 2³²⁻ᵏ",
      why: "A loop over addresses ends when the address equals that of the end.",
      proof: "solver",
      cases: each("k", range(1, 31), (k) =>
        follows([a, b], [(w, x, y) => w.sltu(x, y), (w, _, y) => w.sltu(y, w.constant(2 ** (32 - k)))], (w, x, y) =>
          not(w, w.equal(w.sll(x, w.constant(k)), w.sll(y, w.constant(k)))),
        ),
      ),
    },
    {
      name: "equal_bit",
      statement: "(a & −1 − 2ᵏ) = n is 0",
      condition: "a ≠ n and a ≠ n + 2ᵏ",
      why: "A character is compared with two that differ in one bit.",
      proof: "solver",
      cases: each("k", range(1, 31), (k) =>
        follows(
          [a, constant("n")],
          [(w, x, n) => not(w, w.equal(x, n)), (w, x, n) => not(w, w.equal(x, w.add(n, w.constant(2 ** k))))],
          (w, x, n) => not(w, w.equal(w.and(x, w.constant(-1 - 2 ** k)), n)),
        ),
      ),
    },
    {
      name: "range_move",
      statement: "a + c − l ≤ᵤ m",
      condition: "a − (l − c) ≤ᵤ m",
      why: "One unsigned comparison of `c - '0'` for two of c; an index with an offset.",
      proof: "solver",
      cases: [
        follows(
          [a, constant("c"), constant("l"), constant("m")],
          [(w, x, n, l, m) => atMost(w, "sltu", w.sub(x, w.sub(l, n)), m)],
          (w, x, n, l, m) => atMost(w, "sltu", w.sub(w.add(x, n), l), m),
        ),
      ],
    },
    {
      name: "range_signed",
      statement: "a + 2³¹ <ᵤ n + 2³¹",
      condition: "a < n",
      why: "The words below a constant in the signed order are an interval of unsigned numbers that may wrap around.",
      proof: "solver",
      cases: [
        follows([a, constant("n")], [(w, x, n) => w.slt(x, n)], (w, x, n) =>
          w.sltu(w.add(x, w.constant(2 ** 31)), w.add(n, w.constant(2 ** 31))),
        ),
      ],
    },
    {
      name: "range_add",
      statement: "a + b − (l + m) ≤ᵤ A + B",
      condition: "a − l ≤ᵤ A and b − m ≤ᵤ B and A + B < 2³²",
      why: "An index made of two, as in a table with rows.",
      proof: "solver",
      cases: [
        {
          ...follows(
            [a, b, constant("l"), constant("m"), constant("A"), constant("B")],
            [within(0, 2, 4), within(1, 3, 5)],
            (w, x, y, l, m, A, B) => atMost(w, "sltu", w.sub(w.add(x, y), w.add(l, m)), w.add(A, B)),
            (w, _x, _y, _l, _m, A, B) => not(w, w.sltu(w.add(A, B), A)),
          ),
          // a wider interval may be one of neither order
          first: (w, _x, _y, _l, _m, A, B) => w.and(w.sltu(A, w.constant(2 ** 31)), w.sltu(B, w.constant(2 ** 31))),
        },
      ],
    },
    {
      name: "range_scale",
      statement: "f·(a − l) ≤ᵤ f·A",
      condition: "a − l ≤ᵤ A and f·A < 2³²",
      why: "An index into rows of a fixed length.",
      proof: "induction",
      cases: each("f", [3, 6, 10, ...range(0, 30).map((k) => 2 ** k)], (f) => ({
        ...follows(
          [a, constant("l"), constant("A")],
          [within(0, 1, 2)],
          (w, x, l, A) => atMost(w, "sltu", w.mul(w.constant(f), w.sub(x, l)), w.mul(w.constant(f), A)),
          (w, _x, _l, A) => not(w, w.sltu(w.constant(Math.floor(largest / f)), A)),
        ),
        first: (w, _x, _l, A) => w.sltu(A, w.constant(2 ** 31)),
      })),
    },
    {
      name: "range_negate",
      statement: "l + A − a ≤ᵤ A",
      condition: "a − l ≤ᵤ A",
      why: "What is left of an array behind an index.",
      proof: "solver",
      cases: [
        {
          ...follows([a, constant("l"), constant("A")], [within(0, 1, 2)], (w, x, l, A) =>
            atMost(w, "sltu", w.sub(w.add(l, A), x), A),
          ),
          first: (w, _x, _l, A) => w.sltu(A, w.constant(2 ** 31)),
        },
      ],
    },
    {
      name: "range_srl",
      statement: "l >>> n ≤ᵤ a >>> n",
      condition: "l ≤ᵤ a",
      why: "Half of an index that is at least 2 is at least 1.",
      proof: "solver",
      cases: [
        follows([a, constant("l"), constant("n")], [(w, x, l) => atMost(w, "sltu", l, x)], (w, x, l, n) =>
          atMost(w, "sltu", w.srl(l, n), w.srl(x, n)),
        ),
      ],
    },
    {
      name: "range_shift",
      statement: "a >>> b ≤ᵤ A",
      condition: "a ≤ᵤ A",
      why: "A byte that was loaded before the last cut point, shifted by a word that is not known.",
      proof: "solver",
      cases: [
        follows([a, b, constant("A")], [(w, x, _, A) => atMost(w, "sltu", x, A)], (w, x, y, A) =>
          atMost(w, "sltu", w.srl(x, y), A),
        ),
      ],
    },
    {
      name: "range_and",
      statement: "a & b ≤ᵤ A",
      condition: "a ≤ᵤ A",
      why: "As range_shift, with bits of it.",
      proof: "solver",
      cases: [
        follows([a, b, constant("A")], [(w, x, _, A) => atMost(w, "sltu", x, A)], (w, x, y, A) =>
          atMost(w, "sltu", w.and(x, y), A),
        ),
      ],
    },
  ],
};
