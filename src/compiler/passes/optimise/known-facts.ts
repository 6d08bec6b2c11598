/**
 * What is known of the words at one point of a function, from the branches on the way there and from definitions, and
 * what follows from it. The laws are those by which the checker finds the same again (docs/laws.md), and fewer.
 *
 * An answer is the list of facts that it relies on: the certificate has to state them at the marks in between.
 */

import type { Comparison, FlowInstruction, Operand } from "../../flow/syntax.ts";
import { sameOperand } from "../../ssa/idle-branches.ts";
import type { Order, SsaFact, Value } from "../../ssa/syntax.ts";

/** A fact, and the point of the function from which on it holds. */
export interface PlacedFact {
  readonly fact: SsaFact;
  readonly block: number;
  /** Before the instruction of this number in the block. */
  readonly index: number;
  /** What it was derived from, there. */
  readonly because: readonly PlacedFact[];
}

/** Facts that something relies on. */
export type Reasons = readonly PlacedFact[];

const none: Reasons = [];
/** The most that words can be as unsigned numbers, by their definitions. */
export interface Bounds {
  readonly most: (operand: Operand) => number;
  /** That a word is at most that, from its definition on; nothing needs to be said of a constant. */
  readonly fact: (operand: Operand) => Reasons;
}

/** So many facts are in a chain, at most. */
const longestChain = 3;
/** So many facts that say the same kind of thing of a value are looked at, the newest of them … */
const mostOfValue = 100;
/** … and so many for one question in all. Where thousands of checks are on one way, each of them asks. */
const mostForQuestion = 1000;
const greatest = 2 ** 31 - 1;

/** What facts say of a value: that it is below or above another in an order, or that it differs from it. */
const sides = { below: { slt: 0, sltu: 1 }, above: { slt: 2, sltu: 3 }, apart: 4 } as const;
const numberOfSides = 5;

const nothing: readonly number[] = [];

/** The facts on the way to a point, and what follows from them. */
export class KnownFacts {
  /** By value and side, the facts that say it, by their numbers in `#added`: the newest last. */
  readonly #about = new Map<number, number[]>();
  readonly #added: PlacedFact[] = [];
  readonly #bounds: Bounds;
  /** How many facts may still be looked at for the question that was asked. */
  #left = mostForQuestion;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  get depth(): number {
    return this.#added.length;
  }

  add(placed: PlacedFact): void {
    const number = this.#added.push(placed) - 1;
    eachKey(placed.fact, (key) => {
      const list = this.#about.get(key);
      if (list === undefined) this.#about.set(key, [number]);
      else list.push(number);
    });
  }

  /** Forget what was added since. */
  backTo(depth: number): void {
    while (this.#added.length > depth) eachKey(this.#added.pop()!.fact, (key) => void this.#about.get(key)!.pop());
  }

  /** Does a comparison hold, or not? Undefined when that is not known. */
  decide(
    comparison: Comparison,
    left: Operand,
    right: Operand,
  ): { readonly holds: boolean; readonly by: Reasons } | undefined {
    const yes = this.proof(comparison, left, right);
    if (yes !== undefined) return { holds: true, by: yes };
    const no = this.proof(opposite[comparison], left, right);
    return no && { holds: false, by: no };
  }

  /** Why a comparison holds. */
  proof(comparison: Comparison, left: Operand, right: Operand): Reasons | undefined {
    switch (comparison) {
      case "lt":
        return this.reaches("slt", left, right, 1);
      case "ge":
        return this.reaches("slt", right, left, 0);
      case "ltu":
        return this.reaches("sltu", left, right, 1);
      case "geu":
        return this.reaches("sltu", right, left, 0);
      case "ne":
        return this.areApart(left, right);
      case "eq":
        return undefined;
    }
  }

  /** Why the number of a word in an order, plus the gap, is at most that of another. */
  reaches(order: Order, from: Operand, to: Operand, gap: 0 | 1): Reasons | undefined {
    this.#left = mostForQuestion;
    const direct = this.#chain(order, from, to, gap, longestChain);
    if (direct !== undefined) return direct;
    if (order === "sltu") {
      // 0 ≤ a and a < b give a <ᵤ b.
      const natural = this.isNatural(from);
      const signed = natural && this.#chain("slt", from, to, gap, longestChain);
      return signed && [...natural, ...signed];
    }
    // a <ᵤ b and 0 ≤ b give a < b.
    const natural = this.isNatural(to);
    const unsigned = natural && this.#chain("sltu", from, to, gap, longestChain);
    return unsigned && [...natural, ...unsigned];
  }

  /** Why a word is not negative as a signed number. */
  isNatural(operand: Operand, depth = 2): Reasons | undefined {
    if (this.#bounds.most(operand) <= greatest) return this.#bounds.fact(operand);
    if (operand.kind === "constant" || depth === 0) return undefined;
    const { register } = operand;
    const saying = merged(this.#numbers(register, sides.above.slt), this.#numbers(register, sides.below.sltu));
    for (const number of saying) {
      const placed = this.#added[number]!;
      const { fact } = placed;
      if (fact.kind === "apart" || --this.#left < 0) return undefined;
      if (fact.order === "sltu") {
        if (this.#bounds.most(fact.upper) <= greatest) return [...this.#bounds.fact(fact.upper), placed];
        continue;
      }
      if (fact.lower.kind === "constant") {
        if (fact.lower.value + fact.gap >= 0) return [placed];
        continue;
      }
      const below = this.isNatural(fact.lower, depth - 1);
      if (below !== undefined) return [...below, placed];
    }
    return undefined;
  }

  /** The facts that the sum of a word and a constant brings, at its definition; none of a sum that is the word. */
  *ofSum(
    sum: Operand,
    word: Operand,
    constant: number,
  ): Generator<{ readonly fact: SsaFact; readonly because: Reasons }> {
    const order = (lower: Operand, upper: Operand, gap: 0 | 1): SsaFact => ({
      kind: "order",
      order: "slt",
      lower,
      upper,
      gap,
    });
    this.#left = mostForQuestion;
    const natural = this.isNatural(word);
    if (constant > 0) {
      // Below something that is not too great, nothing wraps.
      for (const number of this.#uppers(word)) {
        const placed = this.#added[number]!;
        const { fact } = placed;
        if (fact.kind !== "order") continue;
        if (fact.order === "sltu" && natural === undefined) continue;
        const most = this.#bounds.most(fact.upper);
        const top = fact.upper.kind === "constant" ? fact.upper.value : Math.min(greatest, most);
        if (fact.order === "sltu" && most > greatest) continue;
        if (top - fact.gap + constant > greatest) continue;
        const limit = most <= greatest ? this.#bounds.fact(fact.upper) : none;
        const because = fact.order === "sltu" ? [...natural!, ...limit, placed] : [...limit, placed];
        if (natural !== undefined) yield { fact: order(zero, sum, 0), because: [...natural, ...because] };
        yield { fact: order(word, sum, 1), because };
        if (constant === 1 && fact.gap === 1) yield { fact: order(sum, fact.upper, 0), because };
        return;
      }
      return;
    }
    if (natural === undefined || constant === 0) return;
    yield { fact: order(sum, word, 1), because: natural };
    if (constant !== -1) return;
    const positive = this.areApart(word, zero) ?? this.reaches("slt", zero, word, 1);
    if (positive !== undefined) yield { fact: order(zero, sum, 0), because: [...natural, ...positive] };
  }

  /** Why two words differ. */
  areApart(a: Operand, b: Operand): Reasons | undefined {
    const word = a.kind === "register" ? a : b;
    if (word.kind === "register")
      for (const number of this.#numbers(word.register, sides.apart)) {
        const placed = this.#added[number]!;
        const { fact } = placed;
        if (sameOperand(fact.lower, a) && sameOperand(fact.upper, b)) return [placed];
        if (sameOperand(fact.lower, b) && sameOperand(fact.upper, a)) return [placed];
      }
    return this.reaches("slt", a, b, 1) ?? this.reaches("slt", b, a, 1);
  }

  /** The newest facts that say that of a value. */
  #numbers(value: Value, side: number): readonly number[] {
    const all = this.#about.get(value * numberOfSides + side) ?? nothing;
    return all.length <= mostOfValue ? all : all.slice(-mostOfValue);
  }

  /** The facts that say of what a word is at most. */
  #uppers(word: Operand): readonly number[] {
    if (word.kind === "constant") return nothing;
    const { register } = word;
    return merged(this.#numbers(register, sides.below.slt), this.#numbers(register, sides.below.sltu));
  }

  #chain(order: Order, from: Operand, to: Operand, gap: 0 | 1, left: number): Reasons | undefined {
    if (gap === 0 && sameOperand(from, to)) return none;
    const apart = this.#ranges(order, from, to, gap);
    if (apart !== undefined) return apart;
    if (left === 0) return undefined;
    if (from.kind === "constant") {
      // Something larger is known to be below.
      if (to.kind === "constant") return undefined;
      for (const number of this.#numbers(to.register, sides.above[order])) {
        const placed = this.#added[number]!;
        const { fact } = placed;
        if (fact.kind === "apart" || --this.#left < 0) return undefined;
        if (fact.lower.kind !== "constant") {
          const rest = this.#chain(order, from, fact.lower, fact.gap === 1 ? 0 : gap, left - 1);
          if (rest !== undefined) return [...rest, placed];
          continue;
        }
        if (numberOf(order, from.value) + gap <= numberOf(order, fact.lower.value) + fact.gap) return [placed];
      }
      return undefined;
    }
    for (const number of this.#numbers(from.register, sides.below[order])) {
      const placed = this.#added[number]!;
      const { fact } = placed;
      if (fact.kind === "apart" || --this.#left < 0) return undefined;
      const rest = this.#chain(order, fact.upper, to, fact.gap === 1 ? 0 : gap, left - 1);
      if (rest !== undefined) return [placed, ...rest];
    }
    return undefined;
  }

  /** Why it is so, when that is because of what the two words can be by their definitions. */
  #ranges(order: Order, from: Operand, to: Operand, gap: 0 | 1): Reasons | undefined {
    const { most, fact } = this.#bounds;
    if (order === "sltu") return to.kind === "constant" && most(from) + gap <= to.value >>> 0 ? fact(from) : undefined;
    if (to.kind === "constant") {
      if (from.kind === "constant") return from.value + gap <= to.value ? none : undefined;
      return most(from) <= greatest && most(from) + gap <= to.value ? fact(from) : undefined;
    }
    return from.kind === "constant" && from.value + gap <= 0 && most(to) <= greatest ? fact(to) : undefined;
  }
}

/** The numbers of two ascending lists, ascending. */
function merged(one: readonly number[], other: readonly number[]): readonly number[] {
  if (one.length === 0) return other;
  return other.length === 0 ? one : [...one, ...other].sort((a, b) => a - b);
}

/** Visit what a fact says of which value. */
function eachKey(fact: SsaFact, visit: (key: number) => void): void {
  const { lower, upper } = fact;
  const [below, above] =
    fact.kind === "apart" ? [sides.apart, sides.apart] : [sides.below[fact.order], sides.above[fact.order]];
  if (lower.kind === "register") visit(lower.register * numberOfSides + below);
  if (upper.kind === "register") visit(upper.register * numberOfSides + above);
}

const zero: Operand = { kind: "constant", value: 0 };

const opposite: Readonly<Record<Comparison, Comparison>> = {
  eq: "ne",
  ne: "eq",
  lt: "ge",
  ge: "lt",
  ltu: "geu",
  geu: "ltu",
};

function numberOf(order: Order, value: number): number {
  return order === "slt" ? value : value >>> 0;
}

/** What a comparison says when it holds, or does not; undefined where that is no fact. */
export function factOf(comparison: Comparison, left: Operand, right: Operand, holds: boolean): SsaFact | undefined {
  const is = holds ? comparison : opposite[comparison];
  switch (is) {
    case "lt":
      return { kind: "order", order: "slt", lower: left, upper: right, gap: 1 };
    case "ge":
      return { kind: "order", order: "slt", lower: right, upper: left, gap: 0 };
    case "ltu":
      return { kind: "order", order: "sltu", lower: left, upper: right, gap: 1 };
    case "geu":
      return { kind: "order", order: "sltu", lower: right, upper: left, gap: 0 };
    case "ne":
      return { kind: "apart", lower: left, upper: right };
    case "eq":
      return undefined;
  }
}

/** What a result is at most, and the operands because of whose bounds. */
interface Limit {
  readonly most: number;
  readonly from: readonly Operand[];
}

/** The most that the result of an instruction can be as an unsigned number; the operands' are known. */
export function limitOfResult(instruction: FlowInstruction, mostOf: (operand: Operand) => number): Limit {
  const anything = 2 ** 32 - 1;
  const always = (most: number): Limit => ({ most, from: [] });
  switch (instruction.op) {
    case "operate": {
      const { operation, left, right } = instruction;
      const [a, b] = [mostOf(left), mostOf(right)];
      switch (operation) {
        case "and":
          return a < b ? { most: a, from: [left] } : { most: b, from: [right] };
        case "srl":
          return { most: right.kind === "constant" ? a >>> (right.value & 31) : a, from: [left] };
        case "slt":
        case "sltu":
          return always(1);
        case "add":
          return { most: Math.min(a + b, anything), from: [left, right] };
        default:
          return always(anything);
      }
    }
    case "length":
      return always(greatest);
    case "load_element":
      return always(instruction.element === "int" ? anything : instruction.element === "byte" ? 255 : 1);
    default:
      return always(anything);
  }
}
