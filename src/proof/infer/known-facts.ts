/**
 * Which facts are known in a configuration, in the words, too, in which a certificate says them.
 */

import { elementOf } from "../../lang/syntax/types.ts";
import type { SourceTerm } from "../certificate/claims.ts";
import { isArrayOf } from "../checker/relate/owed.ts";
import type { Meaning } from "../checker/segment/meaning.ts";
import { claimedOf } from "./cut-point.ts";
import type { Found } from "./found.ts";
import type { Situation } from "./places.ts";
import type { Reading } from "./reading.ts";
import { leavesOf, termName } from "./source-terms.ts";
import { factsThatAre } from "./strongest.ts";

/**
 * Those of these facts that are known, in the words, too, in which a certificate says them with the rest that was found: what is known of a value has to
 * be known of the term that is said to be the value.
 */
export function knownOf(
  facts: Found["facts"],
  rest: Pick<Found, "pairs" | "terms" | "computed">,
  meaning: Meaning,
  situation: Situation,
): Found["facts"] {
  if (facts.size === 0) return facts;
  const { spoken } = claimedOf(rest);
  const { path } = situation;
  return factsThatAre(facts, ({ condition, holds }) => {
    const word = meaning.word(condition)?.term;
    if (word === undefined || path.known(word) !== holds || !hasArrays(meaning, situation, condition)) return false;
    const other = spoken(condition);
    const said = other && meaning.word(other)?.term;
    if (said === undefined || (said !== word && path.known(said) !== holds)) return false;
    return hasArrays(meaning, situation, other!);
  }).all;
}

/** Is a fact that is left said in other words than before, since less else was found? Then it has to be asked on all ways again. */
export function isSaidAnew(before: Found, { pairs, terms, computed, facts }: Found): boolean {
  const isLess =
    pairs.size < before.pairs.size || terms.size < before.terms.size || computed.size < before.computed.size;
  if (facts.size === 0 || !isLess) return false;
  const [then, now] = [claimedOf(before).spoken, claimedOf({ pairs, terms, computed }).spoken];
  return factsThatAre(facts, () => true).strongest.some(({ condition }) => {
    const [one, other] = [then(condition), now(condition)];
    if (other === undefined || termName(other) === termName(condition)) return false;
    return one === undefined || termName(one) !== termName(other);
  });
}

/** Is a condition known to hold, or known not to? Its arrays have to be arrays. */
export function knownIn({ meaning }: Reading, situation: Situation, condition: SourceTerm): boolean | undefined {
  const word = meaning.word(condition);
  if (word === undefined || !hasArrays(meaning, situation, condition)) return undefined;
  return situation.path.known(word.term);
}

export function hasArrays(meaning: Reading["meaning"], situation: Situation, term: SourceTerm): boolean {
  return leavesOf(term).every((leaf) => {
    const found = meaning.word(leaf);
    const element = found && elementOf(found.type);
    return found !== undefined && (element === undefined || isArrayOf(found.term, element, situation));
  });
}
