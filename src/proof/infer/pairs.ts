/**
 * What is found at a candidate for a cut point: which source values are in which places, that is, are one term with what is there; what
 * else places hold, as terms over the source's values; which values are nowhere and are such terms; and what is known.
 */

import { elementOf } from "../../lang/syntax/types.ts";
import type { Computed, Fact, HeldTerm, Location, Place, SourceTerm, SourceValue } from "../certificate/claims.ts";
import { factText } from "../certificate/source-term.ts";
import { mayChange } from "../checker/relate/claimed.ts";
import { contents, isArrayOf } from "../checker/relate/owed.ts";
import type { Term } from "../checker/terms/term.ts";
import { computedName, type Found, heldName, type Pair } from "./found.ts";
import { knownIn, knownOf } from "./known-facts.ts";
import { eachPlace, type Situation } from "./places.ts";
import { add, type Configured, Reading } from "./reading.ts";
import { apply, constant, isValue, leavesOf, locationName, speaksOf, valueName } from "./source-terms.ts";

/** What is looked for besides pairs. */
export interface Wanted {
  /** The values that have to be somewhere. */
  readonly values: readonly SourceValue[];
  /** The conditions that may be facts; undefined where none are looked for. */
  readonly conditions: readonly SourceTerm[] | undefined;
  /** Are those of the path facts, too? */
  readonly ofPath: boolean;
  /** Is the code taken to be that of an optimiser, so that it is looked for what values are made of? */
  readonly optimises: boolean;
}

/** The most conditions of which it is asked whether they are facts at one place. */
const mostConditions = 240;
/** The most facts of the path that are read. */
const mostFacts = 24;

/** All that is found, the source being in this shape. */
export function pairsAt(situation: Situation, standing: Pick<Found, "sp" | "saved">, wanted: Wanted): Found {
  const { path, subject, site, shape, overCall } = situation;
  const distance = standing.sp;
  const places = new Map<Term, Place[]>();
  const byWord = new Map<Term, Place[]>();
  /** Most values are in some place: a word is settled once. */
  const settledWords = new Map<Term, Term>();
  const settledOf = (word: Term): Term => {
    if (path.facts.size === 0) return word;
    const settled = settledWords.get(word) ?? path.settled(word);
    settledWords.set(word, settled);
    return settled;
  };
  eachPlace(situation, distance, situation.live, (place, word) => {
    add(places, settledOf(word), place);
    if (wanted.optimises) add(byWord, word, place);
  });
  const constants = new Map<Term, readonly Place[]>();
  /** The places that hold a constant, also those of which only the path knows it. */
  const placesWith = (constant: Term): readonly Place[] => {
    const before = constants.get(constant);
    if (before !== undefined) return before;
    const known =
      path.facts.size === 0
        ? (places.get(constant) ?? [])
        : [...places].flatMap(([word, all]) =>
            (word.kind === "constant" ? word === constant : path.same(word, constant)) ? all : [],
          );
    constants.set(constant, known);
    return known;
  };
  const reading = new Reading(situation, wanted.values);
  const pairs = new Map<string, Pair>();
  const inPairs = new Set<string>();
  /** The places that are the only one of a value. */
  const only = new Set<string>();
  const somewhere = new Set<string>();
  const isWanted = new Set(wanted.values.map(valueName));
  const put = (value: SourceValue): void => {
    const there = reading.meaning.value(value);
    if (there === undefined) return;
    const { term: word, type } = there;
    const element = elementOf(type);
    if (element !== undefined && !isArrayOf(word, element, situation)) return;
    const settled = settledOf(word);
    // A variable that is not needed is not said to be what it happens to be: another in the same place may be needed.
    const isIdle = value.kind === "local" && !isWanted.has(valueName(value));
    if (wanted.optimises && settled.kind === "constant" && isIdle) return;
    let found: readonly Place[] = settled.kind === "constant" ? placesWith(settled) : (places.get(settled) ?? []);
    // What the machine does not need any more may be left over in a register.
    if (found.length === 0 && settled.kind !== "constant" && isWanted.has(valueName(value)))
      eachPlace(situation, distance, ~situation.live, (place, left) => {
        if (place.kind === "register" && settledOf(left) === settled) found = [...found, place];
      });
    const constant = settled.kind === "constant" && element === undefined && found.length === 0;
    const all: readonly Location[] = constant ? [{ kind: "constant", value: settled.value }] : found;
    for (const location of all) {
      const name = locationName(location);
      inPairs.add(name);
      pairs.set(`${valueName(value)} ${name}`, { value, type, location });
    }
    if (all.length > 0 && !constant) somewhere.add(valueName(value));
    if (all.length === 1) only.add(locationName(all[0]!));
  };
  for (const value of wanted.values) if (value.kind === "local") put(value);
  // A plain compiler's code goes on with what is needed, and what else a place has in common with a value is chance.
  if (wanted.optimises)
    for (const slot of site.slots.keys()) if (!isWanted.has(`local ${slot}`)) put({ kind: "local", slot });
  for (const index of reading.meaning.pending.keys()) put({ kind: "pending", index });
  if (shape.control.at === "value" && !overCall) put({ kind: "result" });
  const terms = new Map<string, HeldTerm>();
  const hold = (location: Place, term: SourceTerm | undefined): void => {
    if (term === undefined) return;
    for (const one of wanted.optimises ? reading.variants(term) : [term])
      terms.set(heldName({ location, term: one }), { location, term: one });
  };
  const decided = wanted.optimises ? decidedBy(path) : undefined;
  for (const all of places.values())
    for (const place of all) {
      const word = contents(situation, place)!;
      // What the path knows of a word outlives the path where a place goes on holding it.
      const value = decided?.get(word);
      if (value !== undefined) hold(place, constant(value));
      hold(place, belowEntry(situation, word));
      const name = locationName(place);
      const isConstant = word.kind === "constant" && (wanted.optimises || !only.has(name));
      const isAll = isConstant || !inPairs.has(name);
      if (isAll || wanted.optimises) {
        const term = reading.termOf(word);
        // What a value has in common with a place may be so on the first ways only: then this is left.
        const said = isAll || term === undefined || !isValue(term) ? term : reading.madeOf(word);
        for (const one of wanted.optimises ? withGlobalApart(said, word, reading, situation) : [said]) hold(place, one);
      }
      if (!wanted.optimises) continue;
      hold(place, reading.apart(word));
      for (const one of reading.ofTwo(word)) hold(place, one);
      for (const one of reading.ofText(word))
        terms.set(heldName({ location: place, term: one }), { location: place, term: one });
    }
  const computed = new Map<string, Computed>();
  // The operands that wait for a call are needed after it.
  const waiting = overCall ? [...reading.meaning.pending.keys()] : [];
  const values: readonly SourceValue[] = [
    ...wanted.values,
    ...waiting.map((index): SourceValue => ({ kind: "pending", index })),
  ];
  for (const value of values) {
    // The word that a call delivers is not there yet.
    if (overCall && value.kind === "result") continue;
    const isSomewhere = somewhere.has(valueName(value));
    if (isSomewhere && !wanted.optimises) continue;
    const word = reading.meaning.value(value)?.term;
    const made = isSomewhere && word !== undefined ? reading.madeOf(word) : reading.termWithout(value);
    const all = wanted.optimises && word !== undefined ? withGlobalApart(made, word, reading, situation) : [made];
    const apart = wanted.optimises && word !== undefined ? reading.apart(word) : undefined;
    const overPlaces = wanted.optimises && word !== undefined ? reading.overPlaces(word, byWord) : [];
    const ofText = wanted.optimises && word !== undefined ? reading.ofText(word) : [];
    for (const term of [...all, apart, ...ofText, ...overPlaces])
      if (term !== undefined && !speaksOf(term, valueName(value)))
        computed.set(computedName({ value, term }), { value, term });
  }
  const facts = new Map<string, Fact>();
  const state = (fact: Fact): void => {
    facts.set(factText(fact), fact);
  };
  if (subject.index !== subject.program.start) {
    const names = new Set([...isWanted, ...somewhere]);
    const isThere = (leaf: SourceTerm): boolean => leaf.kind !== "local" || names.has(valueName(leaf));
    let asked = 0;
    const conditions = wanted.conditions === undefined ? [] : [...indicesThatWait(reading), ...wanted.conditions];
    for (const condition of conditions) {
      if (
        (overCall && mayChange(condition, situation.state.frame.size - distance)) ||
        !leavesOf(condition).every(isThere)
      )
        continue;
      if (asked++ === mostConditions) break;
      const known = knownIn(reading, situation, condition);
      if (known !== undefined) state({ condition, holds: known });
    }
    for (const condition of wanted.ofPath && !overCall ? whatIsTheSame(reading, situation) : [])
      state({ condition, holds: true });
    for (const { atom, holds } of wanted.ofPath ? path.facts.all.slice(-mostFacts) : []) {
      const condition = reading.termOf(atom);
      if (condition !== undefined && condition.kind !== "constant") state({ condition, holds });
    }
  }
  const begun = new Map<number, SourceTerm>();
  for (const value of wanted.optimises ? wanted.values : []) {
    const there = value.kind === "local" ? reading.meaning.value(value) : undefined;
    if (value.kind !== "local" || there?.type !== "int") continue;
    const term = reading.termWithout(value);
    if (term !== undefined) begun.set(value.slot, term);
  }
  return {
    ...standing,
    pairs,
    terms,
    computed,
    facts: knownOf(facts, { pairs, terms, computed }, reading.meaning, situation),
    begun,
  };
}

/**
 * What a word is, and, where that is a global, what that is made of, which goes on when the global is another. Of a global that is read no more that says
 * more, too; and so it does where facts say that it is the global.
 */
function withGlobalApart(
  term: SourceTerm | undefined,
  word: Term,
  reading: Reading,
  { globals, text }: Situation,
): readonly (SourceTerm | undefined)[] {
  if (term?.kind !== "global") return [term];
  const apart = reading.inside(word);
  return globals.has(term.index) && text === undefined ? [term, apart] : [apart, term];
}

/** That an operand that waits is a right index of the array that waits before it: the variables that they were may be needed no more. */
function* indicesThatWait({ meaning }: Reading): Generator<SourceTerm> {
  for (const index of meaning.pending.keys()) {
    const array: SourceValue = { kind: "pending", index: index - 1 };
    const there = index === 0 ? undefined : meaning.value(array);
    if (there === undefined || elementOf(there.type) === undefined) continue;
    yield apply("sltu", { kind: "pending", index }, { kind: "length", array });
  }
}

/**
 * That what the text computes is a constant, that globals have one word, and what a global is made of: of a place can be said only one term that it holds.
 */
function* whatIsTheSame(reading: Reading, { globals }: Situation): Generator<SourceTerm> {
  for (const { term, value } of reading.constantsOfText()) yield apply("equal", term, constant(value));
  const first = new Map<Term, SourceTerm>();
  for (const index of globals) {
    const global: SourceTerm = { kind: "global", index };
    const word = reading.meaning.word(global)?.term;
    if (word === undefined || word.kind === "constant") continue;
    const other = first.get(word);
    if (other !== undefined) {
      yield apply("equal", global, other);
      continue;
    }
    first.set(word, global);
    const apart = reading.inside(word);
    if (apart !== undefined) yield apply("equal", global, apart);
  }
}

/** The words of which a fact of the path says that they are a constant. */
function decidedBy({ facts }: Configured["path"]): ReadonlyMap<Term, number> {
  const decided = new Map<Term, number>();
  for (const { atom, holds } of facts.all) {
    if (!holds || atom.kind !== "apply" || atom.operation !== "equal" || atom.right.kind !== "constant") continue;
    const { left, right } = atom;
    if (left.kind !== "sum") decided.set(left, right.value);
    else if (left.atoms.length === 1 && left.factors[0] === 1)
      decided.set(left.atoms[0]!, (right.value - left.constant) | 0);
  }
  return decided;
}

/** The sp of entry less a constant within the frame, where a word is that. */
function belowEntry({ path, state }: Situation, word: Term): SourceTerm | undefined {
  const value = word.kind === "constant" ? undefined : path.distance(state.frame.base, word);
  if (value === undefined || value < 0 || value > state.frame.size) return undefined;
  return apply("sub", { kind: "entry_sp" }, { kind: "constant", value });
}
