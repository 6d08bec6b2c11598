/**
 * Sums: a constant and multiples of atoms. Addition, subtraction and products by a constant are nothing else.
 */

import { impossible } from "../../../core/impossible.ts";
import { blank } from "./layout.ts";
import { largest, mix, Table } from "./table.ts";
import type { Atom, Term } from "./term.ts";

/** Terms that are added. */
export class Sums extends Table {
  /** Where the parts of a sum are put together: lists that grow one by one take several times the memory. */
  readonly #atoms: Atom[] = [];
  readonly #factors: number[] = [];
  /** The next new sum: most turn out to be there already. */
  #draft = blank("sum", 0, 0);

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
    const sum = this.#draft;
    sum.id = this.next;
    sum.bound = boundOfSum(constant, atoms, factors);
    sum.constant = constant;
    sum.atoms = atoms;
    sum.factors = factors;
    const shared = this.share(hash, sum);
    if (shared === sum) this.#draft = blank("sum", 0, 0);
    return shared;
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
    const constant = (constantIn(a) + Math.imul(factor, constantIn(b))) | 0;
    const af = factorsIn(a);
    const bf = factorsIn(b);
    const atoms = this.#atoms;
    const factors = this.#factors;
    let count = 0;
    let i = 0;
    let j = 0;
    while (i < af.length || j < bf.length) {
      const x = i < af.length ? atomIn(a, i) : undefined;
      const y = j < bf.length ? atomIn(b, j) : undefined;
      const takeA = y === undefined || (x !== undefined && x.id <= y.id);
      const takeB = x === undefined || (y !== undefined && y.id <= x.id);
      const f = ((takeA ? af[i]! : 0) + (takeB ? Math.imul(factor, bf[j]!) : 0)) | 0;
      if (f !== 0) {
        atoms[count] = takeA ? x! : y;
        factors[count++] = f;
      }
      if (takeA) i++;
      if (takeB) j++;
    }
    return this.#sum(constant, atoms.slice(0, count), factors.slice(0, count));
  }

  /** a + n, the commonest of sums. */
  #shift(a: Term, n: number): Term {
    if (n === 0) return a;
    if (a.kind === "constant") return this.constant(a.value + n);
    return a.kind === "sum" ? this.#sum((a.constant + n) | 0, a.atoms, a.factors) : this.#sum(n, [a], once);
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
    const f = factorsIn(a);
    const g = factorsIn(b);
    if (f.length !== g.length) return undefined;
    this.work.spend(1 + f.length);
    for (let i = 0; i < f.length; i++) if (f[i] !== g[i] || atomIn(a, i) !== atomIn(b, i)) return undefined;
    return (constantIn(a) - constantIn(b)) | 0;
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

/** The constant of a term as a sum. */
function constantIn(t: Term): number {
  return t.kind === "constant" ? t.value : t.kind === "sum" ? t.constant : 0;
}

/** The factors of a term as a sum. */
function factorsIn(t: Term): readonly number[] {
  return t.kind === "constant" ? none : t.kind === "sum" ? t.factors : once;
}

/** The atom of one of the factors of a term as a sum. */
function atomIn(t: Term, i: number): Atom {
  switch (t.kind) {
    case "constant":
      throw new Error("a constant has no atom");
    case "sum":
      return t.atoms[i]!;
    case "symbol":
    case "apply":
    case "length":
    case "select":
      return t;
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
