/**
 * What follows from comparisons of prints, as an optimiser concludes it that leaves out a check: chains of what is less, read as signed numbers, where the
 * same word may come with another constant, and bounds. It is a search that ends soon, and concludes less than the checker does from the same.
 */

import type { Fact } from "../../certificate/claims.ts";
import { above, boundOfKind } from "./print-kinds.ts";

/** The facts that something rests on; those of the path itself are not among them. */
export type Reasons = readonly Fact[];

/** What two words a condition compares, and how. */
export interface Compared {
  readonly order: "slt" | "sltu" | "equal";
  readonly left: number;
  readonly right: number;
}

/** The number of `lower` in the order, and `gap`, is at most that of `upper`. */
interface Step {
  readonly order: "slt" | "sltu";
  readonly lower: number;
  readonly upper: number;
  readonly gap: 0 | 1;
  readonly why: Reasons;
}

/** Two words are not the same. */
interface Apart {
  readonly one: number;
  readonly other: number;
  readonly why: Reasons;
  /** How many steps were known before. */
  readonly before: number;
}

/** A number that a word is at least, or at most. */
interface Limit {
  readonly value: number;
  readonly why: Reasons;
}

const [least, most] = [-(2 ** 31), 2 ** 31 - 1];
/** Two prints that are as close are those of one word and constants. */
const closest = 256;
/** So many comparisons are in a chain, and so many words between a word and its bound. */
const longestChain = 3;
const deepestLimit = 3;
/** So many comparisons are looked at for one question. */
const mostLooks = 1000;

const none: Reasons = [];

/** How much larger one word is than another, where they differ by a small constant. */
function distance(from: number, to: number): number | undefined {
  if (from < above || to < above) return from < above && to < above ? to - from : undefined;
  const apart = ((to | 0) - (from | 0)) | 0;
  return Math.abs(apart) <= closest ? apart : undefined;
}

/** Are two words others, moved by the same constant? */
function isMoved(from: number, to: number, other: number, otherTo: number): boolean {
  const [one, two] = [distance(from, to), distance(other, otherTo)];
  return one !== undefined && two !== undefined && (one | 0) === (two | 0);
}

/** The comparisons that are known on a path, and what follows from them. */
export class Following {
  readonly #compared = new Map<number, Compared>();
  readonly #bounds = new Map<number, number>();
  readonly #steps: Step[] = [];
  readonly #apart: Apart[] = [];
  #looks = 0;

  /** What a condition compares, by its name. */
  note(name: number, compared: Compared): void {
    this.#compared.set(name, compared);
  }

  /** A word is always at least 0, and at most that. */
  bound(word: number, greatest: number): void {
    if (word >= above && greatest < (this.boundOf(word) ?? above)) this.#bounds.set(word, greatest);
  }

  /** The most that a word always is, where it is never negative. */
  boundOf(word: number): number | undefined {
    if (word < above) return word >= 0 ? word : undefined;
    return this.#bounds.get(word) ?? boundOfKind(word);
  }

  /** How much is known. */
  get size(): number {
    return this.#steps.length + this.#apart.length;
  }

  /** Forget what was added since. */
  backTo(size: number): void {
    let left = this.size - size;
    for (; left > 0; left--)
      if ((this.#apart.at(-1)?.before ?? -1) === this.#steps.length) this.#apart.pop();
      else this.#steps.pop();
  }

  /** From here on a condition holds, or does not, because of these facts. */
  add(name: number, holds: boolean, why: Reasons): void {
    const compared = this.#compared.get(name);
    if (compared === undefined) return;
    const { order, left, right } = compared;
    if (order !== "equal") {
      const [lower, upper] = holds ? [left, right] : [right, left];
      this.#steps.push({ order, lower, upper, gap: holds ? 1 : 0, why });
    } else if (holds)
      this.#steps.push(
        { order: "slt", lower: left, upper: right, gap: 0, why },
        { order: "slt", lower: right, upper: left, gap: 0, why },
      );
    else this.#apart.push({ one: left, other: right, why, before: this.#steps.length });
  }

  /** Does a condition follow, or its opposite? */
  follows(name: number): { readonly holds: boolean; readonly why: Reasons } | undefined {
    const compared = this.#compared.get(name);
    if (compared === undefined || this.#steps.length + this.#bounds.size === 0) return undefined;
    this.#looks = 0;
    const yes = this.#holds(compared);
    if (yes !== undefined) return { holds: true, why: yes };
    const no = this.#fails(compared);
    return no && { holds: false, why: no };
  }

  #holds({ order, left, right }: Compared): Reasons | undefined {
    switch (order) {
      case "slt":
        return this.#isLess(left, right);
      case "sltu":
        return this.#both(this.#natural(left), () => this.#isLess(left, right));
      case "equal":
        return this.#both(this.#below(left, right, 0), () => this.#below(right, left, 0));
    }
  }

  #fails({ order, left, right }: Compared): Reasons | undefined {
    switch (order) {
      case "slt":
        return this.#below(right, left, 0);
      case "sltu":
        return this.#both(this.#natural(right), () => this.#below(right, left, 0));
      case "equal":
        return this.#below(left, right, 1) ?? this.#below(right, left, 1);
    }
  }

  #isLess(left: number, right: number): Reasons | undefined {
    return this.#below(left, right, 1) ?? this.#both(this.#areApart(left, right), () => this.#below(left, right, 0));
  }

  #areApart(one: number, other: number): Reasons | undefined {
    const found = this.#apart.find(
      (two) => isMoved(two.one, one, two.other, other) || isMoved(two.other, one, two.one, other),
    );
    return found?.why;
  }

  #both(one: Reasons | undefined, other: () => Reasons | undefined): Reasons | undefined {
    const more = one && other();
    return one && more && [...one, ...more];
  }

  #natural(word: number, depth = deepestLimit): Reasons | undefined {
    const { value, why } = this.#atLeast(word, depth);
    return value >= 0 ? why : undefined;
  }

  /** Why the number of a word, and so much more, is at most that of another. */
  #below(from: number, to: number, gap: number, depth = longestChain): Reasons | undefined {
    const apart = distance(from, to);
    if (apart !== undefined && apart >= gap) {
      const fits = this.#fits(from, apart, deepestLimit);
      if (fits !== undefined) return fits;
    }
    const [upper, lower] = [this.#atMost(from, deepestLimit), this.#atLeast(to, deepestLimit)];
    if (upper.value + gap <= lower.value) return [...upper.why, ...lower.why];
    if (depth === 0) return undefined;
    for (let i = this.#steps.length - 1; i >= 0 && this.#looks < mostLooks; i--) {
      this.#looks++;
      const step = this.#steps[i]!;
      const more = distance(step.lower, from);
      const signed = more === undefined ? undefined : this.#asSigned(step, deepestLimit);
      const fits = signed && this.#fits(step.lower, more!, deepestLimit);
      const rest = fits && this.#below(step.upper, to, gap - step.gap + more!, depth - 1);
      if (rest !== undefined) return [...signed!, ...fits!, ...rest];
    }
    return undefined;
  }

  /** Why a step is one between signed numbers. */
  #asSigned({ order, upper, why }: Step, depth: number): Reasons | undefined {
    if (order === "slt") return why;
    const natural = depth === 0 ? undefined : this.#natural(upper, depth - 1);
    return natural && [...why, ...natural];
  }

  /** Why the number of the sum of a word and a constant is the sum of the numbers. */
  #fits(word: number, constant: number, depth: number): Reasons | undefined {
    if (constant === 0) return none;
    const { value, why } = constant > 0 ? this.#atMost(word, depth) : this.#atLeast(word, depth);
    return value + constant <= most && value + constant >= least ? why : undefined;
  }

  #atLeast(word: number, depth: number): Limit {
    if (word < above) return { value: word | 0, why: none };
    let found: Limit = { value: this.boundOf(word) === undefined ? least : 0, why: none };
    for (let i = this.#steps.length - 1; depth > 0 && i >= 0 && this.#looks < mostLooks; i--) {
      this.#looks++;
      const step = this.#steps[i]!;
      const { order, lower, upper, gap } = step;
      // What is less than a natural number in the other order is natural.
      const own = order === "sltu" ? distance(lower, word) : undefined;
      if (own !== undefined && own >= 0 && own > found.value) {
        const signed = this.#asSigned(step, depth - 1);
        const fits = signed && this.#fits(lower, own, depth - 1);
        if (fits !== undefined) found = { value: own, why: [...signed!, ...fits] };
      }
      const more = distance(upper, word);
      if (more === undefined || lower === word) continue;
      const below = this.#atLeast(lower, depth - 1);
      const value = below.value + gap + more;
      if (value <= found.value || value > most) continue;
      const signed = this.#asSigned(step, depth - 1);
      const fits = signed && (more <= 0 ? none : this.#fits(upper, more, depth - 1));
      if (fits !== undefined) found = { value, why: [...below.why, ...signed!, ...fits] };
    }
    const apart = depth === 0 ? undefined : this.#areApart(word, found.value);
    return apart === undefined ? found : { value: found.value + 1, why: [...found.why, ...apart] };
  }

  #atMost(word: number, depth: number): Limit {
    if (word < above) return { value: word | 0, why: none };
    let found: Limit = { value: this.boundOf(word) ?? most, why: none };
    for (let i = this.#steps.length - 1; depth > 0 && i >= 0 && this.#looks < mostLooks; i--) {
      this.#looks++;
      const step = this.#steps[i]!;
      const { lower, upper, gap } = step;
      const more = distance(lower, word);
      if (more === undefined || upper === word) continue;
      const over = this.#atMost(upper, depth - 1);
      const value = over.value - gap + more;
      if (value >= found.value || value < least) continue;
      const signed = this.#asSigned(step, depth - 1);
      const fits = signed && (more >= 0 ? none : this.#fits(lower, more, depth - 1));
      if (fits !== undefined) found = { value, why: [...over.why, ...signed!, ...fits] };
    }
    const apart = depth === 0 ? undefined : this.#areApart(word, found.value);
    return apart === undefined ? found : { value: found.value - 1, why: [...found.why, ...apart] };
  }
}
