/**
 * Words of 32 literals, the lowest first: the operations of `Words` as circuits, with the corner cases of the RISC-V
 * manual. What the laws compute with here is proved for every word; bits.test.ts holds each circuit against `int32`.
 */

import type { Arithmetic } from "../../../src/core/word.ts";
import { always, type Circuit, type Literal, never } from "./circuit.ts";
import { highProduct, lowProduct } from "./multiply.ts";

/** 32 literals, the lowest bit first. */
export type Bits = readonly Literal[];

const width = 32;

/** A word of inputs. */
export function inputWord(circuit: Circuit): Bits {
  return Array.from({ length: width }, () => circuit.input());
}

function constantBits(value: number): Bits {
  return Array.from({ length: width }, (_, i) => ((value >>> i) & 1 ? always : never));
}

/** The word operations over one circuit. */
export function bitWords(circuit: Circuit): Arithmetic<Bits> {
  const zip = (gate: (x: Literal, y: Literal) => Literal, a: Bits, b: Bits): Bits => a.map((x, i) => gate(x, b[i]!));
  const complement = (a: Bits): Bits => a.map((x) => circuit.not(x));
  const choose = (condition: Literal, a: Bits, b: Bits): Bits => zip((x, y) => circuit.choose(condition, x, y), a, b);
  const truth = (condition: Literal): Bits => [condition, ...constantBits(0).slice(1)];
  const sign = (a: Bits): Literal => a[width - 1]!;

  /** a + b + carry, and the carry out. */
  const plus = (a: Bits, b: Bits, carryIn: Literal): { readonly sum: Bits; readonly carry: Literal } => {
    let carry = carryIn;
    const sum = a.map((x, i) => {
      const bit = circuit.addBits(x, b[i]!, carry);
      carry = bit.carry;
      return bit.sum;
    });
    return { sum, carry };
  };
  const minus = (a: Bits, b: Bits): Bits => plus(a, complement(b), always).sum;
  const negate = (a: Bits): Bits => minus(constantBits(0), a);
  const magnitude = (a: Bits): Bits => choose(sign(a), negate(a), a);
  /** a <ᵤ b: no carry out of a + ¬b + 1. */
  const below = (a: Bits, b: Bits): Literal => circuit.not(plus(a, complement(b), always).carry);
  const isZero = (a: Bits): Literal => circuit.not(a.reduce((x, y) => circuit.or(x, y), never));

  /** Shift by the low five bits of `count`, one bit of it after the other; `at` gives the source of bit i. */
  const shift = (a: Bits, count: Bits, at: (word: Bits, i: number, by: number) => Literal): Bits => {
    let word = a;
    for (let k = 0; k < 5; k++) {
      const from = word;
      const moved = from.map((_, i) => at(from, i, 1 << k));
      word = choose(count[k]!, moved, from);
    }
    return word;
  };

  /** Restoring division. The divisor 0 gives the quotient of ones and the dividend as remainder, as the manual wants. */
  const divide = (a: Bits, b: Bits): { readonly quotient: Bits; readonly remainder: Bits } => {
    const quotient: Literal[] = constantBits(0).slice();
    let rest: Bits = constantBits(0);
    for (let i = width - 1; i >= 0; i--) {
      const out = sign(rest);
      const shifted = [a[i]!, ...rest.slice(0, -1)];
      const { sum, carry } = plus(shifted, complement(b), always);
      // 33 bits against 32: with the bit shifted out, the divisor always fits.
      const fits = circuit.or(out, carry);
      quotient[i] = fits;
      rest = choose(fits, sum, shifted);
    }
    return { quotient, remainder: rest };
  };

  return {
    constant: constantBits,
    add: (a, b) => plus(a, b, never).sum,
    sub: minus,
    mul: (a, b) => lowProduct(circuit, a, b),
    mulh: (a, b) => highProduct(circuit, { bits: a, signed: true }, { bits: b, signed: true }),
    mulhsu: (a, b) => highProduct(circuit, { bits: a, signed: true }, { bits: b, signed: false }),
    mulhu: (a, b) => highProduct(circuit, { bits: a, signed: false }, { bits: b, signed: false }),
    div: (a, b) => {
      const { quotient } = divide(magnitude(a), magnitude(b));
      const signed = choose(circuit.xor(sign(a), sign(b)), negate(quotient), quotient);
      return choose(isZero(b), constantBits(-1), signed);
    },
    divu: (a, b) => divide(a, b).quotient,
    rem: (a, b) => {
      const { remainder } = divide(magnitude(a), magnitude(b));
      return choose(sign(a), negate(remainder), remainder);
    },
    remu: (a, b) => divide(a, b).remainder,
    and: (a, b) => zip((x, y) => circuit.and(x, y), a, b),
    or: (a, b) => zip((x, y) => circuit.or(x, y), a, b),
    xor: (a, b) => zip((x, y) => circuit.xor(x, y), a, b),
    sll: (a, b) => shift(a, b, (word, i, by) => word[i - by] ?? never),
    srl: (a, b) => shift(a, b, (word, i, by) => word[i + by] ?? never),
    sra: (a, b) => shift(a, b, (word, i, by) => word[i + by] ?? sign(word)),
    slt: (a, b) => truth(circuit.choose(circuit.xor(sign(a), sign(b)), sign(a), below(a, b))),
    sltu: (a, b) => truth(below(a, b)),
    equal: (a, b) => truth(isZero(zip((x, y) => circuit.xor(x, y), a, b))),
  };
}
