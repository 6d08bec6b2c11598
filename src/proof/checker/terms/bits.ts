/**
 * Operations on bits: and, or, xor, and shifts. A shift to the left by a constant is a sum; an xor of truth values is a comparison.
 */

import { Comparisons } from "./comparisons.ts";
import { isConstant } from "./products.ts";
import { largest } from "./table.ts";
import { isTruthValue, type Term } from "./term.ts";

const maximum = 0x7fff_ffff;

/** Terms whose bits are combined. */
export class Bits extends Comparisons {
  and(a: Term, b: Term): Term {
    const folded = this.fold("and", a, b);
    if (folded !== undefined) return folded;
    if (a.kind === "constant") return this.and(b, a);
    if (b.kind === "constant") {
      const mask = b.value;
      // and_zero      a & 0 = 0
      if (mask === 0) return b;
      // and_ones      a & −1 = a
      if (mask === -1) return a;
      // and_bound     a & (2ᵏ − 1) = a                     when a < 2ᵏ
      if (mask > 0 && (mask & (mask + 1)) === 0 && a.bound <= mask) return a;
      // and_and       (a & m) & n = a & (m & n)
      if (a.kind === "apply" && a.operation === "and" && a.right.kind === "constant")
        return this.and(a.left, this.constant(a.right.value & mask));
      // and_high      a & −2ᵏ = (a >>> k) · 2ᵏ
      const low = -mask;
      if (mask < 0 && (low & (low - 1)) === 0) return this.scale(this.srl(a, this.constant(31 - Math.clz32(low))), low);
      return this.atom("and", a, b, Math.min(a.bound, mask >>> 0));
    }
    // and_same      a & a = a
    if (a === b) return a;
    // bound_and     a & b ≤ min(A, B)                      when a ≤ A and b ≤ B
    return this.commutative("and", a, b, Math.min(a.bound, b.bound));
  }

  or(a: Term, b: Term): Term {
    const folded = this.fold("or", a, b);
    if (folded !== undefined) return folded;
    if (a.kind === "constant") return this.or(b, a);
    // or_zero       a | 0 = a
    if (isConstant(b, 0)) return a;
    // or_ones       a | −1 = −1
    if (isConstant(b, -1)) return b;
    // or_one        a | 1 = 1                              when a is 0 or 1
    if (isConstant(b, 1) && isTruthValue(a)) return b;
    // or_same       a | a = a
    if (a === b) return a;
    // bound_or      a | b ≤ ones(A | B)                    when a ≤ A and b ≤ B
    return this.commutative("or", a, b, ones(a.bound | b.bound));
  }

  xor(a: Term, b: Term): Term {
    const folded = this.fold("xor", a, b);
    if (folded !== undefined) return folded;
    if (a.kind === "constant") return this.xor(b, a);
    // xor_same      a ^ a = 0
    if (a === b) return this.constant(0);
    if (b.kind === "constant") {
      // xor_zero      a ^ 0 = a
      if (b.value === 0) return a;
      // xor_ones      a ^ −1 = −1 − a
      if (b.value === -1) return this.sub(b, a);
      // xor_truth     a ^ 1 = 1 − a                        when a is 0 or 1
      if (b.value === 1 && isTruthValue(a)) return this.sub(b, a);
      // xor_xor       (a ^ m) ^ n = a ^ (m ^ n)
      if (a.kind === "apply" && a.operation === "xor" && a.right.kind === "constant")
        return this.xor(a.left, this.constant(a.right.value ^ b.value));
    }
    // xor_cancel    (a ^ b) ^ b = a
    const other = otherPart(a, b) ?? otherPart(b, a);
    if (other !== undefined) return other;
    // xor_truths    a ^ b = 1 − (a = b)                    when a and b are 0 or 1
    if (isTruthValue(a) && isTruthValue(b)) return this.not(this.equal(a, b));
    const masked = this.#masked(a, b);
    if (masked !== undefined) return masked;
    // bound_xor     a ^ b ≤ ones(A | B)                    when a ≤ A and b ≤ B
    return this.commutative("xor", a, b, ones(a.bound | b.bound));
  }

  /** The xor of two words with the same mask. */
  #masked(a: Term, b: Term): Term | undefined {
    if (a.kind !== "apply" || a.operation !== "and" || b.kind !== "apply" || b.operation !== "and") return undefined;
    // and_xor       (a & b) ^ (a & c) = a & (b ^ c)
    for (const [shared, x] of [
      [a.left, a.right],
      [a.right, a.left],
    ] as const) {
      const y = b.left === shared ? b.right : b.right === shared ? b.left : undefined;
      if (y !== undefined) return this.and(shared, this.xor(x, y));
    }
    return undefined;
  }

  protected override isZero(t: Term): Term {
    const masked = areOpposite(t) ? this.#masked(t.atoms[0]!, t.atoms[1]!) : undefined;
    // equal_and     (a & b) = (a & c) is (a & (b ^ c)) = 0
    return masked === undefined ? super.isZero(t) : this.equal(masked, this.constant(0));
  }

  sll(a: Term, b: Term): Term {
    // sll_constant  a << n = 2ⁿ·a, n taken mod 32
    if (b.kind === "constant") return this.scale(a, 1 << b.value);
    // sll_nothing   0 << a = 0
    if (isConstant(a, 0)) return a;
    const count = this.#count(b);
    return count.kind === "constant" ? this.sll(a, count) : this.atom("sll", a, count);
  }

  srl(a: Term, b: Term): Term {
    const folded = this.fold("srl", a, b);
    if (folded !== undefined) return folded;
    if (b.kind === "constant") {
      // srl_count     a >>> n = a >>> (n mod 32)
      const count = b.value & 31;
      // srl_zero      a >>> 0 = a
      if (count === 0) return a;
      // srl_sign      a >>> 31 = a < 0
      if (count === 31) return this.slt(a, this.constant(0));
      // srl_bound     a >>> n = 0                          when a < 2ⁿ
      const bound = a.bound >>> count;
      if (bound === 0) return this.constant(0);
      // srl_srl       (a >>> m) >>> n = a >>> (m + n)       when m and n are from 0 to 31, and m + n < 32
      if (a.kind === "apply" && a.operation === "srl" && a.right.kind === "constant" && a.right.value + count < 32)
        return this.srl(a.left, this.constant(a.right.value + count));
      // srl_scaled    (2ᵏ·a) >>> (k + m) = (a >>> m) & (2³²⁻ᵏ⁻ᵐ − 1)  when k + m < 31
      const k = Math.min(twosIn(a), count);
      if (k > 0) {
        const part = this.srl(this.quotient(a, 2 ** k)!, this.constant(count - k));
        return this.and(part, this.constant(2 ** (32 - count) - 1));
      }
      // bound_shift   a >>> n ≤ A >>> n                      when a ≤ A
      return this.atom("srl", a, this.constant(count), bound);
    }
    // srl_nothing   0 >>> a = 0
    if (isConstant(a, 0)) return a;
    // bound_srl     a >>> b ≤ A                            when a ≤ A
    const count = this.#count(b);
    return count.kind === "constant" ? this.srl(a, count) : this.atom("srl", a, count, a.bound);
  }

  /** A term whose multiple by a power of two this is, where that divides all its parts: of a constant the least. */
  quotient(t: Term, by: number): Term | undefined {
    if (by === 1) return t;
    if (t.kind === "constant") return t.value % by === 0 ? this.constant((t.value >>> 0) / by) : undefined;
    if (t.kind !== "sum" || 2 ** twosIn(t) < by) return undefined;
    let quotient: Term = this.constant(t.constant / by);
    for (const [i, atom] of t.atoms.entries()) quotient = this.add(quotient, this.scale(atom, t.factors[i]! / by));
    return quotient;
  }

  sra(a: Term, b: Term): Term {
    const folded = this.fold("sra", a, b);
    if (folded !== undefined) return folded;
    // sra_positive  a >> b = a >>> b                       when a ≥ 0
    if (a.bound <= maximum) return this.srl(a, b);
    if (b.kind === "constant") {
      // sra_count     a >> n = a >> (n mod 32)
      const count = b.value & 31;
      // sra_sign      a >> 31 = −(a < 0)
      if (count === 31) return this.scale(this.slt(a, this.constant(0)), -1);
      // sra_zero      a >> 0 = a
      return count === 0 ? a : this.atom("sra", a, this.constant(count));
    }
    const count = this.#count(b);
    return count.kind === "constant" ? this.sra(a, count) : this.atom("sra", a, count);
  }

  /** What a shift makes of a count that is not known: its five low bits are those of a shorter term. */
  #count(b: Term): Term {
    // count_mask    a << (b & n) = a << b                when n mod 32 = 31
    const unmasked = (t: Term): Term => {
      if (t.kind !== "apply" || t.operation !== "and" || t.right.kind !== "constant") return t;
      // count_multiple  a << (2ᵏ·b & n) = a << (2ᵏ·b)       when n mod 32 = 32 − 2ᵏ
      const low = 2 ** Math.min(twosIn(t.left), 5) - 1;
      return ((t.right.value | low) & 31) === 31 ? t.left : t;
    };
    if (b.kind !== "sum") {
      const own = unmasked(b);
      return own === b ? b : this.#count(own);
    }
    // count_sum     a << (m + n·b) = a << (m mod 32 + (n mod 32)·b)
    let sum = this.constant(b.constant & 31);
    for (const [i, atom] of b.atoms.entries())
      sum = this.add(sum, this.scale(unmasked(atom), (b.factors[i]! << 27) >> 27));
    return sum === b ? b : this.#count(sum);
  }
}

type Sum = Extract<Term, { readonly kind: "sum" }>;

/** The greatest k for which 2ᵏ divides the constant and all factors of a sum; 0 for what is none. */
function twosIn(t: Term): number {
  if (t.kind !== "sum") return 0;
  const all = t.factors.reduce((bits, factor) => bits | factor, t.constant);
  return 31 - Math.clz32(all & -all);
}

/** Is a term x − y? */
function areOpposite(t: Term): t is Sum {
  if (t.kind !== "sum" || t.constant !== 0 || t.atoms.length !== 2) return false;
  const [x, y] = t.factors as readonly [number, number];
  return x === -y && (x === 1 || y === 1);
}

/** The y of x ^ y. */
function otherPart(t: Term, x: Term): Term | undefined {
  if (t.kind !== "apply" || t.operation !== "xor") return undefined;
  return t.left === x ? t.right : t.right === x ? t.left : undefined;
}

/** The smallest 2ᵏ − 1 that is at least `bound` (given mod 2³²). */
function ones(bound: number): number {
  const zeros = Math.clz32(bound);
  return zeros === 0 ? largest : 2 ** (32 - zeros) - 1;
}
