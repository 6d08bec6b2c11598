/**
 * What words may be called where a way of the source ended: of each value and each global that the source may still read its word, and of each
 * array that is one of these its length. An optimiser keeps such words in registers, and values of the source are nowhere as they are such words.
 */

import type { SourceTerm, SourceValue } from "../../certificate/claims.ts";
import { isKnown } from "./prints.ts";
import { printOfTerm, type Spoken } from "./terms.ts";

/** The words that have names. */
export class Vocabulary {
  readonly spoken: Spoken;
  readonly #values: readonly SourceValue[];
  readonly #globals: Iterable<number>;
  #lengths: ReadonlyMap<number, SourceTerm> | undefined;
  #ofGlobals: ReadonlyMap<number, SourceTerm> | undefined;

  /** Of these values and globals; of no globals where a callee may have changed them. */
  constructor(spoken: Spoken, values: readonly SourceValue[], globals: Iterable<number>) {
    this.spoken = spoken;
    this.#values = values;
    this.#globals = globals;
  }

  /** The term that a word is: the length of an array, or a global. */
  termOf(word: number): SourceTerm | undefined {
    if (isKnown(word)) return { kind: "constant", value: word };
    return this.lengthOf(word) ?? this.#globalOf(word);
  }

  /** The length that a word is. */
  lengthOf(word: number): SourceTerm | undefined {
    this.#lengths ??= this.#named(
      [...this.#values, ...this.#globalTerms()].map((array): SourceTerm => ({ kind: "length", array })),
    );
    return this.#lengths.get(word);
  }

  #globalOf(word: number): SourceTerm | undefined {
    this.#ofGlobals ??= this.#named(this.#globalTerms());
    return this.#ofGlobals.get(word);
  }

  #globalTerms(): readonly SourceTerm[] {
    return Array.from(this.#globals, (index): SourceTerm => ({ kind: "global", index }));
  }

  #named(terms: readonly SourceTerm[]): ReadonlyMap<number, SourceTerm> {
    const { prints } = this.spoken;
    const named = new Map<number, SourceTerm>();
    for (const term of terms) {
      const word = printOfTerm(term, this.spoken);
      const settled = word === undefined ? undefined : prints.settled(word);
      if (settled !== undefined && !isKnown(settled) && !named.has(settled)) named.set(settled, term);
    }
    return named;
  }

  /** Is a term a word? */
  is(term: SourceTerm, word: number): boolean {
    const there = printOfTerm(term, this.spoken);
    return there !== undefined && this.spoken.prints.isSame(there, word);
  }
}
