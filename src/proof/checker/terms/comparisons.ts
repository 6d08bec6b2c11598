/**
 * Comparisons: truth values, which are 0 or 1.
 */

import { isConstant, Products } from "./products.ts";
import { type Atom, isTruthValue, type Term } from "./term.ts";

/** 2³⁰ − 1: no more words than that have different addresses mod 2³². */
const mostWords = 2 ** 30 - 1;
const maximum = 0x7fff_ffff;
const minimum = -0x8000_0000;

/** Terms that are compared. */
export class Comparisons extends Products {
  /** 1 − t, for a truth value. */
  not(t: Term): Term {
    return this.sub(this.constant(1), t);
  }

  slt(a: Term, b: Term): Term {
    const folded = this.fold("slt", a, b);
    if (folded !== undefined) return folded;
    // slt_same      a < a is 0
    if (a === b) return this.constant(0);
    if (a.kind === "constant") {
      // slt_most      2³¹ − 1 < a is 0
      if (a.value === maximum) return this.constant(0);
      // slt_left      n < a is 1 − (a < n + 1)             when n ≠ 2³¹ − 1
      return this.not(this.slt(b, this.constant(a.value + 1)));
    }
    // slt_least     a < −2³¹ is 0
    if (isConstant(b, minimum)) return this.constant(0);
    // slt_not       −1 − a < n is 1 − (a < −n)             when n ≠ −2³¹
    if (b.kind === "constant" && a.kind === "sum" && isNegative(a))
      return this.not(this.slt(this.sub(this.constant(-1), a), this.constant(-b.value)));
    // slt_positive  a < b is a <ᵤ b                        when a ≥ 0 and b ≥ 0
    if (a.bound <= maximum && b.bound <= maximum) return this.sltu(a, b);
    // slt_negative  a < n is 0                             when a ≥ 0 and n ≤ 0
    if (a.bound <= maximum && b.kind === "constant") return this.constant(0);
    // bound_slt     a < b ≤ 1
    return this.atom("slt", a, b, 1);
  }

  sltu(a: Term, b: Term): Term {
    const folded = this.fold("sltu", a, b);
    if (folded !== undefined) return folded;
    // sltu_same     a <ᵤ a is 0
    if (a === b) return this.constant(0);
    if (a.kind === "constant") {
      // sltu_most     2³² − 1 <ᵤ a is 0
      if (a.value === -1) return this.constant(0);
      // sltu_left     n <ᵤ a is 1 − (a <ᵤ n + 1)           when n ≠ 2³² − 1
      return this.not(this.sltu(b, this.constant(a.value + 1)));
    }
    if (b.kind === "constant") {
      // sltu_zero     a <ᵤ 0 is 0
      if (b.value === 0) return b;
      // sltu_one      a <ᵤ 1 is a = 0
      if (b.value === 1) return this.equal(a, this.constant(0));
      // sltu_bound    a <ᵤ n is 1                          when a ≤ A and A <ᵤ n
      if (a.bound < b.value >>> 0) return this.constant(1);
    }
    // sltu_last     2³⁰·a − 1 <ᵤ b is 0                  when b ≤ B and B < 2³⁰
    if (
      b.bound < 2 ** 30 &&
      a.kind === "sum" &&
      (a.constant & mostWords) === mostWords &&
      isConstant(this.scale(a, 4), -4)
    )
      return this.constant(0);
    // bound_sltu    a <ᵤ b ≤ 1
    return this.atom("sltu", a, b, 1);
  }

  equal(a: Term, b: Term): Term {
    let [left, right] = [a, b];
    // A loop: xors may be in each other to any depth.
    for (;;) {
      // equal_change  x = (x ^ y) is y = 0
      const change = otherOf(left, right) ?? otherOf(right, left);
      if (change !== undefined) [left, right] = [change, this.constant(0)];
      // equal_sum     a = b is a − b = 0
      const difference = this.sub(left, right);
      if (difference.kind === "constant") return this.constant(difference.value === 0 ? 1 : 0);
      // x − (x ^ y) = 0 is y = 0, by equal_change
      const changed = this.#changed(difference);
      if (changed !== undefined) {
        [left, right] = [changed, this.constant(0)];
        continue;
      }
      // m + n·a = 0 is a sum, by truth_choice
      const chosen = this.fold("equal", difference, this.constant(0));
      if (chosen !== undefined) return chosen;
      // −a = n is a = −n, by equal_sign
      const single = singleAtom(difference);
      if (single === undefined) return this.isZero(difference);
      const { atom, value } = single;
      // equal_truth   a = 0 is 1 − a                         when a is 0 or 1
      if (isTruthValue(atom) && value === 0) return this.not(atom);
      if (atom.kind === "apply" && atom.operation === "xor" && value === 0) {
        // equal_xor     (x ^ y) = 0 is x = y
        ({ left, right } = atom);
      } else if (atom.kind === "apply" && atom.operation === "xor" && atom.right.kind === "constant") {
        // equal_mask    (a ^ m) = n is a = (m ^ n)
        left = atom.left;
        right = this.constant(atom.right.value ^ value);
      } else {
        // equal_bound   a = n is 0                           when a ≤ A and A <ᵤ n
        return atom.bound < value >>> 0 ? this.constant(0) : this.isZero(difference);
      }
    }
  }

  /** The y of x − (x ^ y), or of its opposite. */
  #changed(t: Term): Term | undefined {
    if (t.kind !== "sum") return undefined;
    for (const [i, atom] of t.atoms.entries()) {
      const factor = t.factors[i]!;
      if (atom.kind !== "apply" || atom.operation !== "xor" || Math.abs(factor) !== 1) continue;
      const y = otherOf(this.sub(atom, this.scale(t, factor)), atom);
      if (y !== undefined) return y;
    }
    return undefined;
  }

  /**
   * t = 0 as an atom.
   *
   * bound_equal   a = b ≤ 1
   */
  protected isZero(t: Term): Term {
    // equal_sign    s = 0 is −s = 0
    const sum = t.kind === "sum" && isNegative(t) ? this.scale(t, -1) : t;
    return this.atom("equal", sum, this.constant(0), 1);
  }
}

/** The other operand of a term that is an xor of one. */
function otherOf(one: Term, t: Term): Term | undefined {
  if (t.kind !== "apply" || t.operation !== "xor") return undefined;
  return t.left === one ? t.right : t.right === one ? t.left : undefined;
}

/** The a and n of a − n or n − a, whose being zero is a = n. */
function singleAtom(
  t: Exclude<Term, { kind: "constant" }>,
): { readonly atom: Atom; readonly value: number } | undefined {
  if (t.kind !== "sum") return { atom: t, value: 0 };
  const [factor] = t.factors;
  if (t.atoms.length > 1 || (factor !== 1 && factor !== -1)) return undefined;
  return { atom: t.atoms[0]!, value: factor === 1 ? -t.constant | 0 : t.constant };
}

/** Of a sum and its opposite, that one stands whose first factor, or else whose constant, is the larger. Is it the opposite? */
function isNegative({ constant, factors }: Extract<Term, { kind: "sum" }>): boolean {
  for (const factor of factors) if (factor !== minimum) return factor < 0;
  return constant < 0 && constant !== minimum;
}
