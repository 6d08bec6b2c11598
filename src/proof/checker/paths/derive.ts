/**
 * Derivation: does a comparison follow from the facts of a path? A search among the facts that speak of its words, by the laws
 * named below (docs/laws.md). No solver: the search looks at a limited number of facts, in their order, and gives up after that.
 *
 * A word is read as an integer, its number in one of the two orders, signed or unsigned. A fact says that one number, or one
 * more than it, is at most another. Two things are done with facts:
 *
 * - a *range*: the words that a term can be, from what it is made of and from comparisons with words whose ranges are known;
 * - a *chain* from a to b: facts one after the other, a ≤ …, … ≤ b, where the same word may come with another constant,
 *   or in the other order, as long as no number wraps or changes on the way. Chains are short.
 */

import { impossible } from "../../../core/impossible.ts";
import { largest } from "../terms/table.ts";
import type { Term } from "../terms/term.ts";
import type { Terms } from "../terms/terms.ts";
import { byValues, isPlain, unknownOf, valuesIn } from "./by-values.ts";
import { type Facts, type Literal, leading, type Told } from "./facts.ts";
import {
  between,
  both,
  differences,
  empty,
  every,
  extremes,
  greatestOf,
  integers,
  leastOf,
  moved,
  type Order,
  others,
  type Ranges,
} from "./ranges.ts";

/** So many facts are looked at for one question. */
const mostLooks = 200;
/** So many facts are in a chain, at most; and so many words are between a word and the constant that limits its range. */
const longestChain = 3;
const deepestRange = 2;
/** A sum of more atoms than this is not taken apart. */
const mostAtoms = 4;

const half = 2 ** 31;
const bothOrders: readonly Order[] = ["slt", "sltu"];

/** The word term + offset, without making its term. */
interface Side {
  readonly term: Term;
  readonly offset: number;
}

/** What a fact says. */
type Comparison =
  /** The number of `lower` in the order, plus `gap`, is at most that of `upper`. */
  | { readonly kind: "order"; readonly order: Order; readonly lower: Side; readonly upper: Side; readonly gap: 0 | 1 }
  | { readonly kind: "equal" | "apart"; readonly lower: Side; readonly upper: Side };

type Condition = Extract<Term, { readonly kind: "apply" }>;

function side(term: Term): Side {
  return { term, offset: 0 };
}

/** What follows from facts. */
export interface Derived {
  /** Does a truth value follow, or its negation? */
  readonly holds: boolean;
  /** Was it computed for each value of a word, where ranges and chains tell nothing? */
  readonly ofEach: boolean;
}

/** Does a truth value follow from the facts, or its negation? */
export function derive(terms: Terms, facts: Told, condition: Term): Derived | undefined {
  if (condition.kind !== "apply") return undefined;
  const masked = condition.operation === "equal" && maskedIn(condition.left) !== undefined;
  if (!masked && !isLimited(facts, condition, deepestRange + 1)) return undefined;
  const search = new Search(terms, facts);
  const holds = search.isTrue(condition);
  if (holds !== undefined) return holds ? follows : opposite;
  const ofEach = search.isTrueOfEach(condition);
  return ofEach === undefined ? undefined : ofEach ? followsOfEach : oppositeOfEach;
}

const follows: Derived = { holds: true, ofEach: false };
const opposite: Derived = { holds: false, ofEach: false };
const followsOfEach: Derived = { holds: true, ofEach: true };
const oppositeOfEach: Derived = { holds: false, ofEach: true };

/**
 * Do the facts contradict each other, as far as the search sees? Of one of them the opposite then follows from the others. No words are
 * like that, so whatever such a path ends in concerns none.
 */
export function contradict(terms: Terms, facts: Facts): boolean {
  terms.work.spend(facts.size);
  return facts.all.some(({ atom, holds }) => derive(terms, facts.without(atom), atom)?.holds === !holds);
}

/** Is it known that a word is not negative? */
export function isNatural(terms: Terms, facts: Told, word: Term): boolean {
  return word.bound < half || (isLimited(facts, word) && new Search(terms, facts).isNatural(side(word)));
}

/** Does a fact limit a word, or one that it is made of? What a part of a sum always is limits it, too. */
function isLimited(facts: Told, t: Term, depth = deepestRange): boolean {
  switch (t.kind) {
    case "constant":
      return false;
    case "sum":
      for (let i = 0; i < t.atoms.length && i < mostAtoms; i++)
        if (t.atoms[i]!.bound < largest || isLimited(facts, t.atoms[i]!, depth)) return true;
      return false;
    case "apply":
      if (facts.limit(t)) return true;
      return depth > 0 && (isLimited(facts, t.left, depth - 1) || isLimited(facts, t.right, depth - 1));
    case "symbol":
    case "length":
    case "select":
      return facts.limit(t);
    default:
      return impossible(t);
  }
}

/** One question. */
class Search {
  readonly #terms: Terms;
  readonly #facts: Told;
  readonly #zero: Term;
  /** The ranges found, by depth and term. */
  readonly #ranges: (Map<Term, Ranges> | undefined)[] = [];
  #looks = 0;

  constructor(terms: Terms, facts: Told) {
    this.#terms = terms;
    this.#facts = facts;
    this.#zero = terms.constant(0);
  }

  /** The facts that speak of a word, as long as looks are left. */
  #about(t: Term): readonly Literal[] {
    const word = leading(t);
    if (word === undefined) return [];
    const found = this.#facts.about(word, mostLooks - this.#looks);
    this.#looks += found.length;
    this.#terms.work.spend(found.length);
    return found;
  }

  #comparison({ atom, holds }: Literal): Comparison | undefined {
    if (atom.kind !== "apply") return undefined;
    const { operation, left, right } = atom;
    switch (operation) {
      case "slt":
      case "sltu": {
        const [a, b] = [side(left), side(right)];
        return holds
          ? { kind: "order", order: operation, lower: a, upper: b, gap: 1 }
          : { kind: "order", order: operation, lower: b, upper: a, gap: 0 };
      }
      case "equal": {
        const [lower, upper] = this.#sides(left);
        return { kind: holds ? "equal" : "apart", lower, upper };
      }
      default:
        return undefined;
    }
  }

  /** The two words whose difference is a sum; the sum and 0, where it is not the difference of two. */
  #sides(t: Term): readonly [Side, Side] {
    if (t.kind === "sum" && t.atoms.length === 2 && t.factors[0] === 1 && t.factors[1] === -1)
      return [{ term: t.atoms[0]!, offset: t.constant }, side(t.atoms[1]!)];
    return [side(t), side(this.#zero)];
  }

  /** b − a as a number, when it is a constant. */
  #distance(a: Side, b: Side): number | undefined {
    if (leading(a.term) !== leading(b.term)) return undefined;
    const distance = this.#terms.distance(b.term, a.term);
    return distance === undefined ? undefined : (distance + b.offset - a.offset) | 0;
  }

  /**
   * The words that a term can be.
   *
   * range_move    a + c − l ≤ᵤ m                          when a − (l − c) ≤ᵤ m
   * range_signed  a + 2³¹ <ᵤ n + 2³¹                       when a < n
   *
   * and of a sum by range_negate, where its opposite is compared.
   */
  #range(t: Term, depth = deepestRange): Ranges {
    if (t.kind === "constant") return integers(t.value, t.value);
    const known = this.#ranges[depth]?.get(t);
    if (known !== undefined) return known;
    let found = this.#made(t, depth);
    const word = side(t);
    for (const literal of this.#about(t)) {
      const comparison = this.#comparison(literal);
      if (comparison === undefined) continue;
      found = this.#limited(found, word, comparison, true, depth);
      found = this.#limited(found, word, comparison, false, depth);
    }
    this.#ranges[depth] ??= new Map();
    this.#ranges[depth].set(t, found);
    return found;
  }

  /** Of the words that a word can be, those that a comparison allows in which it is the one side or the other. */
  #limited(found: Ranges, word: Side, comparison: Comparison, isLower: boolean, depth: number): Ranges {
    const [own, other] = isLower ? [comparison.lower, comparison.upper] : [comparison.upper, comparison.lower];
    if (depth === 0 && other.term.kind !== "constant") return found;
    const distance = this.#distance(own, word);
    const mirrored = distance === undefined ? this.#mirrored(own, word) : undefined;
    if (distance === undefined && mirrored === undefined) return found;
    const range = moved(this.#range(other.term, depth - 1), other.offset);
    const words = allowed(comparison, isLower, range);
    return both(found, distance === undefined ? differences(mirrored!, words) : moved(words, distance));
  }

  /** a + b as a number, when it is a constant: where a sum is compared, slt_not may have put its opposite in its place. */
  #mirrored(a: Side, b: Side): number | undefined {
    if (a.term.kind !== "sum" || b.term.kind !== "sum") return undefined;
    if (((a.term.factors[0]! + b.term.factors[0]!) | 0) !== 0) return undefined;
    const rest = this.#distance(side(this.#terms.scale(a.term, -1)), b);
    return rest === undefined ? undefined : (rest + a.offset) | 0;
  }

  /** The words that a term can be because of what it is made of. */
  #made(t: Term, depth: number): Ranges {
    const bounded = integers(0, t.bound);
    if (t.kind === "sum" && t.atoms.length === 1 && t.factors[0] === 1)
      return both(moved(this.#made(t.atoms[0]!, depth), t.constant), bounded);
    if (depth === 0) return bounded;
    if (t.kind === "sum" && t.atoms.length <= mostAtoms) return both(this.#total(t, depth), bounded);
    if (t.kind !== "apply" || (t.operation !== "srl" && t.operation !== "and")) return bounded;
    const [range, other] = [t.left, t.right].map((part) => extremes("sltu", this.#range(part, depth - 1)));
    if (range === undefined || other === undefined) return empty;
    // range_and     a & b ≤ᵤ A                             when a ≤ᵤ A
    if (t.operation === "and") return integers(0, Math.min(range.most, other.most));
    // range_srl     l >>> n ≤ᵤ a >>> n                     when l ≤ᵤ a
    if (t.right.kind === "constant") return integers(range.least >>> t.right.value, range.most >>> t.right.value);
    // range_shift   a >>> b ≤ᵤ A                           when a ≤ᵤ A
    return integers(0, range.most);
  }

  /**
   * The words that a sum can be: each part is in an interval, and so is the sum, where that interval is not too wide.
   *
   * range_add     a + b − (l + m) ≤ᵤ A + B                 when a − l ≤ᵤ A and b − m ≤ᵤ B and A + B < 2³²
   * range_scale   f·(a − l) ≤ᵤ f·A                         when a − l ≤ᵤ A and f·A < 2³²
   * range_negate  l + A − a ≤ᵤ A                           when a − l ≤ᵤ A
   */
  #total({ constant, atoms, factors }: Extract<Term, { kind: "sum" }>, depth: number): Ranges {
    let [start, size] = [constant, 0];
    for (const [i, atom] of atoms.entries()) {
      const range = narrow(this.#range(atom, depth - 1));
      if (range === undefined) return empty;
      const factor = factors[i]!;
      start = (start + Math.imul(factor, factor > 0 ? range.least : range.most)) | 0;
      size += Math.abs(factor) * (range.most - range.least);
    }
    return integers(start, start + size);
  }

  #rangeOf({ term, offset }: Side): Ranges {
    return moved(this.#range(term), offset);
  }

  /** Is the number of a + n in an order that of a, plus n: does it not wrap? */
  #fits(order: Order, a: Side, n: number): boolean {
    if (n === 0) return true;
    const range = extremes(order, this.#rangeOf(a));
    return range === undefined || (range.least + n >= leastOf(order) && range.most + n <= greatestOf(order));
  }

  /** Has a word the same number in both orders? */
  isNatural(a: Side): boolean {
    const range = extremes("sltu", this.#rangeOf(a));
    return range === undefined || range.most < half;
  }

  /** May a chain lead from one word to another? What is known of a number against a constant is in its range. */
  #mayBeLinked(from: Term, to: Term): boolean {
    const [first, last] = [leading(from), leading(to)];
    if (first === undefined || last === undefined) return false;
    return first === last || first.kind === "apply" || this.#facts.limit(first);
  }

  /** Is one word known to be less than another in the order, or known not to be? */
  isLess(order: Order, left: Term, right: Term): boolean | undefined {
    const [a, b] = [extremes(order, this.#range(left)), extremes(order, this.#range(right))];
    // Of words that cannot be, all is true: the facts contradict each other.
    if (a === undefined || b === undefined || a.most < b.least) return true;
    if (b.most <= a.least) return false;
    // What one fact says is looked for first: long chains may use up the looks.
    for (const longest of [1, longestChain]) {
      if (this.#gap(order, side(left), side(right), longest) >= 1) return true;
      if (this.#gap(order, side(right), side(left), longest) >= 0) return false;
    }
    return undefined;
  }

  /**
   * How much larger the number of `to` in the order is known to be than that of `from`, by a chain; no more than 1, and
   * less than 0 where nothing is known. It may be known that it is not smaller, and that the words differ.
   */
  #gap(order: Order, from: Side, to: Side, longest = longestChain): number {
    if (!this.#mayBeLinked(from.term, to.term)) return -1;
    const toNatural = this.isNatural(to);
    let best = -1;

    /** From a word that is at least `from`, plus `sum`, as integers, in an order that need not be the first. */
    const onwards = (at: Side, first: Order, sum: number, left: number, last: Literal | undefined): void => {
      // order_unsigned a <ᵤ b                                when 0 ≤ a and a < b
      // order_signed  0 ≤ a and a < b                        when a <ᵤ b and 0 ≤ b
      const orders: readonly Order[] = this.isNatural(at) ? bothOrders : [first];
      for (const now of orders) {
        // order_shift   a + n < b + n                          when a < b and b ≤ 2³¹ − 1 − n
        const fits = (distance: number | undefined): distance is number =>
          distance !== undefined && this.#fits(now, at, distance);
        const rest = this.#distance(at, to);
        // order_next    a + 1 ≤ b                              when a < b
        // order_last    a − 1 <ᵤ b                             when a ≤ᵤ b and a ≠ 0
        if (fits(rest) && (now === order || toNatural)) best = Math.max(best, Math.min(sum + rest, 1));
        // order_chain   a < c                                  when a < b and b ≤ c
        for (const literal of left === 0 ? [] : this.#about(at.term)) {
          if (best === 1) return;
          const fact = literal === last ? undefined : this.#comparison(literal);
          if (fact === undefined || fact.kind === "apart" || (fact.kind === "order" && fact.order !== now)) continue;
          const below = this.#distance(at, fact.lower);
          const step = fact.kind === "order" ? fact.gap : 0;
          if (fits(below)) onwards(fact.upper, now, sum + below + step, left - 1, literal);
          if (fact.kind !== "equal") continue;
          const above = this.#distance(at, fact.upper);
          if (fits(above)) onwards(fact.lower, now, sum + above, left - 1, literal);
        }
        const larger = now === "sltu" && left > 0 ? this.#atLeast(at) : undefined;
        if (larger !== undefined && best < 1) onwards(larger, now, sum, left - 1, undefined);
      }
    };
    onwards(from, order, 0, longest, undefined);
    // What is unsigned at most a natural number is natural itself, by order_signed.
    if (best < 1 && order === "slt" && toNatural) onwards(from, "sltu", 0, longest, undefined);
    // order_apart   a < b                                  when a ≤ b and a ≠ b
    return best === 0 && this.#areApart(from, to) ? 1 : best;
  }

  /** A word that is at least this one, unsigned, because of what this one is made of. */
  #atLeast({ term, offset }: Side): Side | undefined {
    // order_srl     a >>> b <ᵤ c                             when a <ᵤ c
    return term.kind === "apply" && term.operation === "srl" && offset === 0 ? side(term.left) : undefined;
  }

  /** Is it a fact that two words differ? */
  #areApart(a: Side, b: Side): boolean {
    const word = ({ term, offset }: Side): Term => this.#terms.add(term, this.#terms.constant(offset));
    const same = this.#terms.equal(word(a), word(b));
    return this.#facts.of(same)?.holds === false;
  }

  /** Is a truth value known? */
  isTrue(condition: Condition): boolean | undefined {
    const { operation, left, right } = condition;
    if (operation === "slt" || operation === "sltu") return this.isLess(operation, left, right);
    if (operation === "equal") return this.isZero(left) ?? this.#isMasked(left);
    const isFalse = this.isZero(condition);
    return isFalse === undefined ? undefined : !isFalse;
  }

  /**
   * Is it known that a word is not 0, which is one without a bit, less a constant?
   *
   * equal_bit     (a & −1 − 2ᵏ) = n is 0                   when a ≠ n and a ≠ n + 2ᵏ
   */
  #isMasked(t: Term): false | undefined {
    const masked = maskedIn(t);
    if (masked === undefined) return undefined;
    const cannotBe = (value: number): boolean => both(this.#range(masked.word), integers(value, value)).length === 0;
    return cannotBe(masked.other) && cannotBe(masked.other + masked.bit) ? false : undefined;
  }

  /** Is a truth value the same for each value that its one unknown can have? Of what is just compared the ranges tell as much. */
  isTrueOfEach(condition: Condition): boolean | undefined {
    const word = unknownOf(condition);
    if (word === undefined) return undefined;
    const facts = this.#about(word);
    if (isPlain(condition) && facts.every(({ atom }) => isPlain(atom as Condition))) return undefined;
    const values = valuesIn(this.#range(word));
    if (values === undefined) return undefined;
    this.#terms.work.spend(values.length * (1 + facts.length));
    return byValues(condition, word, values, facts);
  }

  /** Is it known that a word is 0, or that it is not? */
  isZero(t: Term): boolean | undefined {
    const range = extremes("sltu", this.#range(t));
    if (range === undefined || range.least > 0) return false;
    if (range.most === 0) return true;
    const scaled = this.#scaledSides(t);
    if (scaled === undefined) return undefined;
    const [a, b] = scaled;
    for (const order of bothOrders) {
      const [x, y] = [extremes(order, this.#rangeOf(a)), extremes(order, this.#rangeOf(b))];
      // equal_apart   a = b is 0                               when a < b
      if (x === undefined || y === undefined || x.most < y.least || y.most < x.least) return false;
      const [upwards, downwards] = [this.#gap(order, a, b), this.#gap(order, b, a)];
      if (upwards === 1 || downwards === 1) return false;
      // equal_between a = b                                    when a ≤ b and b ≤ a
      if ((upwards === 0 || x.most <= y.least) && (downwards === 0 || y.most <= x.least)) return true;
      if (this.isNatural(a) && this.isNatural(b)) return undefined;
    }
    return undefined;
  }

  /**
   * The two words that are equal exactly when a sum is 0.
   *
   * equal_scale   2ᵏ·a = 2ᵏ·b is 0                       when a <ᵤ b and b <ᵤ 2³²⁻ᵏ
   */
  #scaledSides(t: Term): readonly [Side, Side] | undefined {
    if (t.kind !== "sum" || t.atoms.length !== 2 || t.factors[0] !== -t.factors[1]!) return undefined;
    // A power of two is above 0; of a sum and its opposite, equal_sign has taken the one that begins so.
    const [factor] = t.factors;
    if ((factor & (factor - 1)) !== 0 || t.constant % factor !== 0) return undefined;
    const [a, b]: readonly [Side, Side] = [{ term: t.atoms[0]!, offset: t.constant / factor }, side(t.atoms[1]!)];
    const isSmall = (word: Side): boolean => {
      const range = extremes("sltu", this.#rangeOf(word));
      return range === undefined || range.most * factor < 2 ** 32;
    };
    return factor === 1 || (isSmall(a) && isSmall(b)) ? [a, b] : undefined;
  }
}

/** Of a sum that is 0 when a word without one bit is another: that word, the bit, and the other. */
function maskedIn(t: Term): { readonly word: Term; readonly bit: number; readonly other: number } | undefined {
  const [part, factor, rest] = t.kind === "sum" ? [t.atoms[0]!, t.factors[0]!, t.constant] : [t, 1, 0];
  if (t.kind === "sum" && (t.atoms.length > 1 || Math.abs(factor) > 1)) return undefined;
  if (part.kind !== "apply" || part.operation !== "and" || part.right.kind !== "constant") return undefined;
  const bit = ~part.right.value;
  return (bit & (bit - 1)) === 0 ? { word: part.left, bit, other: -factor * rest } : undefined;
}

/** The words that one side of a comparison can be, when the other is one of a set. */
function allowed(comparison: Comparison, isLower: boolean, other: Ranges): Ranges {
  switch (comparison.kind) {
    case "equal":
      return other;
    case "apart":
      return other.length === 1 && other[0]![0] === other[0]![1] ? others(other) : every;
    case "order": {
      const { order, gap } = comparison;
      const range = extremes(order, other);
      if (range === undefined) return empty;
      return isLower
        ? between(order, leastOf(order), range.most - gap)
        : between(order, range.least + gap, greatestOf(order));
    }
  }
}

/** The integers that a word can be, in the order in which they are fewer. */
function narrow(range: Ranges): { readonly least: number; readonly most: number } | undefined {
  const [signed, unsigned] = [extremes("slt", range), extremes("sltu", range)];
  if (signed === undefined || unsigned === undefined) return undefined;
  return signed.most - signed.least <= unsigned.most - unsigned.least ? signed : unsigned;
}
