/**
 * Quotients, remainders, and high words of products. A division by a constant has one normal form, whether it is compiled to `div`,
 * to shifts with a bias, or to a multiplication whose high word is shifted.
 */

import { int32 } from "../../../core/word.ts";
import { Bits } from "./bits.ts";
import { isConstant } from "./products.ts";
import { divisorOf, signedDivisorOf } from "./quotient.ts";
import { largest } from "./table.ts";
import type { Term } from "./term.ts";

const maximum = 0x7fff_ffff;
const minimum = -0x8000_0000;
const words = 2 ** 32;
/** So many divisions one after the other are seen to be of one sign. */
const deepest = 4;

/** Terms that are divided. */
export class Divisions extends Bits {
  div(a: Term, b: Term): Term {
    // div_one       a / 1 = a
    if (isConstant(b, 1)) return a;
    const folded = this.fold("div", a, b);
    if (folded !== undefined) return folded;
    // div_positive  a / b = a /ᵤ b                         when a ≥ 0 and b ≥ 0
    if (a.bound <= maximum && b.bound <= maximum) return this.divu(a, b);
    // div_negative  a / −n = −(a / n)                      when n > 0
    if (b.kind === "constant" && b.value < 0 && b.value !== minimum)
      return this.scale(this.div(a, this.constant(-b.value)), -1);
    return this.atom("div", a, b);
  }

  divu(a: Term, b: Term): Term {
    const folded = this.fold("divu", a, b);
    if (folded !== undefined) return folded;
    if (b.kind !== "constant" || b.value === 0) return this.atom("divu", a, b);
    const n = b.value >>> 0;
    // divu_power    a /ᵤ 2ᵏ = a >>> k
    if (isPower(n)) return this.srl(a, this.constant(exponent(n)));
    // divu_bound    a /ᵤ n = 0                             when a ≤ A and A <ᵤ n
    if (a.bound < n) return this.constant(0);
    // divu_srl      (a >>> k) /ᵤ n = a /ᵤ (2ᵏ·n)           when 2ᵏ·n < 2³²
    if (a.kind === "apply" && a.operation === "srl" && a.right.kind === "constant") {
      const product = n * 2 ** a.right.value;
      if (product < words) return this.divu(a.left, this.constant(product));
    }
    // bound_divu    a /ᵤ n ≤ A /ᵤ n                        when a ≤ A
    return this.atom("divu", a, b, Math.floor(a.bound / n));
  }

  rem(a: Term, b: Term): Term {
    const folded = this.fold("rem", a, b);
    if (folded !== undefined) return folded;
    // rem_positive  a % b = a %ᵤ b                         when a ≥ 0 and b ≥ 0
    if (a.bound <= maximum && b.bound <= maximum) return this.remu(a, b);
    // rem_quotient  a % n = a − n·(a / n)
    if (b.kind === "constant") return this.sub(a, this.scale(this.div(a, b), b.value));
    return this.atom("rem", a, b);
  }

  remu(a: Term, b: Term): Term {
    const folded = this.fold("remu", a, b);
    if (folded !== undefined) return folded;
    if (b.kind !== "constant") return this.atom("remu", a, b);
    // remu_power    a %ᵤ 2ᵏ = a & (2ᵏ − 1)
    if (isPower(b.value >>> 0)) return this.and(a, this.constant(b.value - 1));
    // remu_quotient a %ᵤ n = a − n·(a /ᵤ n)
    return this.sub(a, this.scale(this.divu(a, b), b.value));
  }

  override mulhu(a: Term, b: Term): Term {
    if (a.kind === "constant" && b.kind !== "constant") return this.mulhu(b, a);
    const folded = this.fold("mulhu", a, b);
    if (folded !== undefined) return folded;
    // bound_mulhu   mulhu(a, b) ≤ mulhu(A, B)              when a ≤ A and b ≤ B
    const bound = int32.mulhu(a.bound | 0, b.bound | 0) >>> 0;
    return this.#highQuotient(a, b, 0) ?? this.commutative("mulhu", a, b, bound);
  }

  override mulh(a: Term, b: Term): Term {
    if (a.kind === "constant" && b.kind !== "constant") return this.mulh(b, a);
    const folded = this.fold("mulh", a, b);
    if (folded !== undefined) return folded;
    if (a.bound <= maximum) {
      // mulh_positive mulh(a, b) = mulhu(a, b)               when a ≥ 0 and b ≥ 0
      if (b.bound <= maximum) return this.mulhu(a, b);
      // mulh_negative mulh(a, n) = mulhu(a, n) − a           when a ≥ 0 and n < 0
      if (b.kind === "constant") return this.sub(this.mulhu(a, b), a);
    }
    return this.#signedHighQuotient(a, b, 0) ?? this.commutative("mulh", a, b);
  }

  override srl(a: Term, b: Term): Term {
    return (b.kind === "constant" ? this.#unsignedQuotient(a, b.value & 31) : undefined) ?? super.srl(a, b);
  }

  override sra(a: Term, b: Term): Term {
    const quotient = b.kind === "constant" && a.bound > maximum ? this.#signedQuotient(a, b.value & 31) : undefined;
    return quotient ?? super.sra(a, b);
  }

  override and(a: Term, b: Term): Term {
    if (b.kind === "constant" && a.kind === "sum") {
      const low = b.value < 0 ? -b.value : b.value + 1;
      const biased = isPower(low >>> 0) ? this.#biased(a, exponent(low >>> 0)) : undefined;
      if (biased !== undefined) {
        const multiple = this.scale(this.div(biased, this.constant(low)), low);
        // and_bias      (a + (2ᵏ − 1)·(a < 0)) & −2ᵏ = 2ᵏ·(a / 2ᵏ)
        // and_rest      c & (2ᵏ − 1) = c − 2ᵏ·(a / 2ᵏ), where c is a + (2ᵏ − 1)·(a < 0)
        return b.value < 0 ? multiple : this.sub(a, multiple);
      }
    }
    return super.and(a, b);
  }

  override slt(a: Term, b: Term): Term {
    return isConstant(b, 0) ? this.#isNegative(a) : super.slt(a, b);
  }

  /** a < 0 */
  #isNegative(a: Term): Term {
    const whole = this.#ofSameSign(a, deepest);
    const quotient = whole.kind === "sum" ? this.#quotientOfBiased(whole) : undefined;
    // slt_bias      a + (2ᵏ − 1)·(a < 0) < 0 is a / 2ᵏ < 0
    return quotient === undefined ? super.slt(whole, this.constant(0)) : this.#isNegative(quotient);
  }

  /** The x / 2ᵏ of x + (2ᵏ − 1)·(x < 0), where the factor of a sign says which k it may be. */
  #quotientOfBiased(a: Extract<Term, { kind: "sum" }>): Term | undefined {
    for (const factor of a.factors) {
      const power = Math.abs(factor) + 1;
      const x = isPower(power) ? this.#biased(a, exponent(power)) : undefined;
      if (x !== undefined) return this.div(x, this.constant(power));
    }
    return undefined;
  }

  /** The word of which a word is a part, rounded down, so that both have the same sign. */
  #ofSameSign(a: Term, depth: number): Term {
    if (depth === 0) return a;
    // slt_mulh      mulh(a, n) < 0 is a < 0                when n > 0
    if (a.kind === "apply" && a.operation === "mulh" && a.right.kind === "constant" && a.right.value > 0)
      return this.#ofSameSign(a.left, depth - 1);
    // slt_quotient  a / n − (a < 0) < 0 is a < 0           when n > 1
    const floored = this.#floored(a, depth - 1);
    return floored === undefined ? a : this.#ofSameSign(floored.left, depth - 1);
  }

  /** A shifted word as a quotient by an unsigned constant. */
  #unsignedQuotient(a: Term, count: number): Term | undefined {
    if (a.kind === "apply" && a.right.kind === "constant") {
      if (a.operation === "mulhu") return this.#highQuotient(a.left, a.right, count);
      // srl_divu      (a /ᵤ n) >>> k = a /ᵤ (2ᵏ·n)           when n ≠ 0 and 2ᵏ·n < 2³²
      const product = (a.right.value >>> 0) * 2 ** count;
      if (a.operation === "divu" && product > 0 && product < words) return this.divu(a.left, this.constant(product));
      return undefined;
    }
    if (a.kind !== "sum" || a.atoms.length !== 2) return undefined;
    // divu_average  (((a − h) >>> 1) + h) >>> k = a /ᵤ n, where h is mulhu(a, m), and 2³² + m and 33 + k belong to n
    for (const [i, high] of a.atoms.entries()) {
      if (high.kind !== "apply" || high.operation !== "mulhu" || high.right.kind !== "constant") continue;
      if (a.factors[i] !== 1) continue;
      const x = high.left;
      const half = this.srl(this.sub(x, high), this.constant(1));
      if (this.add(half, high) !== a) continue;
      const n = divisorOf(BigInt(words + (high.right.value >>> 0)), 33 + count, x.bound);
      if (n !== undefined) return this.divu(x, this.constant(n));
    }
    return undefined;
  }

  /** mulhu(x, m) >>> count as a quotient. */
  #highQuotient(x: Term, m: Term, count: number): Term | undefined {
    if (m.kind !== "constant") return undefined;
    // divu_mulhu    mulhu(a, m) >>> k = a /ᵤ n             when a ≤ A, and m and 32 + k belong to n up to A
    const n = divisorOf(BigInt(m.value >>> 0), 32 + count, x.bound);
    return n === undefined ? undefined : this.divu(x, this.constant(n));
  }

  /** mulh(x, m) >> count as a quotient. */
  #signedHighQuotient(x: Term, m: Term, count: number): Term | undefined {
    if (m.kind !== "constant" || m.value <= 0) return undefined;
    // div_mulh      mulh(a, m) >> k = a / n − (a < 0), where m and 32 + k belong to n
    return this.#floor(x, signedDivisorOf(BigInt(m.value), 32 + count));
  }

  /** x / n − (x < 0) */
  #floor(x: Term, n: number | undefined): Term | undefined {
    if (n === undefined) return undefined;
    return this.sub(this.div(x, this.constant(n)), this.#isNegative(x));
  }

  /** The x / n of x / n − (x < 0), where n > 1: x − (x < 0) is no part of x that has its sign. */
  #floored(a: Term, depth: number): Extract<Term, { kind: "apply" }> | undefined {
    if (a.kind !== "sum" || a.atoms.length !== 2) return undefined;
    for (const part of a.atoms) {
      if (part.kind !== "apply" || part.operation !== "div") continue;
      if (part.right.kind !== "constant" || part.right.value <= 1) continue;
      const sign = super.slt(this.#ofSameSign(part.left, depth), this.constant(0));
      if (this.sub(part, sign) === a) return part;
    }
    return undefined;
  }

  /** A word shifted with its sign as a quotient by a constant. */
  #signedQuotient(a: Term, count: number): Term | undefined {
    if (a.kind === "apply")
      return a.operation === "mulh" ? this.#signedHighQuotient(a.left, a.right, count) : undefined;
    if (a.kind !== "sum" || count === 0 || count === 31) return undefined;
    // sra_bias      (a + (2ᵏ − 1)·(a < 0)) >> k = a / 2ᵏ
    const biased = this.#biased(a, count);
    if (biased !== undefined) return this.div(biased, this.constant(2 ** count));
    // sra_div       (a / n − (a < 0)) >> k = a / (2ᵏ·n) − (a < 0)  when n > 1 and 2ᵏ·n < 2³¹
    const floored = this.#floored(a, deepest);
    if (floored !== undefined && floored.right.kind === "constant") {
      const product = floored.right.value * 2 ** count;
      if (product <= maximum) return this.#floor(floored.left, product);
    }
    // div_mulhadd   (mulh(a, m) + a) >> k = a / n − (a < 0), where m < 0, and m + 2³² and 32 + k belong to n
    for (const high of a.atoms) {
      if (high.kind !== "apply" || high.operation !== "mulh" || high.right.kind !== "constant") continue;
      const { left: x, right: m } = high;
      if (m.value < 0 && this.add(high, x) === a)
        return this.#floor(x, signedDivisorOf(BigInt(words + m.value), 32 + count));
    }
    return undefined;
  }

  /** The x of x + (2ᵏ − 1)·(x < 0), which is x made larger where it is negative, so that a shift cuts off towards 0. */
  #biased(a: Extract<Term, { kind: "sum" }>, k: number): Term | undefined {
    const bias = 2 ** k - 1;
    if (k === 0 || k > 30) return undefined;
    for (const sign of a.atoms) {
      if (sign.kind !== "apply" || sign.operation !== "slt" || !isConstant(sign.right, 0)) continue;
      // What is said of the signs is not asked of slt, which would ask here again: that of n signs in each other takes 2ⁿ.
      const other = this.sub(this.constant(-1), sign.left);
      if (this.add(sign.left, this.scale(sign, bias)) === a) return sign.left;
      if (this.add(other, this.scale(this.not(sign), bias)) === a) return other;
    }
    return undefined;
  }

  /** x − 2ᵏ·(x / 2ᵏ) is 0 where the low bits are. */
  protected override isZero(t: Term): Term {
    if (t.kind === "sum" && t.atoms.length > 1)
      for (const [i, part] of t.atoms.entries()) {
        if (part.kind !== "apply" || part.operation !== "div" || part.right.kind !== "constant") continue;
        const n = part.right.value;
        if (n <= 0 || !isPower(n) || Math.abs(t.factors[i]!) !== n) continue;
        // equal_rem     a − 2ᵏ·(a / 2ᵏ) = 0 is a & (2ᵏ − 1) = 0
        const rest = this.sub(part.left, this.scale(part, n));
        if (rest === t || this.scale(rest, -1) === t)
          return this.equal(this.and(part.left, this.constant(n - 1)), this.constant(0));
      }
    return super.isZero(t);
  }
}

/** Is the unsigned number a power of two? */
function isPower(n: number): boolean {
  return n > 0 && n <= largest && Number.isInteger(Math.log2(n));
}

/** The k of 2ᵏ. */
function exponent(n: number): number {
  return 31 - Math.clz32(n);
}
