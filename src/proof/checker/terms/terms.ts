/**
 * The symbolic domain: `Words` over terms in normal form, every constructor applying the laws of docs/laws.md.
 *
 * A law is a single rewriting step, named where it is used; the tests compare each with concrete evaluation and prove it
 * at 32 bits. The constructors look one level deep, recur at most once, and do constant work apart from
 * merging sums, undoing xors under an equality and passing writes to other elements of an array.
 *
 * A table is cleared for each segment of a check: terms of different segments or tables must not meet, but for symbols
 * that last.
 */

import { impossible } from "../../../core/impossible.ts";
import { int32, type Words } from "../../../core/word.ts";
import type { Element } from "../../../lang/syntax/tree.ts";
import { commonConstant, firstOwnNumber } from "./common-symbols.ts";
import { type Atom, type AtomOperation, type Heap, isTruthValue, type Sort, type Term } from "./term.ts";
import { Work } from "./work.ts";

const largest = 0xffff_ffff;
/** 2³⁰ − 1: no more words than that have different addresses mod 2³². */
const mostWords = 2 ** 30 - 1;
const maximum = 0x7fff_ffff;
const minimum = -0x8000_0000;

/** The largest unsigned value of a symbol of each sort. */
function boundOfSort(sort: Sort): number {
  return sort === "bool" ? 1 : sort === "byte" ? 255 : largest;
}

/** What an element can be, as a sort. */
function sortOfElement(element: Element): Sort {
  return element;
}

/** The terms of one segment after the other. Without `decide`: that belongs to a path (path.ts). */
export class Terms implements Omit<Words<Term>, "decide"> {
  readonly #known = new Map<number, Term | Heap>();
  readonly #symbols = new Map<string, Term>();
  readonly #constants = new Map<number, Term>();
  #next = firstOwnNumber;
  #lasting = -1;
  /** What may still be done. Every sum, every atom and every look at a write in a heap is counted. */
  readonly work: Work;

  /** The heap whose contents are unknown. */
  readonly initialHeap: Heap = { id: this.#next++, kind: "initial", bounded: true };

  constructor(work: Work = new Work()) {
    this.work = work;
  }

  /** Forget all terms: those made before must not meet those made from now on. */
  clear(): void {
    this.#known.clear();
    this.#symbols.clear();
    this.#constants.clear();
    this.#next = firstOwnNumber + 1;
  }

  /** How many terms were made: a measure of work for budgets. */
  get size(): number {
    return this.#next;
  }

  constant(value: number): Term {
    const word = value | 0;
    let term = commonConstant(word) ?? this.#constants.get(word);
    if (term === undefined) {
      term = { id: this.#next++, kind: "constant", value: word, bound: word >>> 0 };
      this.#constants.set(word, term);
    }
    return term;
  }

  /**
   * The symbol of this name and sort; the same name and sort are the same symbol.
   *
   * bound_symbol  a symbol is at most what its sort allows: a bool 1, a byte 255
   */
  symbol(name: string, sort: Sort): Term {
    const key = `${sort} ${name}`;
    let term = this.#symbols.get(key);
    if (term === undefined) {
      term = this.unknown(name, sort);
      this.#symbols.set(key, term);
    }
    return term;
  }

  /** A symbol that is no other, whatever its name. */
  unknown(name: string, sort: Sort): Term {
    return { id: this.#next++, kind: "symbol", name, sort, bound: boundOfSort(sort) };
  }

  /** A symbol that stays when the table is cleared, for what many segments begin with. */
  lasting(name: string, sort: Sort): Term {
    return { id: this.#lasting--, kind: "symbol", name, sort, bound: boundOfSort(sort) };
  }

  /**
   * The length of an array.
   *
   * bound_length  a length is at most 2³¹ − 1, of words 2³⁰ − 1
   */
  length(reference: Term): Term {
    const ofWords = reference.kind === "symbol" && (reference.sort === "int[]" || reference.sort === "bool[]");
    const bound = ofWords ? maximum >>> 1 : maximum;
    return this.#share(mix(1, reference.id), { id: this.#next, kind: "length", reference, bound });
  }

  /** An element of an array in a heap. */
  select(heap: Heap, element: Element, reference: Term, index: Term): Term {
    let h = heap;
    while (h.kind === "store" && h.reference === reference) {
      this.work.spend(1);
      // select_store  h[r, i ↦ v](r, i) = v
      if (h.index === index) return h.value;
      // select_skip   h[r, i ↦ v](r, j) = h(r, j)          when i − j is a constant, not 0
      if (this.distance(h.index, index) === undefined) break;
      h = h.before;
    }
    // bound_select  h(r, i) is at most what its kind allows  when every write in h is
    const bound = h.bounded ? boundOfSort(sortOfElement(element)) : largest;
    const hash = mix(mix(h.id, reference.id), index.id);
    return this.#share(hash, { id: this.#next, kind: "select", heap: h, element, reference, index, bound });
  }

  /** The heap after a store. */
  store(before: Heap, element: Element, reference: Term, index: Term, value: Term): Heap {
    const bounded = before.bounded && value.bound <= boundOfSort(sortOfElement(element));
    const hash = mix(mix(mix(before.id, reference.id), index.id), value.id);
    return this.#share(hash, { id: this.#next, kind: "store", bounded, before, element, reference, index, value });
  }

  /** The heap after an allocation of zeros. */
  allocate(before: Heap, element: Element, reference: Term, length: Term): Heap {
    const { bounded } = before;
    const hash = mix(mix(before.id, reference.id), length.id);
    return this.#share(hash, { id: this.#next, kind: "allocate", bounded, before, element, reference, length });
  }

  /** The heap after an allocation of a text. */
  text(before: Heap, reference: Term, bytes: readonly number[]): Heap {
    this.work.spend(bytes.length / 16);
    const { bounded } = before;
    const hash = mix(mix(before.id, reference.id), bytes.length);
    return this.#share(hash, { id: this.#next, kind: "text", bounded, before, reference, bytes });
  }

  /** The one object for all terms or heaps that are the same: the candidate, when there is none yet. */
  #share<T extends Term | Heap>(hash: number, candidate: T): T {
    for (let key = hash; ; key++) {
      const found = this.#known.get(key);
      if (found === undefined) {
        this.#known.set(key, candidate);
        this.#next++;
        return candidate;
      }
      if (sameParts(found, candidate)) return found as T;
      this.work.spend(1);
    }
  }

  // --- sums -------------------------------------------------------------------------------------------------------

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
    const bound = boundOfSum(constant, atoms, factors);
    return this.#share(hash, { id: this.#next, kind: "sum", constant, atoms, factors, bound });
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

  // --- the other operations ----------------------------------------------------------------------------------------

  #atom(operation: AtomOperation, left: Term, right: Term, bound = largest): Term {
    this.work.spend(1);
    const hash = mix(mix(operation.length, left.id), right.id);
    return this.#share(hash, { id: this.#next, kind: "apply", operation, left, right, bound });
  }

  /**
   * An atom of a commutative operation: the operand made first stands left, a constant right.
   *
   * mul_commute   a · b = b · a
   * mulh_commute  mulh(a, b) = mulh(b, a)
   * mulhu_commute mulhu(a, b) = mulhu(b, a)
   * and_commute   a & b = b & a
   * or_commute    a | b = b | a
   * xor_commute   a ^ b = b ^ a
   */
  #commutative(operation: AtomOperation, a: Term, b: Term, bound = largest): Term {
    const swap = a.kind === "constant" || (b.kind !== "constant" && b.id < a.id);
    return swap ? this.#atom(operation, b, a, bound) : this.#atom(operation, a, b, bound);
  }

  /**
   * An operation on constants.
   *
   * fold_constants  m op n is the constant that int32 computes
   */
  #fold(operation: AtomOperation, a: Term, b: Term): Term | undefined {
    return a.kind === "constant" && b.kind === "constant"
      ? this.constant(int32[operation](a.value, b.value))
      : undefined;
  }

  mul(a: Term, b: Term): Term {
    // mul_constant  a · n = n·a, a sum
    if (b.kind === "constant") return this.scale(a, b.value);
    if (a.kind === "constant") return this.scale(b, a.value);
    return this.#commutative("mul", a, b);
  }

  mulh(a: Term, b: Term): Term {
    return this.#fold("mulh", a, b) ?? this.#commutative("mulh", a, b);
  }

  mulhsu(a: Term, b: Term): Term {
    return this.#fold("mulhsu", a, b) ?? this.#atom("mulhsu", a, b);
  }

  mulhu(a: Term, b: Term): Term {
    return this.#fold("mulhu", a, b) ?? this.#commutative("mulhu", a, b);
  }

  div(a: Term, b: Term): Term {
    // div_one       a / 1 = a
    if (isConstant(b, 1)) return a;
    return this.#fold("div", a, b) ?? this.#atom("div", a, b);
  }

  divu(a: Term, b: Term): Term {
    return this.#fold("divu", a, b) ?? this.#atom("divu", a, b);
  }

  rem(a: Term, b: Term): Term {
    // rem_one       a % 1 = 0
    if (isConstant(b, 1)) return this.constant(0);
    return this.#fold("rem", a, b) ?? this.#atom("rem", a, b);
  }

  remu(a: Term, b: Term): Term {
    return this.#fold("remu", a, b) ?? this.#atom("remu", a, b);
  }

  and(a: Term, b: Term): Term {
    const folded = this.#fold("and", a, b);
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
      return this.#atom("and", a, b, Math.min(a.bound, mask >>> 0));
    }
    // and_same      a & a = a
    if (a === b) return a;
    // bound_and     a & b ≤ min(A, B)                      when a ≤ A and b ≤ B
    return this.#commutative("and", a, b, Math.min(a.bound, b.bound));
  }

  or(a: Term, b: Term): Term {
    const folded = this.#fold("or", a, b);
    if (folded !== undefined) return folded;
    // or_zero       a | 0 = a
    if (isConstant(b, 0)) return a;
    if (isConstant(a, 0)) return b;
    // or_same       a | a = a
    if (a === b) return a;
    // bound_or      a | b ≤ ones(A | B)                    when a ≤ A and b ≤ B
    return this.#commutative("or", a, b, ones(a.bound | b.bound));
  }

  xor(a: Term, b: Term): Term {
    const folded = this.#fold("xor", a, b);
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
    // xor_truths    a ^ b = 1 − (a = b)                    when a and b are 0 or 1
    if (isTruthValue(a) && isTruthValue(b)) return this.not(this.equal(a, b));
    // bound_xor     a ^ b ≤ ones(A | B)                    when a ≤ A and b ≤ B
    return this.#commutative("xor", a, b, ones(a.bound | b.bound));
  }

  sll(a: Term, b: Term): Term {
    // sll_constant  a << n = 2ⁿ·a, n taken mod 32
    if (b.kind === "constant") return this.scale(a, 1 << b.value);
    return this.#atom("sll", a, b);
  }

  srl(a: Term, b: Term): Term {
    const folded = this.#fold("srl", a, b);
    if (folded !== undefined) return folded;
    if (b.kind === "constant") {
      // srl_count     a >>> n = a >>> (n mod 32)
      const count = b.value & 31;
      // srl_zero      a >>> 0 = a
      if (count === 0) return a;
      // srl_bound     a >>> n = 0                          when a < 2ⁿ
      const bound = a.bound >>> count;
      if (bound === 0) return this.constant(0);
      // bound_shift   a >>> n ≤ A >>> n                      when a ≤ A
      return this.#atom("srl", a, this.constant(count), bound);
    }
    // bound_srl     a >>> b ≤ A                            when a ≤ A
    return this.#atom("srl", a, b, a.bound);
  }

  sra(a: Term, b: Term): Term {
    const folded = this.#fold("sra", a, b);
    if (folded !== undefined) return folded;
    // sra_positive  a >> b = a >>> b                       when a ≥ 0
    if (a.bound <= maximum) return this.srl(a, b);
    if (b.kind === "constant") {
      // sra_count     a >> n = a >> (n mod 32)
      const count = b.value & 31;
      // sra_zero      a >> 0 = a
      return count === 0 ? a : this.#atom("sra", a, this.constant(count));
    }
    return this.#atom("sra", a, b);
  }

  // --- conditions ----------------------------------------------------------------------------------------------------

  /** 1 − t, for a truth value. */
  not(t: Term): Term {
    return this.sub(this.constant(1), t);
  }

  slt(a: Term, b: Term): Term {
    const folded = this.#fold("slt", a, b);
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
    // slt_positive  a < b is a <ᵤ b                        when a ≥ 0 and b ≥ 0
    if (a.bound <= maximum && b.bound <= maximum) return this.sltu(a, b);
    // slt_negative  a < n is 0                             when a ≥ 0 and n ≤ 0
    if (a.bound <= maximum && b.kind === "constant") return this.constant(0);
    // bound_slt     a < b ≤ 1
    return this.#atom("slt", a, b, 1);
  }

  sltu(a: Term, b: Term): Term {
    const folded = this.#fold("sltu", a, b);
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
    return this.#atom("sltu", a, b, 1);
  }

  equal(a: Term, b: Term): Term {
    let [left, right] = [a, b];
    // A loop: xors may be in each other to any depth.
    for (;;) {
      // equal_sum     a = b is a − b = 0
      const difference = this.sub(left, right);
      if (difference.kind === "constant") return this.constant(difference.value === 0 ? 1 : 0);
      // −a = n is a = −n, by equal_sign
      const single = singleAtom(difference);
      if (single === undefined) return this.#isZero(difference);
      const { atom, value } = single;
      // equal_truth   a = 0 is 1 − a                         when a is 0 or 1
      if (isTruthValue(atom) && value === 0) return this.not(atom);
      // equal_one     a = 1 is a                           when a is 0 or 1
      if (isTruthValue(atom) && value === 1) return atom;
      if (atom.kind === "apply" && atom.operation === "xor" && value === 0) {
        // equal_xor     (x ^ y) = 0 is x = y
        ({ left, right } = atom);
      } else if (atom.kind === "apply" && atom.operation === "xor" && atom.right.kind === "constant") {
        // equal_mask    (a ^ m) = n is a = (m ^ n)
        left = atom.left;
        right = this.constant(atom.right.value ^ value);
      } else {
        // equal_bound   a = n is 0                           when a ≤ A and A <ᵤ n
        return atom.bound < value >>> 0 ? this.constant(0) : this.#isZero(this.sub(atom, this.constant(value)));
      }
    }
  }

  /**
   * t = 0 as an atom.
   *
   * bound_equal   a = b ≤ 1
   */
  #isZero(t: Term): Term {
    // equal_sign    s = 0 is −s = 0
    const opposite = this.scale(t, -1);
    const swap = t.kind === "sum" && opposite.kind === "sum" && leads(opposite, t);
    return this.#atom("equal", swap ? opposite : t, this.constant(0), 1);
  }
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

/** Of a sum and its opposite, that one stands whose first factor, or else whose constant, is the larger. */
function leads(s: Extract<Term, { kind: "sum" }>, t: Extract<Term, { kind: "sum" }>): boolean {
  for (let i = 0; i < s.factors.length; i++) if (s.factors[i] !== t.factors[i]) return s.factors[i]! > t.factors[i]!;
  return s.constant > t.constant;
}

/** Mixes a number into a hash: a small integer, so that looking it up is fast. What is found is compared. */
function mix(hash: number, n: number): number {
  return (Math.imul(hash, 0x2c1b_3c6d) ^ Math.imul(n + 1, 0x297a_2d39)) & 0x3fff_ffff;
}

/** Are two terms or heaps made of the same parts? */
function sameParts(a: Term | Heap, b: Term | Heap): boolean {
  switch (a.kind) {
    case "apply":
      return b.kind === "apply" && a.operation === b.operation && a.left === b.left && a.right === b.right;
    case "sum":
      return (
        b.kind === "sum" && a.constant === b.constant && sameList(a.atoms, b.atoms) && sameList(a.factors, b.factors)
      );
    case "length":
      return b.kind === "length" && a.reference === b.reference;
    case "select":
      return (
        b.kind === "select" &&
        a.heap === b.heap &&
        a.element === b.element &&
        a.reference === b.reference &&
        a.index === b.index
      );
    case "store":
      return (
        b.kind === "store" &&
        a.before === b.before &&
        a.element === b.element &&
        a.reference === b.reference &&
        a.index === b.index &&
        a.value === b.value
      );
    case "allocate":
      return (
        b.kind === "allocate" &&
        a.before === b.before &&
        a.element === b.element &&
        a.reference === b.reference &&
        a.length === b.length
      );
    case "text":
      return b.kind === "text" && a.before === b.before && a.reference === b.reference && sameList(a.bytes, b.bytes);
    case "constant":
    case "symbol":
    case "initial":
      return a === b;
    default:
      return impossible(a);
  }
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
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

function isConstant(t: Term, value: number): boolean {
  return t.kind === "constant" && t.value === value;
}

/** The smallest 2ᵏ − 1 that is at least `bound` (given mod 2³²). */
function ones(bound: number): number {
  const zeros = Math.clz32(bound);
  return zeros === 0 ? largest : 2 ** (32 - zeros) - 1;
}
