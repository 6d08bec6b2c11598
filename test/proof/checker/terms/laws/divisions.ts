/**
 * The laws of division: by powers of two as shifts, by other constants as multiplications, remainders as what is left.
 */

import type { Arithmetic, BinaryWordOperation } from "../../../../../src/core/word.ts";
import { divisorOf, signedDivisorOf } from "../../../../../src/proof/checker/terms/quotient.ts";
import { type Case, type Chapter, constant, each, equation, inequality, range, word } from "./law.ts";

const maximum = 0x7fff_ffff;
const largest = 0xffff_ffff;

/** Divisors that programs have, and those near the ends. */
const divisors = [
  3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 19, 25, 28, 60, 100, 125, 625, 641, 1000, 10007, 86400, 1_000_000, 0x7fff_ffff,
];

/** The least k ≥ `from`, and the least m for it, with ⌊m·x / 2ᵏ⌋ = x / n for what is asked; and m below a limit. */
function multiplier(
  n: number,
  from: number,
  right: (m: bigint, p: number) => number | undefined,
): { m: bigint; p: number } | undefined {
  for (let p = from; p <= from + 31; p++) {
    const m = (1n << BigInt(p)) / BigInt(n) + 1n;
    if (right(m, p) === n) return { m, p };
  }
  return undefined;
}

const unsignedUpTo =
  (most: number) =>
  (m: bigint, p: number): number | undefined =>
    divisorOf(m, p, most);

/** a < 0 */
function negative<W>(w: Arithmetic<W>, a: W): W {
  return w.slt(a, w.constant(0));
}

/** a + (2ᵏ − 1)·(a < 0) */
function biased<W>(w: Arithmetic<W>, a: W, k: number): W {
  return w.add(a, w.mul(w.constant(2 ** k - 1), negative(w, a)));
}

const a = word("a");

/** Divisors by how they are multiplied: whether m fits into a signed word, an unsigned one, or takes 33 bits. */
const signedCases = (large: boolean): readonly number[] =>
  divisors.filter((n) => multiplier(n, 32, signedDivisorOf)!.m >= 2n ** 31n === large);
const unsignedCases = (large: boolean): readonly number[] =>
  divisors.filter((n) => multiplier(n, 32, unsignedUpTo(largest))!.m >= 2n ** 32n === large);

/** ⌊a / n⌋ − (a < 0) */
function floor<W>(w: Arithmetic<W>, a: W, n: number): W {
  return w.sub(w.div(a, w.constant(n)), negative(w, a));
}

function remainders(operation: "rem" | "remu", quotient: BinaryWordOperation, from: readonly number[]): Case[] {
  return each("n", from, (n) =>
    equation(
      [a],
      (w, x) => w[operation](x, w.constant(n)),
      (w, x) => w.sub(x, w.mul(w.constant(n), w[quotient](x, w.constant(n)))),
    ),
  );
}

export const divisions: Chapter = {
  title: "Division",
  laws: [
    {
      name: "div_one",
      statement: "a / 1 = a",
      why: "A division by 1 is compiled to a move.",
      proof: "solver",
      cases: [
        equation(
          [a],
          (w, x) => w.div(x, w.constant(1)),
          (_, x) => x,
        ),
      ],
    },
    {
      name: "div_positive",
      statement: "a / b = a /ᵤ b",
      condition: "a ≥ 0 and b ≥ 0",
      why: "Lengths and bytes are divided as either kind of number.",
      proof: "solver",
      cases: [
        equation(
          [word("a", maximum), word("b", maximum)],
          (w, x, y) => w.div(x, y),
          (w, x, y) => w.divu(x, y),
        ),
      ],
    },
    {
      name: "div_negative",
      statement: "a / −n = −(a / n)",
      condition: "n > 0",
      why: "The quotient is computed by the divisor's size, and then negated.",
      proof: "argument",
      cases: [
        equation(
          [a, constant("n")],
          (w, x, n) => w.div(x, w.sub(w.constant(0), n)),
          (w, x, n) => w.sub(w.constant(0), w.div(x, n)),
          (w, _, n) => w.slt(w.constant(0), n),
        ),
      ],
    },
    {
      name: "divu_power",
      statement: "a /ᵤ 2ᵏ = a >>> k",
      why: "A division by a power of two is compiled to a shift.",
      proof: "circuit",
      cases: each("k", range(0, 31), (k) =>
        equation(
          [a],
          (w, x) => w.divu(x, w.constant(2 ** k)),
          (w, x) => w.srl(x, w.constant(k)),
        ),
      ),
    },
    {
      name: "divu_bound",
      statement: "a /ᵤ n = 0",
      condition: "a ≤ A and A <ᵤ n",
      why: "A digit divided by ten.",
      proof: "argument",
      cases: [
        equation(
          [word("a", "A"), constant("A"), constant("n")],
          (w, x, _, n) => w.divu(x, n),
          (w) => w.constant(0),
          (w, _, most, n) => w.sltu(most, n),
        ),
      ],
    },
    {
      name: "divu_srl",
      statement: "(a >>> k) /ᵤ n = a /ᵤ (2ᵏ·n)",
      condition: "2ᵏ·n < 2³²",
      why: "An even divisor is divided by its odd part after a shift.",
      proof: "argument",
      cases: each("k", range(1, 30), (k) => ({
        ...equation(
          [a, constant("n")],
          (w, x, n) => w.divu(w.srl(x, w.constant(k)), n),
          (w, x, n) => w.divu(x, w.sll(n, w.constant(k))),
          (w, _, n) => w.sltu(n, w.constant(2 ** (32 - k))),
        ),
        first: (w, _, n) => w.sltu(w.constant(0), n),
      })),
    },
    {
      name: "srl_divu",
      statement: "(a /ᵤ n) >>> k = a /ᵤ (2ᵏ·n)",
      condition: "n ≠ 0 and 2ᵏ·n < 2³²",
      why: "The high word is shifted after another quotient was found in it.",
      proof: "argument",
      cases: each("k", range(1, 30), (k) =>
        equation(
          [a, constant("n")],
          (w, x, n) => w.srl(w.divu(x, n), w.constant(k)),
          (w, x, n) => w.divu(x, w.sll(n, w.constant(k))),
          (w, _, n) => w.and(w.sltu(w.constant(0), n), w.sltu(n, w.constant(2 ** (32 - k)))),
        ),
      ),
    },
    {
      name: "bound_divu",
      statement: "a /ᵤ n ≤ A /ᵤ n",
      condition: "a ≤ A",
      why: "The digits of a byte.",
      proof: "argument",
      cases: [
        inequality(
          [word("a", "A"), constant("A"), constant("n")],
          (w, x, _, n) => w.divu(x, n),
          (w, _, most, n) => w.divu(most, n),
        ),
      ],
    },
    {
      name: "rem_positive",
      statement: "a % b = a %ᵤ b",
      condition: "a ≥ 0 and b ≥ 0",
      why: "As div_positive.",
      proof: "solver",
      cases: [
        equation(
          [word("a", maximum), word("b", maximum)],
          (w, x, y) => w.rem(x, y),
          (w, x, y) => w.remu(x, y),
        ),
      ],
    },
    {
      name: "rem_quotient",
      statement: "a % n = a − n·(a / n)",
      why: "The machine has no remainder by a constant, or has the quotient already.",
      proof: "argument",
      cases: remainders("rem", "div", [1, -1, 0, ...divisors, -7, 8, -0x8000_0000]),
    },
    {
      name: "remu_power",
      statement: "a %ᵤ 2ᵏ = a & (2ᵏ − 1)",
      why: "A place in a ring or a table of hashes.",
      proof: "circuit",
      cases: each("k", range(0, 31), (k) =>
        equation(
          [a],
          (w, x) => w.remu(x, w.constant(2 ** k)),
          (w, x) => w.and(x, w.constant(2 ** k - 1)),
        ),
      ),
    },
    {
      name: "remu_quotient",
      statement: "a %ᵤ n = a − n·(a /ᵤ n)",
      why: "As rem_quotient.",
      proof: "argument",
      cases: remainders("remu", "divu", [0, ...divisors, largest]),
    },
    {
      name: "bound_mulhu",
      statement: "mulhu(a, b) ≤ mulhu(A, B)",
      condition: "a ≤ A and b ≤ B",
      why: "The high word of a length times a constant is not negative, so it may be shifted either way.",
      proof: "argument",
      cases: [
        inequality(
          [word("a", "A"), word("b", "B"), constant("A"), constant("B")],
          (w, x, y) => w.mulhu(x, y),
          (w, _x, _y, A, B) => w.mulhu(A, B),
        ),
      ],
    },
    {
      name: "mulh_positive",
      statement: "mulh(a, b) = mulhu(a, b)",
      condition: "a ≥ 0 and b ≥ 0",
      why: "Either kind of high word is that of a product of lengths.",
      proof: "argument",
      cases: [
        equation(
          [word("a", maximum), word("b", maximum)],
          (w, x, y) => w.mulh(x, y),
          (w, x, y) => w.mulhu(x, y),
        ),
      ],
    },
    {
      name: "mulh_negative",
      statement: "mulh(a, n) = mulhu(a, n) − a",
      condition: "a ≥ 0 and n < 0",
      why: "A multiplier of 32 bits is negative as a signed word.",
      proof: "argument",
      cases: [
        equation(
          [word("a", maximum), constant("n")],
          (w, x, n) => w.mulh(x, n),
          (w, x, n) => w.sub(w.mulhu(x, n), x),
          (w, _, n) => w.slt(n, w.constant(0)),
        ),
      ],
    },
    {
      name: "divu_mulhu",
      statement: "mulhu(a, m) >>> k = a /ᵤ n",
      condition: "a ≤ A, and m and 32 + k belong to n up to A",
      why: "A division of a natural number by a constant.",
      proof: "argument",
      cases: [
        ...unsignedCases(false).map((n) => ({ n, most: largest })),
        ...divisors.map((n) => ({ n, most: maximum })),
        ...[3, 7, 10].map((n) => ({ n, most: 255 })),
      ].map(({ n, most }) => {
        const { m, p } = multiplier(n, 32, unsignedUpTo(most))!;
        return equation(
          [most === largest ? a : word("a", most)],
          (w, x) => w.srl(w.mulhu(x, w.constant(Number(m))), w.constant(p - 32)),
          (w, x) => w.divu(x, w.constant(n)),
        );
      }),
    },
    {
      name: "divu_average",
      statement: "(((a − h) >>> 1) + h) >>> k = a /ᵤ n, where h is mulhu(a, m), and 2³² + m and 33 + k belong to n",
      why: "A multiplier of 33 bits: the sum of a and the high word has no room in a word, but half of it has.",
      proof: "argument",
      cases: each("n", unsignedCases(true), (n) => {
        const { m, p } = multiplier(n, 33, unsignedUpTo(largest))!;
        const average = <W>(w: Arithmetic<W>, x: W, h: W): W => w.add(w.srl(w.sub(x, h), w.constant(1)), h);
        return equation(
          [a],
          (w, x) => w.srl(average(w, x, w.mulhu(x, w.constant(Number(m - 2n ** 32n)))), w.constant(p - 33)),
          (w, x) => w.divu(x, w.constant(n)),
        );
      }),
    },
    {
      name: "div_mulh",
      statement: "mulh(a, m) >> k = a / n − (a < 0), where m and 32 + k belong to n",
      why: "A division by a constant: what is rounded down is one less than the quotient where a is negative.",
      proof: "argument",
      cases: each("n", signedCases(false), (n) => {
        const { m, p } = multiplier(n, 32, signedDivisorOf)!;
        return equation(
          [a],
          (w, x) => w.sra(w.mulh(x, w.constant(Number(m))), w.constant(p - 32)),
          (w, x) => floor(w, x, n),
        );
      }),
    },
    {
      name: "div_mulhadd",
      statement: "(mulh(a, m) + a) >> k = a / n − (a < 0), where m < 0, and m + 2³² and 32 + k belong to n",
      why: "As div_mulh, with a multiplier that is negative as a signed word.",
      proof: "argument",
      cases: each("n", signedCases(true), (n) => {
        const { m, p } = multiplier(n, 32, signedDivisorOf)!;
        return equation(
          [a],
          (w, x) => w.sra(w.add(w.mulh(x, w.constant(Number(m - 2n ** 32n))), x), w.constant(p - 32)),
          (w, x) => floor(w, x, n),
        );
      }),
    },
    {
      name: "sra_div",
      statement: "(a / n − (a < 0)) >> k = a / (2ᵏ·n) − (a < 0)",
      condition: "n > 1 and 2ᵏ·n < 2³¹",
      why: "As srl_divu.",
      proof: "argument",
      cases: each("k", range(1, 29), (k) =>
        equation(
          [a, constant("n")],
          (w, x, n) => w.sra(w.sub(w.div(x, n), negative(w, x)), w.constant(k)),
          (w, x, n) => w.sub(w.div(x, w.sll(n, w.constant(k))), negative(w, x)),
          (w, _, n) => w.and(w.slt(w.constant(1), n), w.slt(n, w.constant(2 ** (31 - k)))),
        ),
      ),
    },
    {
      name: "sra_bias",
      statement: "(a + (2ᵏ − 1)·(a < 0)) >> k = a / 2ᵏ",
      why: "A division by a power of two: a shift rounds down, and with the bias it cuts off towards 0.",
      proof: "solver",
      cases: each("k", range(1, 30), (k) =>
        equation(
          [a],
          (w, x) => w.sra(biased(w, x, k), w.constant(k)),
          (w, x) => w.div(x, w.constant(2 ** k)),
        ),
      ),
    },
    {
      name: "and_bias",
      statement: "(a + (2ᵏ − 1)·(a < 0)) & −2ᵏ = 2ᵏ·(a / 2ᵏ)",
      why: "A remainder by a power of two is a without that multiple.",
      proof: "solver",
      cases: each("k", range(1, 30), (k) =>
        equation(
          [a],
          (w, x) => w.and(biased(w, x, k), w.constant(-(2 ** k))),
          (w, x) => w.mul(w.constant(2 ** k), w.div(x, w.constant(2 ** k))),
        ),
      ),
    },
    {
      name: "and_rest",
      statement: "c & (2ᵏ − 1) = c − 2ᵏ·(a / 2ᵏ), where c is a + (2ᵏ − 1)·(a < 0)",
      why: "A remainder by a power of two, by its low bits.",
      proof: "solver",
      cases: each("k", range(1, 30), (k) =>
        equation(
          [a],
          (w, x) => w.and(biased(w, x, k), w.constant(2 ** k - 1)),
          (w, x) => w.sub(biased(w, x, k), w.mul(w.constant(2 ** k), w.div(x, w.constant(2 ** k)))),
        ),
      ),
    },
    {
      name: "equal_rem",
      statement: "a − 2ᵏ·(a / 2ᵏ) = 0 is a & (2ᵏ − 1) = 0",
      why: "Whether a number is even is in its lowest bit.",
      proof: "solver",
      cases: each("k", range(1, 30), (k) =>
        equation(
          [a],
          (w, x) => w.equal(w.rem(x, w.constant(2 ** k)), w.constant(0)),
          (w, x) => w.equal(w.and(x, w.constant(2 ** k - 1)), w.constant(0)),
        ),
      ),
    },
    {
      name: "slt_mulh",
      statement: "mulh(a, n) < 0 is a < 0",
      condition: "n > 0",
      why: "The sign is taken from the high word, not from the number that is divided.",
      proof: "argument",
      cases: [
        equation(
          [a, constant("n")],
          (w, x, n) => w.slt(w.mulh(x, n), w.constant(0)),
          (w, x) => negative(w, x),
          (w, _, n) => w.slt(w.constant(0), n),
        ),
      ],
    },
    {
      name: "slt_quotient",
      statement: "a / n − (a < 0) < 0 is a < 0",
      condition: "n > 1",
      why: "As slt_mulh, where the quotient is known already.",
      proof: "argument",
      cases: [
        equation(
          [a, constant("n")],
          (w, x, n) => negative(w, w.sub(w.div(x, n), negative(w, x))),
          (w, x) => negative(w, x),
          (w, _, n) => w.slt(w.constant(1), n),
        ),
      ],
    },
    {
      name: "slt_bias",
      statement: "a + (2ᵏ − 1)·(a < 0) < 0 is a / 2ᵏ < 0",
      why: "Of a quotient that is divided again, the sign may be taken before the first shift.",
      proof: "solver",
      cases: each("k", range(1, 30), (k) =>
        equation(
          [a],
          (w, x) => negative(w, biased(w, x, k)),
          (w, x) => negative(w, w.div(x, w.constant(2 ** k))),
        ),
      ),
    },
  ],
};
