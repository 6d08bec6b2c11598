/**
 * Words as fingerprints: what is not known has a number by chance, and operations compute with these numbers. Two words that are always the same
 * have the same print; two that are not have it so rarely that a guess may rest on it. There are no laws to be looked for, so it costs next to nothing.
 *
 * A word that is known is itself. A print is larger than any word: above its 32 bits it says whether it is that of any word, of a byte, or of a
 * condition. A condition that is not known is no word that can be computed: it is named after what it compares, and its last bit turns it around.
 */

import { int32, type Words } from "../../../core/word.ts";
import type { Fact } from "../../certificate/claims.ts";
import type { Following, Reasons } from "./following.ts";
import { above, ofByte, ofCondition } from "./print-kinds.ts";

/** The names of comparisons. */
const signed = 1;
const unsigned = 2;
const same = 3;

const nothing: Reasons = [];

/** A word that is shifted so far left has enough bits left to be told from others. */
const mostShifted = 16;

/** Is a word known? */
export function isKnown(word: number): boolean {
  return word < above;
}

/** Which of two ways is taken where a condition is not known, by its name: one for each side, which goes the ways one after the other. */
export type Choose = (name: number) => boolean;

/** That a condition is known which is asked for, and the facts because of which it is. */
export type Notice = (condition: number, why: Reasons) => void;

/** Fingerprints, under what was decided on one path. */
export class Prints implements Words<number> {
  #count = 0;
  /** What follows from what was decided, where that is asked for. */
  #following: Following | undefined;
  /** Why a condition is known, where that is because of a fact; and how many steps followed from what was decided before. */
  readonly #why = new Map<number, Reasons>();
  readonly #sizes: number[] = [];
  /** What was decided of conditions, of each as it is when its last bit is 0; and in which order. */
  readonly #decided = new Map<number, boolean>();
  readonly #order: number[] = [];
  /** The two words of a difference, or of an exclusive or: where it is 0, these are the same. */
  readonly #differences = new Map<number, readonly [number, number]>();
  /** What was found to be the same on the path: of two words the first stands for the other. */
  readonly #same = new Map<number, number>();
  /** The words of which a condition says that they are the same. */
  readonly #compared = new Map<number, readonly [number, number]>();
  /** What was chosen, of what was decided. */
  readonly #chosen = new Set<number>();
  // These functions get a name before they are put here: one that is written where it is assigned to a property V8 makes in its old space, and all that it
  // speaks of outlives many collections of garbage with it.
  /** What is not known and was decided by nobody yet. */
  choose: Choose = () => true;
  /** Who is told of each look at what was chosen before. */
  looked: ((name: number) => void) | undefined;
  /** Is told of what is known where it is to be decided, if it is asked for what follows. */
  notice: Notice = () => undefined;

  constructor(following?: Following) {
    this.#following = following;
  }

  /** Is it asked for what follows from what was decided? */
  get concludes(): boolean {
    return this.#following !== undefined;
  }

  /** From now on it is. Nothing is decided then. */
  conclude(following: Following): void {
    this.takeBackTo(0);
    this.#following = following;
  }

  /** A word of which nothing is known. */
  fresh(kind: "word" | "byte" | "condition" = "word"): number {
    return printOf(kind, mix(this.#count++, 0, 7));
  }

  /** How much was decided. */
  get mark(): number {
    return this.#order.length;
  }

  /** Nothing is decided any more that was decided after a mark. */
  takeBackTo(mark: number): void {
    while (this.#order.length > mark) {
      const name = this.#order.pop()!;
      this.#decided.delete(name);
      this.#chosen.delete(name);
      if (this.#following !== undefined) {
        this.#why.delete(name);
        this.#following.backTo(this.#sizes.pop()!);
      }
      const words = this.#same.size === 0 ? undefined : this.#compared.get(name);
      if (words !== undefined) this.#same.delete(words[1]);
    }
  }

  constant(value: number): number {
    return value | 0;
  }

  add(a: number, b: number): number {
    if (a === 0) return b;
    if (b === 0) return a;
    const sum = made(a, b, (a + b) | 0);
    if (this.#following !== undefined) this.#limitSum(sum, this.#following.boundOf(a), this.#following.boundOf(b));
    return sum;
  }

  sub(a: number, b: number): number {
    if (b === 0) return a;
    if (a === b) return 0;
    const difference = made(a, b, ((a | 0) - (b | 0)) | 0);
    if (!isKnown(difference)) this.#differences.set(difference, [a, b]);
    return difference;
  }

  mul(a: number, b: number): number {
    if (a === 0 || b === 0) return 0;
    if (a === 1) return b;
    return b === 1 ? a : made(a, b, Math.imul(a, b));
  }

  mulh(a: number, b: number): number {
    return made(a, b, int32.mulh(a | 0, b | 0));
  }

  mulhsu(a: number, b: number): number {
    return made(a, b, int32.mulhsu(a | 0, b | 0));
  }

  mulhu(a: number, b: number): number {
    return made(a, b, int32.mulhu(a | 0, b | 0));
  }

  div(a: number, b: number): number {
    if (b === 1) return a;
    return isKnown(a) && isKnown(b) ? int32.div(a, b) : named(a, b, 4);
  }

  divu(a: number, b: number): number {
    if (b === 1) return a;
    return isKnown(a) && isKnown(b) ? int32.divu(a, b) : named(a, b, 5);
  }

  rem(a: number, b: number): number {
    return isKnown(a) && isKnown(b) ? int32.rem(a, b) : named(a, b, 6);
  }

  remu(a: number, b: number): number {
    return isKnown(a) && isKnown(b) ? int32.remu(a, b) : named(a, b, 8);
  }

  /** What loses bits would be the same for different words too often: so it is named, here and below. */
  and(a: number, b: number): number {
    if (a === b || b === -1) return a;
    if (a === 0 || b === 0) return 0;
    if (a === -1 || (a === 255 && isSmall(b))) return b;
    if ((b === 255 && isSmall(a)) || (b === 1 && a >= ofCondition)) return a;
    if (isKnown(a) && isKnown(b)) return a & b;
    const both = named(Math.min(a, b), Math.max(a, b), 10);
    if (this.#following !== undefined) this.#limit(both, this.#following.boundOf(a), this.#following.boundOf(b));
    return both;
  }

  or(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    return isKnown(a) && isKnown(b) ? a | b : named(Math.min(a, b), Math.max(a, b), 11);
  }

  xor(a: number, b: number): number {
    if (b === 0) return a;
    if (a === 0) return b;
    if (a === b) return 0;
    if (b === 1 && a >= ofCondition) return not(a);
    const difference = made(a, b, a ^ b);
    if (!isKnown(difference)) this.#differences.set(difference, [a, b]);
    return difference;
  }

  sll(a: number, b: number): number {
    if (a === 0 || b === 0) return a;
    return isKnown(b) && (isKnown(a) || b <= mostShifted) ? made(a, b, a << b) : named(a, b, 12);
  }

  srl(a: number, b: number): number {
    if (a === 0 || b === 0) return a;
    if (isKnown(a) && isKnown(b)) return (a >>> b) | 0;
    const shifted = named(a, b, 13);
    if (isKnown(b) && (b & 31) !== 0) this.#following?.bound(shifted, 2 ** (32 - (b & 31)) - 1);
    return shifted;
  }

  sra(a: number, b: number): number {
    if (a === 0 || b === 0) return a;
    return isKnown(a) && isKnown(b) ? a >> b : named(a, b, 14);
  }

  slt(a: number, b: number): number {
    if (a === b) return 0;
    if (isKnown(b)) {
      if (isKnown(a)) return a < b ? 1 : 0;
      // x < c, and not c − 1 < x
      return b === -(2 ** 31) ? 0 : not(this.slt(b - 1, a));
    }
    return this.#compares(a, b, signed);
  }

  sltu(a: number, b: number): number {
    if (a === b || b === 0) return 0;
    if (a === 0) return not(this.equal(b, 0));
    if (isKnown(b)) {
      if (isKnown(a)) return a >>> 0 < b >>> 0 ? 1 : 0;
      return not(this.sltu((b - 1) | 0, a));
    }
    return this.#compares(a, b, unsigned);
  }

  equal(a: number, b: number): number {
    const parts = b === 0 ? this.#differences.get(a) : a === 0 ? this.#differences.get(b) : undefined;
    return parts === undefined ? this.#equal(a, b) : this.#equal(parts[0], parts[1]);
  }

  #equal(a: number, b: number): number {
    if (a === b) return 1;
    if (isKnown(a)) return isKnown(b) ? 0 : this.#equal(b, a);
    if (isKnown(b) && a >= ofCondition && (b === 0 || b === 1)) return b === 1 ? a : not(a);
    const [first, second] = a < b ? [a, b] : [b, a];
    const difference = ((first | 0) - (second | 0)) | 0;
    const condition = conditionOf(Math.min(difference, -difference | 0), 0, same);
    // What is less is not the same; but what was decided itself keeps its name, by which it is known who looks at it.
    const mayFollow = this.#following === undefined && this.#order.length > 0 && !this.#decided.has(condition);
    if (mayFollow && (this.#isLess(a, b) || this.#isLess(b, a))) return 0;
    this.#compared.set(condition, [first, second]);
    this.#following?.note(condition, { order: "equal", left: first, right: second });
    return condition;
  }

  #isLess(a: number, b: number): boolean {
    for (const name of [signed, unsigned]) {
      const condition = isKnown(b) ? not(conditionOf(b - 1, a, name)) : conditionOf(a, b, name);
      if (this.known(condition) === true) return true;
    }
    return false;
  }

  #compares(a: number, b: number, name: typeof signed | typeof unsigned): number {
    const condition = conditionOf(a, b, name);
    this.#following?.note(condition, { order: name === signed ? "slt" : "sltu", left: a, right: b });
    return condition;
  }

  /** A word is at most what one of these is. */
  #limit(word: number, one: number | undefined, other: number | undefined): void {
    if (one !== undefined || other !== undefined) this.#following?.bound(word, Math.min(one ?? above, other ?? above));
  }

  #limitSum(word: number, one: number | undefined, other: number | undefined): void {
    if (one !== undefined && other !== undefined && one + other < 2 ** 31) this.#following?.bound(word, one + other);
  }

  /** A word is the length of an array. */
  isLength(word: number): void {
    this.#following?.bound(word, 2 ** 31 - 1);
  }

  decide(condition: number): boolean {
    const known = this.#following === undefined ? this.look(condition) : this.#followed(condition);
    if (known !== undefined) return known;
    const name = nameOf(this.#asCondition(condition));
    const answer = this.choose(name);
    this.assume(condition, answer);
    this.#chosen.add(name);
    return answer;
  }

  /** Is a condition true, as far as that is known, for one side that goes by it? */
  look(word: number): boolean | undefined {
    const condition = this.#asCondition(word);
    if (!isKnown(condition) && this.looked !== undefined) {
      const name = nameOf(condition);
      if (this.#chosen.has(name)) this.looked(name);
    }
    return this.known(condition);
  }

  #followed(word: number): boolean | undefined {
    this.look(word);
    const explained = this.explained(word);
    if (explained === undefined) return undefined;
    const condition = this.#asCondition(word);
    if (!isKnown(condition)) this.notice(nameOf(condition), explained.why);
    if (this.known(condition) === undefined) this.assume(condition, explained.holds);
    return explained.holds;
  }

  /** Is a condition true, as far as that is known? */
  known(word: number): boolean | undefined {
    const condition = this.#asCondition(word);
    if (isKnown(condition)) return condition !== 0;
    const isTurned = (condition & 1) === 1;
    const decided = this.#decided.get(nameOf(condition));
    return decided === undefined ? undefined : decided !== isTurned;
  }

  /** Is a condition true, and because of which facts? As far as it is known, or follows. */
  explained(word: number): { readonly holds: boolean; readonly why: Reasons } | undefined {
    const condition = this.#asCondition(word);
    const known = this.known(condition);
    const name = nameOf(condition);
    if (known !== undefined) return { holds: known, why: this.#why.get(name) ?? nothing };
    const follows = this.#following?.follows(name);
    return follows && { holds: follows.holds === (name === condition), why: follows.why };
  }

  /** A condition holds at a cut point, or does not. */
  rely(word: number, fact: Fact): void {
    if (this.known(word) === undefined) this.assume(word, fact.holds, [fact]);
  }

  /** From here on a condition holds, or does not. */
  assume(word: number, holds: boolean, why = nothing): void {
    const condition = this.#asCondition(word);
    if (isKnown(condition)) return;
    const isTurned = (condition & 1) === 1;
    const name = nameOf(condition);
    this.#decided.set(name, holds !== isTurned);
    this.#order.push(name);
    if (this.#following !== undefined) {
      if (why.length > 0) this.#why.set(name, why);
      this.#sizes.push(this.#following.size);
      this.#following.add(name, holds !== isTurned, why);
    }
    const words = holds === isTurned ? undefined : this.#compared.get(name);
    if (words !== undefined) this.#same.set(words[1], words[0]);
  }

  #asCondition(word: number): number {
    return isKnown(word) || word >= ofCondition ? word : not(this.equal(word, 0));
  }

  /** Were words found to be the same that have other prints? */
  get knowsSame(): boolean {
    return this.#same.size > 0;
  }

  /** The word itself, or what was decided of it. */
  settled(word: number): number {
    const first = this.#same.size === 0 ? word : this.#firstOf(word);
    if (first < ofCondition) return first;
    const known = this.known(first);
    return known === undefined ? first : known ? 1 : 0;
  }

  /** Each of these words, or what was decided of it. */
  allSettled(words: readonly number[]): readonly number[] {
    return this.#order.length === 0 ? words : words.map((word) => this.settled(word));
  }

  /** The word that stands for all that were found to be the same. */
  #firstOf(word: number): number {
    const parts = this.#differences.get(word);
    if (parts !== undefined && this.#standsFor(parts[0]) === this.#standsFor(parts[1])) return 0;
    return this.#standsFor(word);
  }

  #standsFor(word: number): number {
    let first = word;
    for (let other = this.#same.get(first); other !== undefined; other = this.#same.get(first)) first = other;
    return first;
  }

  /** Are two words the same, as far as prints tell? */
  isSame(a: number, b: number): boolean {
    return a === b || this.settled(a) === this.settled(b);
  }

  /** What memory has at an address where nobody wrote, since a time. */
  initial(address: number, kind: "word" | "byte" | "condition", time: number): number {
    return printOf(kind, mix(address, time, 9));
  }
}

function printOf(kind: "word" | "byte" | "condition", bits: number): number {
  return (bits >>> 0) + (kind === "word" ? above : kind === "byte" ? ofByte : ofCondition);
}

/** Is it the print of a byte, or of a condition? */
function isSmall(word: number): boolean {
  return word >= ofByte;
}

/** A word that was made of two. */
function made(a: number, b: number, low: number): number {
  return isKnown(a) && isKnown(b) ? low | 0 : above + (low >>> 0);
}

/** A word of which nothing is known but of which two it was made, and how. */
function named(a: number, b: number, name: number): number {
  return above + (mix(a, b, name) >>> 0);
}

/** A condition of which nothing is known but what it compares. */
function conditionOf(a: number, b: number, name: number): number {
  return ofCondition + ((mix(a, b, name) & -2) >>> 0);
}

/** A condition as it is when its last bit is 0. */
function nameOf(condition: number): number {
  return (condition & 1) === 1 ? condition - 1 : condition;
}

/** The opposite of a condition. */
function not(condition: number): number {
  if (isKnown(condition)) return condition === 0 ? 1 : 0;
  return (condition & 1) === 1 ? condition - 1 : condition + 1;
}

/** Bits that depend on all of these. */
function mix(a: number, b: number, name: number): number {
  let bits = Math.imul(a ^ (a / above), 0x9e37_79b1) ^ Math.imul(name, 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b_3c6d);
  bits ^= Math.imul(b ^ (b / above), 0x27d4_eb2f);
  bits = Math.imul(bits ^ (bits >>> 13), 0x297a_2d39);
  return bits ^ (bits >>> 16);
}
