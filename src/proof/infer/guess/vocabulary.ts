/**
 * What words may be called where a way of the source ended: each global that the source may still read has a name, the length of each array that is
 * one of these or a value, what the function's text computes, and sums of few parts. An optimiser keeps such words in registers, and values of the
 * source are nowhere as they are such words.
 */

import type { SourceTerm, SourceValue } from "../../certificate/claims.ts";
import { apply, constant, isValue, leavesOf, valueName } from "../source-terms.ts";
import { isKnown } from "./prints.ts";
import { printOfTerm, type Spoken } from "./terms.ts";

/** A term, and its print. */
interface Named {
  readonly term: SourceTerm;
  readonly word: number;
}

/** Of which values a term must not speak. */
export type Except = (value: SourceValue) => boolean;

/** A sum's constant part is less than this, or two words are near each other by chance. */
const furthest = 4096;
/** The most parts that sums are made of, where all of the text is looked at and where not. */
const mostParts = { few: 24, many: 60 };
/** How often a part is in a sum, besides once. */
const factors = [4, 2, -1, 8];

/** The words that have names. */
export class Vocabulary {
  readonly #spoken: Spoken;
  readonly #values: readonly SourceValue[];
  readonly #globals: ReadonlySet<number>;
  readonly #text: () => readonly SourceTerm[];
  readonly #elements: () => readonly SourceTerm[];
  readonly #mostParts: number;
  #lengths: readonly Named[] | undefined;
  #ofGlobals: readonly Named[] | undefined;
  #ofText: readonly Named[] | undefined;
  #ofElements: readonly Named[] | undefined;
  #ofValues: readonly Named[] | undefined;
  #parts: readonly Named[] | undefined;

  /** Of these values, and globals: of none where a callee may have changed them. `text`: what the function's text computes; `elements`: what it reads of arrays. */
  constructor(
    spoken: Spoken,
    values: readonly SourceValue[],
    globals: ReadonlySet<number>,
    text: () => readonly SourceTerm[],
    elements: () => readonly SourceTerm[],
    parts: keyof typeof mostParts,
  ) {
    this.#spoken = spoken;
    this.#values = values;
    this.#globals = globals;
    this.#text = text;
    this.#elements = elements;
    this.#mostParts = mostParts[parts];
  }

  /** The term that a word is, which does not speak of these values. */
  termOf(word: number, except?: Except): SourceTerm | undefined {
    const { prints } = this.#spoken;
    const settled = prints.settled(word);
    return (
      this.simpleTermOf(word) ??
      (isKnown(settled) ? constant(settled) : undefined) ??
      among(this.#namedInText(), word, except) ??
      this.#settledAs(settled, except) ??
      this.#sum(settled, except) ??
      among(this.#namedElements(), word, except)
    );
  }

  /** The length or the global that a word is, whatever else was found to be the same. */
  simpleTermOf(word: number): SourceTerm | undefined {
    return isKnown(word) ? undefined : (among(this.#namedGlobals(), word) ?? among(this.#namedLengths(), word));
  }

  /** The term that a word is which goes on with a variable so many times: a constant now, or what is no constant. */
  steppedTermOf(word: number, value: SourceValue, now: number, factor: number): SourceTerm | undefined {
    const term = factor === 1 ? value : apply("mul", value, constant(factor));
    const { prints } = this.#spoken;
    const rest = prints.sub(word, Math.imul(now, factor));
    if (isKnown(rest)) return plus(term, rest);
    const isIt = isThis(value);
    const found = among(this.#namedValues(), rest, isIt) ?? this.termOf(rest, isIt);
    return found && apply("add", found, term);
  }

  /** Is a term a word? */
  is(term: SourceTerm, word: number): boolean {
    const there = printOfTerm(term, this.#spoken);
    return there !== undefined && this.#spoken.prints.isSame(there, word);
  }

  #namedValues(): readonly Named[] {
    this.#ofValues ??= this.#named(this.#values);
    return this.#ofValues;
  }

  #namedLengths(): readonly Named[] {
    this.#lengths ??= this.#named(
      [...this.#globalTerms(), ...this.#values].map((array): SourceTerm => ({ kind: "length", array })),
    );
    return this.#lengths;
  }

  #namedGlobals(): readonly Named[] {
    this.#ofGlobals ??= this.#named(this.#globalTerms());
    return this.#ofGlobals;
  }

  #namedInText(): readonly Named[] {
    this.#ofText ??= this.#named(this.#text().filter(this.#isThere));
    return this.#ofText;
  }

  #namedElements(): readonly Named[] {
    this.#ofElements ??= this.#named(this.#elements().filter(this.#isThere));
    return this.#ofElements;
  }

  /** Does a term speak of nothing but these values and globals? */
  readonly #isThere = (term: SourceTerm): boolean =>
    leavesOf(term).every((leaf) =>
      isValue(leaf)
        ? this.#values.some((value) => valueName(value) === valueName(leaf))
        : leaf.kind !== "global" || this.#globals.has(leaf.index),
    );

  /** What sums are made of. */
  #namedParts(): readonly Named[] {
    this.#parts ??= [
      ...this.#namedValues(),
      ...this.#namedLengths(),
      ...this.#namedGlobals(),
      ...this.#namedInText(),
    ].slice(0, this.#mostParts);
    return this.#parts;
  }

  #globalTerms(): readonly SourceTerm[] {
    return Array.from(this.#globals, (index): SourceTerm => ({ kind: "global", index }));
  }

  #named(terms: readonly SourceTerm[]): readonly Named[] {
    return terms.flatMap((term) => {
      const word = printOfTerm(term, this.#spoken);
      return word === undefined || isKnown(word) ? [] : [{ term, word }];
    });
  }

  /** The term of which it was found that it is the word. */
  #settledAs(settled: number, except: Except | undefined): SourceTerm | undefined {
    const { prints } = this.#spoken;
    if (prints.mark === 0) return undefined;
    for (const all of [this.#namedGlobals(), this.#namedLengths(), this.#namedInText()])
      for (const { term, word } of all)
        if (prints.settled(word) === settled && !speaksOfExcepted(term, except)) return term;
    return undefined;
  }

  /** The sum of few parts that a word is. */
  #sum(sum: number, except: Except | undefined): SourceTerm | undefined {
    const parts = this.#namedParts().filter(({ term }) => !speaksOfExcepted(term, except));
    for (const { term, word } of parts) {
      const rest = ((sum | 0) - (word | 0)) | 0;
      if (near(rest)) return plus(term, rest);
    }
    return nearest(multiplesNear(sum, parts)) ?? nearest(sumsNear(sum, parts));
  }
}

/** A term that is a word but for a constant. */
type Near = readonly [term: SourceTerm, rest: number];

function near(rest: number): boolean {
  return Math.abs(rest) < furthest;
}

function* multiplesNear(sum: number, parts: readonly Named[]): Generator<Near> {
  for (const { term, word } of parts)
    for (const factor of factors) {
      const rest = ((sum | 0) - Math.imul(factor, word | 0)) | 0;
      if (near(rest)) yield [times(term, factor), rest];
    }
}

function* sumsNear(sum: number, parts: readonly Named[]): Generator<Near> {
  for (const { term, word } of parts)
    for (const other of parts)
      for (const factor of [1, ...factors]) {
        const rest = ((sum | 0) - (word | 0) - Math.imul(factor, other.word | 0)) | 0;
        if (near(rest) && other.term !== term)
          yield [factor === -1 ? apply("sub", term, other.term) : apply("add", term, times(other.term, factor)), rest];
      }
}

/** The first that is the word itself, or else the first: of two variables that are stepped together, one may be left behind. */
function nearest(all: Iterable<Near>): SourceTerm | undefined {
  let first: Near | undefined;
  for (const one of all) {
    if (one[1] === 0) return one[0];
    first ??= one;
  }
  return first && plus(...first);
}

function among(all: readonly Named[], word: number, except?: Except): SourceTerm | undefined {
  return all.find((one) => one.word === word && !speaksOfExcepted(one.term, except))?.term;
}

/** Does a term speak of a value of which it must not? */
export function speaksOfExcepted(term: SourceTerm, except: Except | undefined): boolean {
  return except !== undefined && leavesOf(term).some((leaf) => isValue(leaf) && except(leaf));
}

/** Is a value this one? */
export function isThis(value: SourceValue): Except {
  return (other) => valueName(other) === valueName(value);
}

function plus(term: SourceTerm, rest: number): SourceTerm {
  return rest === 0 ? term : apply("add", term, constant(rest));
}

function times(term: SourceTerm, factor: number): SourceTerm {
  if (factor === 1) return term;
  return factor < 0 ? apply("mul", term, constant(factor)) : apply("sll", term, constant(Math.log2(factor)));
}
