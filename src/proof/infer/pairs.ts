/**
 * What is found at a candidate for a cut point: which source values are in which places, that is, are one term with what is there; and
 * in which places the words are that the caller wants back. Every later arrival can only take pairs away: what is left is the
 * greatest set that all of them keep.
 */

import type { Type } from "../../lang/syntax/tree.ts";
import { elementOf } from "../../lang/syntax/types.ts";
import { registerNumbers } from "../../machine/isa/register.ts";
import {
  type Claim,
  type Computed,
  type CutPoint,
  fromEntry,
  type HeldTerm,
  type Location,
  type Place,
  type SavedRegister,
  type SourcePoint,
  type SourceValue,
} from "../certificate/claims.ts";
import type { Path } from "../checker/paths/path.ts";
import { contents, isArrayOf } from "../checker/relate/owed.ts";
import type { MachinePath } from "../checker/segment/machine-run.ts";
import { pendingOf, type Shape, type SourcePath } from "../checker/segment/source-run.ts";
import { type FunctionUnderCheck, restored, type State } from "../checker/segment/state.ts";
import { callersRegister } from "../checker/terms/common-symbols.ts";
import type { Term } from "../checker/terms/term.ts";

/** A source value and a location with the same word. */
export interface Pair {
  readonly value: SourceValue;
  /** Is the value a truth value? */
  readonly truth: boolean;
  readonly location: Location;
}

/** What was found at one place. */
export interface Found {
  /** Bytes that sp is below its value at entry. */
  readonly sp: number;
  /** By a name that says both parts. */
  readonly pairs: ReadonlyMap<string, Pair>;
  /** The places that hold a constant, or the sp of entry less a constant, as frame pointers do, by a name that says both. */
  readonly terms: ReadonlyMap<string, HeldTerm>;
  /** The places of the words that the caller wants back, by register, each by its name. */
  readonly saved: ReadonlyMap<number, ReadonlyMap<string, Place>>;
}

/** The name of a value. */
export function valueName(value: SourceValue): string {
  return value.kind === "local"
    ? `local ${value.slot}`
    : value.kind === "pending"
      ? `pending ${value.index}`
      : "result";
}

function locationName(location: Location): string {
  const { kind } = location;
  return `${kind} ${kind === "register" ? location.register : kind === "slot" ? location.offset : location.value}`;
}

/** The ends of a pair of paths, and which places count: after a call only those that the callee keeps. */
export interface Situation {
  readonly path: Path;
  readonly subject: FunctionUnderCheck;
  readonly state: State;
  readonly source: SourcePath;
  readonly machine: Omit<MachinePath, "end">;
  readonly overCall: boolean;
}

/** Where sp is, and the words that the caller wants back; undefined where sp is at no known distance from its value at entry. */
export function standingAt(situation: Situation): Pick<Found, "sp" | "saved"> | undefined {
  const { path, state, machine } = situation;
  const sp = path.distance(state.frame.base, machine.registers[registerNumbers.sp]!);
  if (sp === undefined || sp < 0 || sp > state.frame.size || sp % 4 !== 0) return undefined;
  return { sp, saved: savedAt(situation, sp) };
}

/** All pairs, the source being in this shape. */
export function pairsAt(situation: Situation, shape: Shape, standing: Pick<Found, "sp" | "saved">): Found {
  const { path, subject, overCall } = situation;
  const distance = standing.sp;
  const places = new Map<Term, Place[]>();
  for (const place of placesOf(situation, distance)) {
    const word = contents(situation, place);
    if (word === undefined) continue;
    const settled = path.settled(word);
    const others = places.get(settled);
    if (others === undefined) places.set(settled, [place]);
    else others.push(place);
  }
  const constants = new Map<Term, readonly Place[]>();
  /** The places that hold a constant, also those of which only the path knows it. */
  const placesWith = (constant: Term): readonly Place[] => {
    const before = constants.get(constant);
    if (before !== undefined) return before;
    const known = [...places].flatMap(([word, all]) =>
      word === constant || (word.kind !== "constant" && path.known(path.equal(word, constant)) === true) ? all : [],
    );
    constants.set(constant, known);
    return known;
  };
  const pairs = new Map<string, Pair>();
  const put = (value: SourceValue, word: Term, type: Type | "nothing"): void => {
    const element = elementOf(type);
    if (element !== undefined && !isArrayOf(word, element, situation)) return;
    const settled = path.settled(word);
    const found = settled.kind === "constant" ? placesWith(settled) : (places.get(settled) ?? []);
    const constant = settled.kind === "constant" && element === undefined && found.length === 0;
    const all: readonly Location[] = constant ? [{ kind: "constant", value: settled.value }] : found;
    for (const location of all)
      pairs.set(`${valueName(value)} ${locationName(location)}`, { value, truth: type === "bool", location });
  };
  const definition = subject.program.functions[subject.index]!;
  for (const [slot, { type }] of definition.slots.entries()) put({ kind: "local", slot }, shape.frame[slot]!, type);
  for (const [index, { term, type }] of pendingOf(shape).entries()) put({ kind: "pending", index }, term, type);
  if (shape.control.at === "value" && !overCall)
    put({ kind: "result" }, shape.control.value, subject.nodeType(shape.control.from));
  return { ...standing, pairs, terms: termsAt(situation, distance) };
}

/** Where constants are, and the sp of entry less a constant within the frame. */
function termsAt(situation: Situation, sp: number): Found["terms"] {
  const { path, state } = situation;
  const terms = new Map<string, HeldTerm>();
  for (const location of placesOf(situation, sp)) {
    const word = contents(situation, location);
    if (word?.kind === "constant") {
      const { value } = word;
      terms.set(`${locationName(location)} ${value}`, { location, term: { kind: "constant", value } });
      continue;
    }
    const value = word === undefined ? undefined : path.distance(state.frame.base, word);
    if (value === undefined || value < 0 || value > state.frame.size) continue;
    const term = {
      kind: "apply",
      operation: "sub",
      left: { kind: "entry_sp" },
      right: { kind: "constant", value },
    } as const;
    terms.set(`${locationName(location)} sp ${value}`, { location, term });
  }
  return terms;
}

/** The places that may be claimed. */
function* placesOf({ state, overCall }: Situation, sp: number): Generator<Place> {
  const { size } = state.frame;
  for (let offset = overCall ? size - sp : 0; offset < size; offset += 4) yield { kind: "slot", offset };
  for (const register of overCall ? restored.slice(1) : everyRegister) yield { kind: "register", register };
}

const everyRegister = Array.from({ length: 31 }, (_, i) => i + 1).filter(
  (register) => register !== registerNumbers.sp && register !== registerNumbers.gp,
);

/** The register of the caller whose word a symbol is. */
const registerOf = new Map(restored.map((register) => [callersRegister[register]!, register]));

/** Where the caller's words are. */
function savedAt(situation: Situation, sp: number): Found["saved"] {
  const { subject } = situation;
  if (subject.index === subject.program.start) return new Map();
  const saved = new Map(restored.map((register) => [register, new Map<string, Place>()]));
  for (const place of placesOf(situation, sp)) {
    const word = contents(situation, place);
    const register = word === undefined ? undefined : registerOf.get(word);
    if (register !== undefined) saved.get(register)!.set(locationName(place), place);
  }
  return saved;
}

/** What two arrivals have in common; undefined when sp differs. */
export function inCommon(a: Found, b: Found): Found | undefined {
  if (a.sp !== b.sp) return undefined;
  const both = <T>(x: ReadonlyMap<string, T>, y: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...x].filter(([name]) => y.has(name)));
  const saved = new Map([...a.saved].map(([register, places]) => [register, both(places, b.saved.get(register)!)]));
  return { sp: a.sp, pairs: both(a.pairs, b.pairs), terms: both(a.terms, b.terms), saved };
}

/** How much was found: an arrival that takes nothing away leaves as much. */
export function sizeOf({ pairs, terms, saved }: Found): number {
  return [...saved.values()].reduce((sum, places) => sum + places.size, pairs.size + terms.size);
}

/** The register of the caller that is nowhere. */
export function lostRegister({ saved }: Found): number | undefined {
  return [...saved].find(([, places]) => places.size === 0)?.[0];
}

/**
 * The cut point that claims all pairs: a value is in the first of its places, and the others hold the value. Where numbers and truth
 * values are in one place, which is known of no more than a beginning, the numbers are computed: each is the truth value.
 */
export function cutPointOf({ phase, node }: SourcePoint, pc: number, { sp, pairs, terms, saved }: Found): CutPoint {
  const truths = new Map<string, SourceValue>();
  for (const { value, truth, location } of pairs.values()) {
    const name = locationName(location);
    if (truth && location.kind !== "constant" && !truths.has(name)) truths.set(name, value);
  }
  const values = new Map<string, Claim>();
  const computed = new Map<string, Computed>();
  const held = new Map<string, HeldTerm>();
  for (const { value, truth, location } of pairs.values()) {
    const name = valueName(value);
    const other = truth ? undefined : truths.get(locationName(location));
    if (other !== undefined) computed.set(name, { value, term: other });
    else if (!values.has(name)) values.set(name, { value, location });
    else if (location.kind !== "constant") held.set(locationName(location), { location, term: value });
  }
  // What a place has in common with a value is worth more than what it is by itself, which may be so on the first ways only.
  for (const one of terms.values()) {
    const name = locationName(one.location);
    if (!held.has(name)) held.set(name, one);
  }
  for (const { location } of values.values()) held.delete(locationName(location));
  return {
    phase,
    node,
    pc,
    sp,
    saved: [...saved].flatMap(([register, places]): SavedRegister[] => {
      const all = [...places.values()];
      const location = all[0];
      return location === undefined ? [] : [{ register, location }];
    }),
    base: null,
    dropped: [],
    values: [...values.values()],
    computed: [...computed.values()],
    held: [...held.values()],
  };
}

/** The state in which every place that may still hold a word of the caller holds it. */
export function withSaved(state: State, { saved }: Found): State {
  const registers = state.registers.slice();
  const cells = new Map<number, Term>();
  for (const [register, places] of saved)
    for (const place of places.values())
      if (place.kind === "register") registers[place.register] = callersRegister[register]!;
      else cells.set(fromEntry(place.offset, state.frame.size), callersRegister[register]!);
  const { memory } = state;
  return { ...state, registers, memory: { ...memory, cells: (offset) => cells.get(offset) ?? memory.cells(offset) } };
}
