/**
 * A cut point that claims what was found at a candidate. What was found says of many values and places that they are the same; a certificate
 * says it in one way: a value is in a place, or it is the word of a term, and a term speaks of no value that is such a word itself.
 */

import {
  type Claim,
  type Computed,
  type CutPoint,
  type Fact,
  type HeldTerm,
  mostTermNodes,
  type SavedRegister,
  type SourcePoint,
  type SourceTerm,
  type SourceValue,
} from "../certificate/claims.ts";
import { factText } from "../certificate/source-term.ts";
import type { Site } from "../checker/segment/sites.ts";
import { restored } from "../checker/segment/state.ts";
import type { Found } from "./found.ts";
import { isPlace, isValue, leavesOf, locationName, nodesOf, speaksOf, valueName, withLeaves } from "./source-terms.ts";
import { factsThatAre } from "./strongest.ts";

/** A term with other leaves; undefined where it is too large, or an array in it is no leaf any more. */
function replaced(term: SourceTerm, other: (leaf: SourceTerm) => SourceTerm): SourceTerm | undefined {
  const made = withLeaves(term, other);
  return made !== undefined && nodesOf(made) <= mostTermNodes ? made : undefined;
}

/** The values that are computed, each as a term over values that are not. */
class Definitions {
  readonly #terms = new Map<string, Computed>();

  get all(): Iterable<Computed> {
    return this.#terms.values();
  }

  of(value: SourceValue): SourceTerm | undefined {
    return this.#terms.get(valueName(value))?.term;
  }

  /** The same word by a term that speaks of no computed value, if there is one. */
  over(term: SourceTerm): SourceTerm | undefined {
    return replaced(term, (leaf) => (isValue(leaf) ? (this.of(leaf) ?? leaf) : leaf));
  }

  /** Say of a value which term it is; nothing is said where that would go round in a circle. */
  add(value: SourceValue, term: SourceTerm): void {
    const name = valueName(value);
    const own = this.#terms.has(name) ? undefined : this.over(term);
    if (own === undefined || speaksOf(own, name)) return;
    const others = new Map<string, Computed>();
    for (const [other, one] of this.#terms) {
      const made = replaced(one.term, (leaf) => (isValue(leaf) && valueName(leaf) === name ? own : leaf));
      if (made === undefined) return;
      others.set(other, { ...one, term: made });
    }
    for (const [other, one] of others) this.#terms.set(other, one);
    this.#terms.set(name, { value, term: own });
  }
}

/** The cut point that claims nothing but where sp and the registers of the caller are. */
export function bareCutPoint(
  site: Pick<Site, "number">,
  { phase, node }: SourcePoint,
  pc: number,
  { sp, saved }: Pick<Found, "sp" | "saved">,
): CutPoint {
  return {
    ...(site.number === 0 ? {} : { inlined: site.number - 1 }),
    phase,
    node,
    pc,
    sp,
    saved: saved.flatMap(([location], i): SavedRegister[] =>
      location === undefined ? [] : [{ register: restored[i]!, location }],
    ),
    base: null,
    dropped: [],
    values: [],
    computed: [],
    held: [],
    facts: [],
  };
}

/** What was found, in the words of a certificate. */
interface Claimed {
  readonly values: readonly Claim[];
  readonly computed: readonly Computed[];
  readonly held: readonly HeldTerm[];
  /** A condition without what is computed, and without places of which something else is said; undefined where that is too much to say. */
  readonly spoken: (condition: SourceTerm) => SourceTerm | undefined;
}

type Said = Pick<Found, "pairs" | "terms" | "computed">;

/** What was said last with these pairs: most arrivals take nothing away. */
const lastSaid = new WeakMap<Found["pairs"], Said & { readonly claimed: Claimed }>();

/** What was found, in the words of a certificate. */
export function claimedOf({ pairs, terms, computed }: Said): Claimed {
  const last = lastSaid.get(pairs);
  if (last !== undefined && last.terms === terms && last.computed === computed) return last.claimed;
  const claimed = inWordsOf({ pairs, terms, computed });
  lastSaid.set(pairs, { pairs, terms, computed, claimed });
  return claimed;
}

/**
 * A value is in the first of its places, and the others hold the value. Where numbers and truth values are in one place, which is known of no more
 * than a beginning, the numbers are computed: each is the truth value.
 */
function inWordsOf({ pairs, terms, computed }: Said): Claimed {
  const truths = new Map<string, SourceValue>();
  for (const { value, type, location } of pairs.values()) {
    const name = locationName(location);
    if (type === "bool" && location.kind !== "constant" && !truths.has(name)) truths.set(name, value);
  }
  const definitions = new Definitions();
  /** The places of which something is said. */
  const spoken = new Set([...pairs.values(), ...terms.values()].map(({ location }) => locationName(location)));
  const overPlaces: Computed[] = [];
  for (const one of computed.values()) {
    const places = leavesOf(one.term).filter(isPlace);
    // What a place holds of which nothing else is said tells of the value how it goes on, wherever it is besides.
    if (places.some((place) => spoken.has(locationName(place)))) overPlaces.push(one);
    else definitions.add(one.value, one.term);
  }
  const made = new Map<string, SourceTerm>();
  for (const { location, term } of terms.values())
    if (!isValue(term) && !made.has(locationName(location))) made.set(locationName(location), term);
  // A place that holds a value and a term says that the value is that term.
  for (const { location, term } of terms.values()) {
    const other = isValue(term) ? made.get(locationName(location)) : undefined;
    if (isValue(term) && other !== undefined) definitions.add(term, other);
  }
  for (const { value, location } of pairs.values()) {
    const term = definitions.of(value);
    const name = locationName(location);
    if (term !== undefined && !made.has(name)) made.set(name, term);
  }
  const placed = new Set<string>();
  for (const { value, type, location } of pairs.values()) {
    if (placed.has(valueName(value))) continue;
    const name = locationName(location);
    // A number that nobody needs may be in the place of a term that is needed, and any value in that of a global.
    const term = made.get(name);
    const isSuch = type === "int" || term?.kind === "global";
    const other = (type === "bool" ? undefined : truths.get(name)) ?? (isSuch ? term : undefined);
    if (other !== undefined) definitions.add(value, other);
    if (definitions.of(value) === undefined) placed.add(valueName(value));
  }
  const values = new Map<string, Claim>();
  const held = new Map<string, HeldTerm>();
  for (const { value, location } of pairs.values()) {
    const name = valueName(value);
    const term = definitions.of(value);
    if (term === undefined && !values.has(name)) values.set(name, { value, location });
    else if (location.kind !== "constant") held.set(locationName(location), { location, term: term ?? value });
  }
  // A value that is nowhere, and no term over values, is one over what places hold.
  const inPlace = new Map<string, SourceTerm>();
  for (const { value, location } of pairs.values()) {
    const name = locationName(location);
    if (!inPlace.has(name)) inPlace.set(name, definitions.of(value) ?? value);
  }
  for (const { location, term } of terms.values()) {
    const name = locationName(location);
    if (!inPlace.has(name) && definitions.over(term) !== undefined) inPlace.set(name, term);
  }
  const withoutPlaces = (term: SourceTerm): SourceTerm | undefined =>
    replaced(term, (leaf) => (isPlace(leaf) ? (inPlace.get(locationName(leaf)) ?? leaf) : leaf));
  for (const { value, term } of overPlaces) {
    if (values.has(valueName(value)) || definitions.of(value) !== undefined) continue;
    const over = withoutPlaces(term);
    if (over !== undefined) definitions.add(value, over);
  }
  // What a place has in common with a value is worth more than what it is by itself, which may be so on the first ways only.
  for (const { location, term } of terms.values()) {
    const name = locationName(location);
    const other = held.has(name) ? undefined : definitions.over(term);
    if (other !== undefined) held.set(name, { location, term: other });
  }
  for (const { location } of values.values()) held.delete(locationName(location));
  const spokenOf = new Map<SourceTerm, SourceTerm | undefined>();
  return {
    values: [...values.values()],
    computed: [...definitions.all],
    held: [...held.values()],
    spoken: (condition) => {
      if (!spokenOf.has(condition)) {
        const over = withoutPlaces(condition);
        spokenOf.set(condition, over && definitions.over(over));
      }
      return spokenOf.get(condition);
    },
  };
}

/** The cut point that claims all that was found. */
export function cutPointOf(site: Pick<Site, "number">, point: SourcePoint, pc: number, found: Found): CutPoint {
  const { values, computed, held, spoken } = claimedOf(found);
  const known = new Map<string, Fact>();
  for (const { condition, holds } of found.facts.values()) {
    const over = spoken(condition);
    if (over !== undefined) known.set(factText({ condition: over, holds }), { condition: over, holds });
  }
  const facts = factsThatAre(known, () => true).strongest;
  return { ...bareCutPoint(site, point, pc, found), values, computed, held, facts };
}
