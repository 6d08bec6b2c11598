/**
 * Sums: a constant and multiples of atoms. Addition, subtraction and products by a constant are nothing else.
 */

import { impossible } from "../../../core/impossible.ts";
import { blank } from "./layout.ts";
import { largest, mix, Table } from "./table.ts";
import type { Atom, Term } from "./term.ts";

/** Terms that are added. */
export class Sums extends Table {
  /**
   * constant + Σ factor · atom, the atoms ascending and the factors not 0.
   *
   * sum_single    0 + 1·a = a
   */
  #sum(constant: number, atoms: readonly Atom[], factors: readonly number[]): Term {
    if (atoms.length === 0) return this.constant(constant);
    if (atoms.length === 1 && constant === 0 && factors[0] === 1) return atoms[0]!;
    let hash = constant;
    for (let i = 0; i < atoms.length; i++) hash = mix(hash, atoms[i]!.id + 7 * factors[i]!);
    const sum = blank("sum", this.next, boundOfSum(constant, atoms, factors));
    sum.constant = constant;
    sum.atoms = atoms;
    sum.factors = factors;
    return this.share(hash, sum);
  }

  /**
   * a + factor · b, both sums of multiples of atoms in order.
   *
   * sum_commute   a + b = b + a
   * sum_associate (a + b) + c = a + (b + c)
   * sum_collect   m·a + n·a = (m + n)·a
   * sum_vanish    0·a = 0
   * sum_scale     n·(c + f·a + g·b) = n·c + (n·f)·a + (n·g)·b
   */
  #combine(a: Term, b: Term, factor: number): Term {
    this.work.spend(partsOf(a) + partsOf(b));
    if (b.kind === "constant") return this.#shift(a, Math.imul(factor, b.value));
    const [ac, aa, af] = parts(a);
    const [bc, ba, bf] = parts(b);
    const constant = (ac + Math.imul(factor, bc)) | 0;
    const atoms: Atom[] = [];
    const factors: number[] = [];
    let i = 0;
    let j = 0;
    while (i < aa.length || j < ba.length) {
      const x = aa[i];
      const y = ba[j];
      const takeA = y === undefined || (x !== undefined && x.id <= y.id);
      const takeB = x === undefined || (y !== undefined && y.id <= x.id);
      const f = ((takeA ? af[i]! : 0) + (takeB ? Math.imul(factor, bf[j]!) : 0)) | 0;
      if (f !== 0) {
        atoms.push(takeA ? x! : y);
        factors.push(f);
      }
      if (takeA) i++;
      if (takeB) j++;
    }
    return this.#sum(constant, atoms, factors);
  }

  /** a + n, the commonest of sums. */
  #shift(a: Term, n: number): Term {
    if (n === 0) return a;
    if (a.kind === "constant") return this.constant(a.value + n);
    const [constant, atoms, factors] = parts(a);
    return this.#sum((constant + n) | 0, atoms, factors);
  }

  add(a: Term, b: Term): Term {
    return this.#combine(a, b, 1);
  }

  sub(a: Term, b: Term): Term {
    // sum_subtract  a − b = a + (−1)·b
    return this.#combine(a, b, -1);
  }

  /** a − b as a number, when it is a constant: without making the term. */
  distance(a: Term, b: Term): number | undefined {
    const [m, x, f] = parts(a);
    const [n, y, g] = parts(b);
    if (x.length !== y.length) return undefined;
    this.work.spend(1 + x.length);
    for (let i = 0; i < x.length; i++) if (x[i] !== y[i] || f[i] !== g[i]) return undefined;
    return (m - n) | 0;
  }

  /** factor · t */
  scale(t: Term, factor: number): Term {
    return this.#combine(this.constant(0), t, factor);
  }
}

/** How many parts a term has as a sum. */
function partsOf(t: Term): number {
  return t.kind === "sum" ? t.atoms.length + 1 : 1;
}

const none: readonly never[] = [];
const once: readonly number[] = [1];

/** A term as a sum: constant, atoms, factors. */
function parts(t: Term): readonly [number, readonly Atom[], readonly number[]] {
  switch (t.kind) {
    case "constant":
      return [t.value, none, none];
    case "sum":
      return [t.constant, t.atoms, t.factors];
    case "symbol":
    case "apply":
    case "length":
    case "select":
      return [0, [t], once];
    default:
      return impossible(t);
  }
}

/**
 * The largest unsigned value of a sum, when no part can wrap; 2³² − 1 otherwise.
 *
 * bound_not     1 − a ≤ 1                              when a ≤ 1
 * bound_add     a + b ≤ A + B                          when a ≤ A and b ≤ B and A + B < 2³²
 * bound_scale   f·a ≤ f·A                              when a ≤ A and f·A < 2³²
 */
function boundOfSum(constant: number, atoms: readonly Atom[], factors: readonly number[]): number {
  if (constant === 1 && atoms.length === 1 && factors[0] === -1 && atoms[0]!.bound <= 1) return 1;
  let bound = constant >>> 0;
  for (let i = 0; i < atoms.length; i++) {
    if (factors[i]! < 0) return largest;
    bound += factors[i]! * atoms[i]!.bound;
    if (bound > largest) return largest;
  }
  return bound;
}
