/**
 * What an arrival keeps of what was found before at a cut point. Every arrival can only take something away, but for a few terms that are read anew:
 * what is left is a set that all of them keep.
 */

import { elementOf } from "../../lang/syntax/types.ts";
import type { Fact, HeldTerm, Place, SourceTerm, SourceValue } from "../certificate/claims.ts";
import { factText } from "../certificate/source-term.ts";
import { contents, isArrayOf } from "../checker/relate/owed.ts";
import { restored } from "../checker/segment/state.ts";
import type { Term } from "../checker/terms/term.ts";
import { computedName, type Found, heldName, type Pair } from "./found.ts";
import { hasArrays, knownOf } from "./known-facts.ts";
import type { Situation } from "./places.ts";
import { add, meaningIn, Reading } from "./reading.ts";
import { locationName, speaksOf, valueName } from "./source-terms.ts";

/** What is kept of what was found before, and how many terms were read anew. */
export interface Kept {
  readonly found: Found;
  readonly anew: number;
}

/** What a word is, of which something else was said `before`: as what is stepped along with a variable, and as it is read in this configuration. */
export interface Anew {
  readonly stepped: (before: readonly SourceTerm[], word: Term, reading: Reading) => readonly SourceTerm[];
  readonly read: (word: Term, reading: Reading) => readonly SourceTerm[];
  /** What a value is over places that count the rounds of a loop, and what is known of these places. */
  readonly counted: (
    before: SourceTerm,
    word: Term,
    places: Iterable<HeldTerm>,
    reading: Reading,
  ) => Iterable<{ readonly term: SourceTerm; readonly fact: Fact }>;
}

/**
 * What an arrival keeps of what was found before: each part is asked again. A place that no longer holds its term may hold others,
 * which `another` gives. So may values that are needed and in no place any more be another term.
 * What is `gone` is not read again, nor is a constant: that a place holds one now says nothing of what it holds later. Undefined when sp differs.
 */
export function keptBy(
  situation: Situation,
  before: Found,
  standing: Pick<Found, "sp" | "saved">,
  another: Anew | undefined,
  needed: readonly SourceValue[],
  gone: Set<string>,
): Kept | undefined {
  if (standing.sp !== before.sp) return undefined;
  const { path } = situation;
  const meaning = meaningIn(situation);
  const is = (word: Term | undefined, other: Term | undefined): boolean =>
    word !== undefined && other !== undefined && path.same(word, other);
  const isTerm = (word: Term | undefined, term: SourceTerm): boolean =>
    is(meaning.word(term)?.term, word) && hasArrays(meaning, situation, term);
  /** The pairs that are one word only since facts say so. */
  const byFacts = new Set<string>();
  const inPairs = left(before.pairs, ({ value, location }, name) => {
    // What a callee delivers is where the calling convention has it.
    if (situation.overCall && value.kind === "result") return true;
    const there = meaning.value(value);
    const word = contents(situation, location);
    if (there === undefined || !is(there.term, word)) return false;
    if (there.term !== word) byFacts.add(name);
    const element = elementOf(there.type);
    return element === undefined || isArrayOf(there.term, element, situation);
  });
  const inTerms = left(before.terms, ({ location, term }) => isTerm(contents(situation, location), term));
  const computed = left(before.computed, ({ value, term }) => isTerm(meaning.value(value)?.term, term));
  const isLess = inPairs !== before.pairs || inTerms !== before.terms || computed !== before.computed;
  const pairs = isLess ? withoutChance(inPairs, byFacts) : inPairs;
  const isByFacts = ({ location, term }: HeldTerm): boolean =>
    meaning.word(term)?.term !== contents(situation, location);
  const terms = isLess && path.facts.size > 0 ? termsWithoutChance(inTerms, isByFacts) : inTerms;
  const saved = savedInCommon(before.saved, standing.saved);
  // Most arrivals take nothing away, and then nothing is read.
  if (!isLess) {
    const facts = knownOf(before.facts, before, meaning, situation);
    const isAll = facts === before.facts && saved === before.saved;
    return { found: isAll ? before : { ...before, facts, saved }, anew: 0 };
  }
  for (const name of [...before.terms.keys()].filter((one) => !terms.has(one))) gone.add(name);
  for (const name of [...before.computed.keys()].filter((one) => !computed.has(one))) gone.add(name);
  const rest = { ...before, pairs, terms, computed, saved };
  if (another === undefined)
    return { found: { ...rest, facts: knownOf(before.facts, rest, meaning, situation) }, anew: 0 };
  return readAnew(situation, before, rest, another, needed, gone, new Reading(situation, needed, meaning));
}

/** What is left of what was found before, and what is read anew of places and values of which something else was said. */
function readAnew(
  situation: Situation,
  before: Found,
  rest: Found,
  another: Anew,
  needed: readonly SourceValue[],
  gone: ReadonlySet<string>,
  reading: Reading,
): Kept {
  const { meaning } = reading;
  const { pairs } = rest;
  const terms = new Map(rest.terms);
  const computed = new Map(rest.computed);
  let anew = 0;
  const lost = new Map<string, HeldTerm[]>();
  const lose = (held: HeldTerm): void => add(lost, locationName(held.location), held);
  for (const [name, { value, location }] of before.pairs)
    if (!pairs.has(name) && location.kind !== "constant") lose({ location, term: value });
  for (const [name, held] of before.terms) if (!terms.has(name)) lose(held);
  // A variable that nobody needs says little of a place.
  const isNeeded = new Set(needed.map(valueName));
  const good = [...pairs.values()].filter(({ value }) => value.kind !== "local" || isNeeded.has(valueName(value)));
  for (const { location } of [...terms.values(), ...good]) lost.delete(locationName(location));
  for (const all of lost.values()) {
    const { location } = all[0]!;
    const word = contents(situation, location);
    if (word === undefined) continue;
    // The last is the one that speaks of what lasts longest: globals, and values that are made of nothing else.
    const last = all.map(({ term }) => term).reverse();
    const stepped = another.stepped(last, word, reading);
    for (const term of [...stepped, ...another.read(word, reading)]) {
      const other = { location, term };
      const name = heldName(other);
      if (term.kind === "constant" || gone.has(name) || terms.has(name)) continue;
      terms.set(name, other);
      lost.delete(locationName(location));
      anew++;
    }
  }
  const facts = new Map(knownOf(before.facts, { ...rest, terms }, meaning, situation));
  const there = new Set([...pairs.values(), ...computed.values()].map(({ value }) => valueName(value)));
  const compute = (value: SourceValue, term: SourceTerm | undefined): void => {
    if (term === undefined || term.kind === "constant" || speaksOf(term, valueName(value))) return;
    const name = computedName({ value, term });
    if (gone.has(name) || computed.has(name)) return;
    computed.set(name, { value, term });
    anew++;
  };
  // Variables may be stepped together: one is another and more, though each is in a place of its own.
  for (const [name, { value, term }] of before.computed) {
    const word = computed.has(name) ? undefined : meaning.value(value)?.term;
    if (word === undefined) continue;
    for (const other of another.stepped([term], word, reading)) compute(value, other);
    for (const { term: over, fact } of another.counted(term, word, [...lost.values()].flat(), reading)) {
      compute(value, over);
      if (computed.has(computedName({ value, term: over }))) facts.set(factText(fact), fact);
    }
  }
  // A value that was a term until now may be another, though it is in a place of its own: an operand that waits, too.
  const isTerm = new Set([...computed.values()].map(({ value }) => valueName(value)));
  const were = new Map<string, SourceValue>();
  for (const { value } of before.computed.values())
    if (!isTerm.has(valueName(value))) were.set(valueName(value), value);
  const waiting = [...were.values()].filter(({ kind }) => kind === "pending");
  for (const value of [...needed, ...waiting]) {
    const name = valueName(value);
    const word = meaning.value(value)?.term;
    if (word === undefined || (there.has(name) && !were.has(name))) continue;
    compute(value, reading.termWithout(value));
    for (const term of another.read(word, reading)) compute(value, term);
  }
  return { found: { ...rest, terms, computed, facts }, anew };
}

/** Those of what was found that are left; the map itself where all are. */
function left<T>(all: ReadonlyMap<string, T>, isLeft: (one: T, name: string) => boolean): ReadonlyMap<string, T> {
  let fewer: Map<string, T> | undefined;
  for (const [name, one] of all)
    if (!isLeft(one, name)) {
      fewer ??= new Map(all);
      fewer.delete(name);
    }
  return fewer ?? all;
}

/** Without pairs that are one word only since facts say so here, where the value is another place's word, and the place's word is another value. */
function withoutChance(pairs: Found["pairs"], byFacts: ReadonlySet<string>): Found["pairs"] {
  if (byFacts.size === 0) return pairs;
  const [values, places] = [new Set<string>(), new Set<string>()];
  for (const [name, { value, location }] of pairs) {
    if (byFacts.has(name)) continue;
    values.add(valueName(value));
    places.add(locationName(location));
  }
  const isChance = ({ value, location }: Pair, name: string): boolean =>
    byFacts.has(name) && values.has(valueName(value)) && places.has(locationName(location));
  return left(pairs, (pair, name) => !isChance(pair, name));
}

/** Without terms of places that are the same only since facts say so here, where the place's word is another term. */
function termsWithoutChance(terms: Found["terms"], isByFacts: (held: HeldTerm) => boolean): Found["terms"] {
  const byFacts = new Set<string>();
  const places = new Set<string>();
  for (const [name, held] of terms)
    if (isByFacts(held)) byFacts.add(name);
    else places.add(locationName(held.location));
  return left(terms, ({ location }, name) => !(byFacts.has(name) && places.has(locationName(location))));
}

function both<T>(x: ReadonlyMap<string, T>, y: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return left(x, (_, name) => y.has(name));
}

/** Of the places of each word those that another arrival has, too; the list itself where all are. */
function savedInCommon(a: Found["saved"], b: Found["saved"]): Found["saved"] {
  if (a === b) return a;
  const common = a.map((places, i) => {
    const isInBoth = (place: Place): boolean => b[i]!.some((other) => isSamePlace(place, other));
    return places.every(isInBoth) ? places : places.filter(isInBoth);
  });
  return common.every((places, i) => places === a[i]) ? a : common;
}

function isSamePlace(one: Place, other: Place): boolean {
  return one === other || locationName(one) === locationName(other);
}

/** What two arrivals have in common; undefined when sp differs. */
export function inCommon(a: Found, b: Found): Found | undefined {
  if (a.sp !== b.sp) return undefined;
  return {
    ...a,
    pairs: both(a.pairs, b.pairs),
    terms: both(a.terms, b.terms),
    computed: both(a.computed, b.computed),
    facts: both(a.facts, b.facts),
    saved: savedInCommon(a.saved, b.saved),
  };
}

/** Is what is left all that was said before? Of the places of a word that the caller wants back the first is said. */
export function isAsBefore(before: Found, { pairs, terms, computed, facts, saved }: Found): boolean {
  return (
    pairs.size === before.pairs.size &&
    terms.size === before.terms.size &&
    computed.size === before.computed.size &&
    facts.size === before.facts.size &&
    saved.every(([place], i) => place === before.saved[i]![0])
  );
}

/** The register of the caller that is nowhere. */
export function lostRegister({ saved }: Found): number | undefined {
  return restored[saved.findIndex((places) => places.length === 0)];
}
