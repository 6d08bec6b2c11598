/**
 * What a certificate may say of places and of values that are computed: it speaks of no value that is computed itself.
 */

import { mostTermNodes, type SourceTerm, type SourceValue } from "../../certificate/claims.ts";
import { isValue, leavesOf, nodesOf, valueName, withLeaves } from "../source-terms.ts";

/** Terms by numbers: of places, or of values. */
export type Terms = readonly (readonly [number: number, term: SourceTerm])[];

/** A value may be computed from one that is computed itself, and so on, so often: arguments are handed on through calls that are inlined. */
const deepest = 3;

/** Terms are over what is not computed: of what is, over what it is computed from. */
export function sound(
  terms: Terms,
  computed: Terms,
  values: readonly SourceValue[],
): { readonly terms: Terms; readonly computed: Terms } {
  if (computed.length === 0) return { terms, computed };
  const computedAs = new Map(computed.map(([i, term]) => [valueName(values[i]!), term]));
  const termOf = (leaf: SourceTerm): SourceTerm | undefined =>
    isValue(leaf) ? computedAs.get(valueName(leaf)) : undefined;
  const isSound = (term: SourceTerm): boolean => leavesOf(term).every((leaf) => termOf(leaf) === undefined);
  const soundly = (term: SourceTerm): SourceTerm | undefined => {
    let other: SourceTerm | undefined = term;
    for (let depth = 0; depth < deepest; depth++) {
      other = withLeaves(other, (leaf) => termOf(leaf) ?? leaf);
      if (other === undefined || nodesOf(other) > mostTermNodes) return undefined;
      if (isSound(other)) return other;
    }
    return undefined;
  };
  const over = (all: Terms): Terms => {
    if (all.every(([, term]) => isSound(term))) return all;
    return all.flatMap(([number, term]) => {
      const one = isSound(term) ? term : soundly(term);
      return one === undefined ? [] : [[number, one] as const];
    });
  };
  return { terms: over(terms), computed: over(computed) };
}
