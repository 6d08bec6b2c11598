/**
 * What only resembles a law is not taken for it: for each part of a premise, words for which the law without that part would be wrong. Mutants
 * that leave such a part out accept more, and random terms seldom show it.
 */

import { expect, test } from "vitest";
import { type Arithmetic, int32 } from "../../../../src/core/word.ts";
import type { Term } from "../../../../src/proof/checker/terms/term.ts";
import { Terms } from "../../../../src/proof/checker/terms/terms.ts";
import { evaluator } from "./evaluate-term.ts";

interface Near {
  readonly law: string;
  readonly words: readonly number[];
  readonly compute: <W>(w: Arithmetic<W>, ...words: W[]) => W;
}

/** f·(a & b) + g·(a & c) + n·d·d + m = 0; d·d is made last, and so is the last part of the sum. */
const masked =
  (f: number, g: number, n: number, m: number) =>
  <W>(w: Arithmetic<W>, a: W, b: W, c: W, d: W): W => {
    const times = (k: number, x: W): W => w.mul(w.constant(k), x);
    const pair = w.add(times(f, w.and(a, b)), times(g, w.and(a, c)));
    return w.equal(w.add(w.add(pair, times(n, w.mul(d, d))), w.constant(m)), w.constant(0));
  };

/** 2³⁰·a − 1 <ᵤ b & 2³⁰ */
function last<W>(w: Arithmetic<W>, a: W, b: W): W {
  const address = w.sub(w.mul(w.constant(2 ** 30), a), w.constant(1));
  return w.sltu(address, w.and(b, w.constant(2 ** 30)));
}

/** (((a − h) >>> 1) + h) >>> 1, where h is mulhu(a, 5): no quotient. */
function average<W>(w: Arithmetic<W>, a: W): W {
  const high = w.mulhu(a, w.constant(5));
  return w.srl(w.add(w.srl(w.sub(a, high), w.constant(1)), high), w.constant(1));
}

const near: readonly Near[] = [
  { law: "slt_mulh, of 0", words: [-1], compute: (w, a) => w.slt(w.mulh(a, w.constant(0)), w.constant(0)) },
  { law: "srl_divu, by 0", words: [7], compute: (w, a) => w.srl(w.divu(a, w.constant(0)), w.constant(1)) },
  { law: "divu_average, of no divisor", words: [1000], compute: average },
  {
    law: "slt_quotient, by a word",
    words: [5, -1],
    compute: (w, a, b) => w.slt(w.sub(w.div(a, b), w.slt(a, w.constant(0))), w.constant(0)),
  },
  {
    law: "div_mulh, of a quotient",
    words: [7],
    compute: (w, a) => w.sra(w.div(a, w.constant(0x5555_5556)), w.constant(1)),
  },
  {
    law: "div_mulh, of a divisor above the words",
    words: [0x7fff_ffff],
    compute: (w, a) => w.sra(w.mulh(a, w.constant(0x7fff_ffff)), w.constant(30)),
  },
  {
    law: "slt_bias, with all bits but the sign",
    words: [-(2 ** 31)],
    compute: (w, a) => w.slt(w.add(a, w.mul(w.constant(0x7fff_ffff), w.slt(a, w.constant(0)))), w.constant(0)),
  },
  {
    law: "equal_rem, of another word than what is divided",
    words: [4, 1],
    compute: (w, a, b) => w.equal(w.add(w.mul(w.constant(4), w.div(a, w.constant(4))), b), w.constant(0)),
  },
  { law: "equal_and, of a sum", words: [7, 1, 1, 0], compute: masked(1, 1, 0, 0) },
  { law: "equal_and, of double words", words: [-1, -(2 ** 31), 0, 0], compute: masked(2, -2, 0, 0) },
  { law: "equal_and, of double words the other way", words: [-1, -(2 ** 31), 0, 0], compute: masked(-2, 2, 0, 0) },
  { law: "equal_and, with a constant", words: [7, 1, 6, 0], compute: masked(1, -1, 0, 5) },
  { law: "equal_and, with a constant, of equal parts", words: [7, 1, 1, 0], compute: masked(1, -1, 0, 5) },
  { law: "equal_and, with a third word", words: [7, 1, 6, 5], compute: masked(1, -1, 1, 0) },
  { law: "equal_and, with a third word, of equal parts", words: [7, 1, 1, 5], compute: masked(1, -1, 1, 0) },
  { law: "sltu_last, below one bit", words: [1, 2 ** 30], compute: last },
  { law: "sltu_last, with that bit unset", words: [1, 0], compute: last },
];

test.each(near)("$law", ({ words, compute }) => {
  const terms = new Terms();
  const symbols = words.map((_, i): Term => terms.symbol(`s${i}`, "int"));
  const value = evaluator({ symbol: (name) => words[Number(name.slice(1))]!, length: () => 0, element: () => 0 });
  expect(value(compute(terms, ...symbols))).toBe(compute(int32, ...words));
});

test("fill_one, of two bytes: the second one is covered, too", () => {
  const terms = new Terms();
  const [array, index, byte] = [
    terms.symbol("array", "byte[]"),
    terms.symbol("index", "int"),
    terms.symbol("byte", "byte"),
  ];
  const heap = terms.fill(terms.initialHeap, array, index, terms.constant(2), byte);
  const second = terms.add(index, terms.constant(1));
  expect(terms.select(heap, "byte", array, second)).not.toBe(terms.select(terms.initialHeap, "byte", array, second));
});
