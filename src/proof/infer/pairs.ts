/**
 * What is found at a candidate for a cut point: which source values are in which places, that is, are one term with what is there; what
 * else places hold, as terms over the source's values; which values are nowhere and are such terms; what is known; and in which places
 * the words are that the caller wants back. Every later arrival can only take something away, but for a few terms that are read anew:
 * what is left is a set that all of them keep.
 */

import { elementOf } from "../../lang/syntax/types.ts";
import { registerNumbers } from "../../machine/isa/register.ts";
import type { Computed, Fact, HeldTerm, Location, Place, SourceTerm, SourceValue } from "../certificate/claims.ts";
import { factText } from "../certificate/source-term.ts";
import { mayChange } from "../checker/relate/claimed.ts";
import { contents, isArrayOf } from "../checker/relate/owed.ts";
import { leavesOf, type Meaning } from "../checker/segment/meaning.ts";
import { restored } from "../checker/segment/state.ts";
import { callersRegister } from "../checker/terms/common-symbols.ts";
import type { Term } from "../checker/terms/term.ts";
import { claimedOf } from "./cut-point.ts";
import type { Found, Pair } from "./found.ts";
import { add, type Configured, meaningIn, Reading } from "./reading.ts";
import { apply, constant, isValue, locationName, speaksOf, termName, valueName } from "./source-terms.ts";
import { factsThatAre } from "./strongest.ts";

function heldName({ location, term }: HeldTerm): string {
  return `${locationName(location)} ${termName(term)}`;
}

function computedName({ value, term }: Computed): string {
  return `${valueName(value)} ${termName(term)}`;
}

/** The ends of a pair of paths, and which places count: after a call only those that the callee keeps. */
export interface Situation extends Configured {
  /** The registers that the machine may still read, as bits. */
  readonly live: number;
}

/** Where sp is, and the words that the caller wants back; undefined where sp is at no known distance from its value at entry. */
export function standingAt(situation: Situation): Pick<Found, "sp" | "saved"> | undefined {
  const { path, state, machine } = situation;
  const sp = path.distance(state.frame.base, machine.registers[registerNumbers.sp]!);
  if (sp === undefined || sp < 0 || sp > state.frame.size || sp % 4 !== 0) return undefined;
  return { sp, saved: savedAt(situation, sp) };
}

/** What is looked for besides pairs. */
export interface Wanted {
  /** The values that have to be somewhere. */
  readonly values: readonly SourceValue[];
  /** The conditions that may be facts. */
  readonly conditions: Iterable<SourceTerm>;
  /** Are those of the path facts, too? */
  readonly ofPath: boolean;
  /** Is the code taken to be that of an optimiser, so that it is looked for what values are made of? */
  readonly optimises: boolean;
}

/** The most conditions of which it is asked whether they are facts at one place. */
const mostConditions = 60;
/** The most facts of the path that are read. */
const mostFacts = 24;

/** All that is found, the source being in this shape. */
export function pairsAt(situation: Situation, standing: Pick<Found, "sp" | "saved">, wanted: Wanted): Found {
  const { path, subject, site, shape, overCall } = situation;
  const distance = standing.sp;
  const places = new Map<Term, Place[]>();
  const byWord = new Map<Term, Place[]>();
  for (const place of placesOf(situation, distance, situation.live)) {
    const word = contents(situation, place);
    if (word === undefined) continue;
    add(places, path.settled(word), place);
    if (wanted.optimises) add(byWord, word, place);
  }
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
    const settled = path.settled(word);
    // A variable that is not needed is not said to be what it happens to be: another in the same place may be needed.
    const isIdle = value.kind === "local" && !isWanted.has(valueName(value));
    if (wanted.optimises && settled.kind === "constant" && isIdle) return;
    let found = settled.kind === "constant" ? placesWith(settled) : (places.get(settled) ?? []);
    // What the machine does not need any more may be left over in a register.
    if (found.length === 0 && settled.kind !== "constant" && isWanted.has(valueName(value)))
      found = placesOf(situation, distance, ~situation.live).filter((place) => {
        const left = place.kind === "register" ? contents(situation, place) : undefined;
        return left !== undefined && path.settled(left) === settled;
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
        hold(place, isAll || term === undefined || !isValue(term) ? term : reading.madeOf(word));
      }
      if (!wanted.optimises) continue;
      hold(place, reading.apart(word));
      for (const one of reading.ofTwo(word)) hold(place, one);
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
    const apart = wanted.optimises && word !== undefined ? reading.apart(word) : undefined;
    const overPlaces = wanted.optimises && word !== undefined ? reading.overPlaces(word, byWord) : [];
    for (const term of [made, apart, ...overPlaces])
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
    for (const condition of wanted.conditions) {
      if (
        (overCall && mayChange(condition, situation.state.frame.size - distance)) ||
        !leavesOf(condition).every(isThere)
      )
        continue;
      if (asked++ === mostConditions) break;
      const known = knownIn(reading, situation, condition);
      if (known !== undefined) state({ condition, holds: known });
    }
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
 * Those of these facts that are known, in the words, too, in which a certificate says them with the rest that was found: what is known of a value has to
 * be known of the term that is said to be the value.
 */
function knownOf(
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

/** Is a condition known to hold, or known not to? Its arrays have to be arrays. */
function knownIn({ meaning }: Reading, situation: Situation, condition: SourceTerm): boolean | undefined {
  const word = meaning.word(condition);
  if (word === undefined || !hasArrays(meaning, situation, condition)) return undefined;
  return situation.path.known(word.term);
}

function hasArrays(meaning: Reading["meaning"], situation: Situation, term: SourceTerm): boolean {
  return leavesOf(term).every((leaf) => {
    const found = meaning.word(leaf);
    const element = found && elementOf(found.type);
    return found !== undefined && (element === undefined || isArrayOf(found.term, element, situation));
  });
}

/** The sp of entry less a constant within the frame, where a word is that. */
function belowEntry({ path, state }: Situation, word: Term): SourceTerm | undefined {
  const value = word.kind === "constant" ? undefined : path.distance(state.frame.base, word);
  if (value === undefined || value < 0 || value > state.frame.size) return undefined;
  return apply("sub", { kind: "entry_sp" }, { kind: "constant", value });
}

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
  const pairs = left(before.pairs, ({ value, location }) => {
    // What a callee delivers is where the calling convention has it.
    if (situation.overCall && value.kind === "result") return true;
    const there = meaning.value(value);
    if (there === undefined || !is(there.term, contents(situation, location))) return false;
    const element = elementOf(there.type);
    return element === undefined || isArrayOf(there.term, element, situation);
  });
  const terms = left(before.terms, ({ location, term }) => isTerm(contents(situation, location), term));
  const computed = left(before.computed, ({ value, term }) => isTerm(meaning.value(value)?.term, term));
  const saved = savedInCommon(before.saved, standing.saved);
  // Most arrivals take nothing away, and then nothing is read.
  if (pairs === before.pairs && terms === before.terms && computed === before.computed) {
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

/** The places that may be claimed, of registers those that are live. */
function placesOf({ state, overCall }: Situation, sp: number, live: number): readonly Place[] {
  const { size } = state.frame;
  const places: Place[] = [];
  for (let offset = overCall ? size - sp : 0; offset < size; offset += 4) places.push(slotAt(offset));
  for (const place of overCall ? keptRegisters : everyRegister)
    if (((live >>> place.register) & 1) === 1) places.push(place);
  return places;
}

/** The words of frames, made once. */
const slots: Place[] = [];

function slotAt(offset: number): Place {
  const slot = slots[offset / 4] ?? { kind: "slot", offset };
  slots[offset / 4] = slot;
  return slot;
}

const inRegister = (register: number): Extract<Place, { readonly kind: "register" }> => ({
  kind: "register",
  register,
});
const keptRegisters = restored.slice(1).map(inRegister);
const everyRegister = Array.from({ length: 31 }, (_, i) => i + 1)
  .filter((register) => register !== registerNumbers.sp && register !== registerNumbers.gp)
  .map(inRegister);

/** Of which of the restored registers a symbol is the caller's word. */
const numberOf = new Map(restored.map((register, i) => [callersRegister[register]!, i]));

/** Where the caller's words are. */
function savedAt(situation: Situation, sp: number): Found["saved"] {
  const { subject } = situation;
  if (subject.index === subject.program.start) return [];
  const saved = restored.map((): Place[] => []);
  for (const place of placesOf(situation, sp, -1)) {
    const word = contents(situation, place);
    const number = word?.kind === "symbol" ? numberOf.get(word) : undefined;
    if (number !== undefined) saved[number]!.push(place);
  }
  return saved;
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

function both<T>(x: ReadonlyMap<string, T>, y: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return left(x, (_, name) => y.has(name));
}

/** Of the places of each word those that another arrival has, too; the list itself where all are. */
function savedInCommon(a: Found["saved"], b: Found["saved"]): Found["saved"] {
  const common = a.map((places, i) => {
    const names = new Set(b[i]!.map(locationName));
    return places.every((place) => names.has(locationName(place)))
      ? places
      : places.filter((place) => names.has(locationName(place)));
  });
  return common.every((places, i) => places === a[i]) ? a : common;
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
