/**
 * Values said in other words than by a place. Where the machine does not read the place of a value any more, it goes on with something else: with what the
 * value is computed from, or with what is computed of it. And what it computes of values may outlive the variable to which the source assigns it.
 */

import type { SourceTerm, SourceValue } from "../../certificate/claims.ts";
import { isValue, leavesOf, speaksOf, valueName } from "../source-terms.ts";
import type { Change } from "./changes.ts";
import { isKnown } from "./prints.ts";
import { sound, type Terms } from "./sound.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What places hold besides values, and what values are computed from. */
interface Named {
  readonly terms: Terms;
  readonly computed: Terms;
}

/** The values, and what is known of them. */
interface Values {
  readonly values: readonly SourceValue[];
  readonly words: readonly number[];
  readonly vocabulary: () => Vocabulary;
  /** Before a loop: what it does with a value. */
  readonly changeOf: ((value: SourceValue) => Change | undefined) | undefined;
  /** What a value is computed from that is assigned once. */
  readonly definitionOf: (value: SourceValue) => SourceTerm | undefined;
}

/**
 * What was found of places and values, with that; undefined where there are no other words for anything. `isThere`: does the machine go on with what is in
 * a place?
 */
export function inOtherWords(
  places: readonly (readonly number[])[],
  { terms: termsBefore, computed: computedBefore }: Named,
  { values, words, vocabulary, changeOf, definitionOf }: Values,
  isThere: (place: number) => boolean,
): Named | undefined {
  const computed = new Map(computedBefore);
  const terms = new Map(termsBefore);
  const said = new Set<number>();
  const say = (i: number, term: SourceTerm): void => {
    said.add(i);
    computed.set(i, term);
    for (const place of places[i]!) terms.set(place, term);
  };
  const changes = (value: SourceValue): boolean => changeOf?.(value) !== undefined;
  const mayBe = (i: number): boolean => !computed.has(i) && !isKnown(words[i]!) && !changes(values[i]!);
  const idle = new Set(values.filter((_, i) => mayBe(i) && !places[i]!.some(isThere)).map(valueName));
  // What is read is what the text assigns, of values that need be nowhere then.
  for (const [i, value] of values.entries()) {
    if (!mayBe(i) || idle.has(valueName(value))) continue;
    const term = definitionOf(value);
    if (term === undefined || !vocabulary().is(term, words[i]!)) continue;
    const leaves = leavesOf(term).filter(isValue);
    if (leaves.length === 0 || leaves.some(changes)) continue;
    say(i, term);
    for (const leaf of leaves) {
      idle.delete(valueName(leaf));
      // It may have been computed from this.
      const number = values.findIndex((one) => valueName(one) === valueName(leaf));
      const before = computed.get(number);
      if (before !== undefined && speaksOf(before, valueName(value))) computed.delete(number);
    }
  }
  // What is not read is computed from what is.
  const isLost = (value: SourceValue): boolean => idle.has(valueName(value)) || changes(value);
  for (const [i, value] of values.entries()) {
    const term = idle.has(valueName(value)) ? vocabulary().termOf(words[i]!, isLost) : undefined;
    if (term === undefined || term.kind === "constant") continue;
    say(i, term);
    idle.delete(valueName(value));
  }
  return said.size === 0 ? undefined : sound([...terms], [...computed], values);
}
