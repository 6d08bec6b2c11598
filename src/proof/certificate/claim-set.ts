/**
 * All that a cut point claims, from the differences in which a certificate says it.
 *
 * The sets of a function share what they have in common. A base is an earlier cut point, so one pass makes all of them, and
 * there is no circle of bases.
 */

import { impossible } from "../../core/impossible.ts";
import type {
  Fact,
  FrameOffset,
  FunctionCertificate,
  HeldTerm,
  InlinedCall,
  Location,
  SourceTerm,
  SourceValue,
} from "./claims.ts";
import { factText } from "./source-term.ts";
import { at, emptyTrie, put, type Trie } from "./trie.ts";

/** What is claimed of a source value: where it is, or which term it is. */
export type Whereabouts = Location | { readonly kind: "computed"; readonly term: SourceTerm };

/** The claims of one cut point. */
export interface ClaimSet {
  /** Of local variables, by slot. */
  readonly locals: Trie<Whereabouts>;
  /** Of the value just delivered, at 0, and of the k-th pending operand, at k + 1. */
  readonly operands: Trie<Whereabouts>;
  /** The local variables claimed to be in a place, ascending, by the number of the place. */
  readonly byPlace: Trie<readonly number[]>;
  /** At least those local variables that are constants or computed, or share their place with one of a lower number. */
  readonly irregular: Trie<true>;
  /** The local variables that are computed. */
  readonly computed: Trie<true>;
  /** The terms that places hold, by the number of the place. */
  readonly held: Trie<HeldTerm>;
  /** What holds, by the number that the fact has in this function. */
  readonly facts: Trie<Fact>;
}

/** The claims of a cut point that are still being put together. */
type Growing = { -readonly [K in keyof ClaimSet]: ClaimSet[K] };

/** Nothing is claimed. */
export const noClaims: ClaimSet = {
  locals: emptyTrie,
  operands: emptyTrie,
  byPlace: emptyTrie,
  irregular: emptyTrie,
  computed: emptyTrie,
  held: emptyTrie,
  facts: emptyTrie,
};

const registers = 32;

/** A place as a number; undefined for what is in no place: a constant, a value that is computed. */
export function placeNumber(location: Whereabouts): number | undefined {
  switch (location.kind) {
    case "register":
      return location.register;
    case "slot":
      return slotNumber(location.offset);
    case "constant":
    case "computed":
      return undefined;
    default:
      return impossible(location);
  }
}

/** The number of the place at an offset from sp. */
export function slotNumber(offset: FrameOffset): number {
  return registers + offset / 4;
}

/** The number of a value that is no local variable. */
function operandNumber(value: Exclude<SourceValue, { readonly kind: "local" }>): number {
  switch (value.kind) {
    case "pending":
      return value.index + 1;
    case "result":
      return 0;
    default:
      return impossible(value);
  }
}

/** The claims of each cut point of a function, or what is wrong with them, in words. `spend` is told of work to be done. */
export function claimSetsOf(
  { cuts, inlined = [] }: Pick<FunctionCertificate, "cuts" | "inlined">,
  spend: (units: number) => void,
): readonly ClaimSet[] | string {
  const sets: ClaimSet[] = [];
  const facts = new Map<string, number>();
  /** The number of a fact: that of the first that is the same, word for word. */
  const numbered = (fact: Fact): number => {
    const text = factText(fact);
    spend(1 + text.length / 16);
    const number = facts.get(text) ?? facts.size;
    facts.set(text, number);
    return number;
  };
  for (const [index, cut] of cuts.entries()) {
    const { phase, node, base, dropped, values, computed = [], released = [], held = [], retracted = [] } = cut;
    const where = `the cut point ${phase} ${node}`;
    if (base !== null && !(Number.isInteger(base) && base >= 0 && base < index))
      return `${where} has a base that is no earlier cut point`;
    if (base !== null && !isAround(inlined, cuts[base]!.inlined, cut.inlined, spend))
      return `${where} has a base in an activation that is over`;
    const set: Growing = { ...(base === null ? noClaims : sets[base]!) };
    spend(1);
    for (const value of dropped) {
      spend(8);
      if (!takeOut(set, value, spend)) return `${where} drops a value that its base does not claim`;
    }
    for (const place of released) {
      spend(8);
      const number = placeNumber(place)!;
      if (at(set.held, number) === undefined) return `${where} releases a place that holds no term`;
      set.held = put(set.held, number, undefined);
    }
    for (const fact of retracted) {
      const number = numbered(fact);
      if (at(set.facts, number) === undefined) return `${where} retracts what is no fact`;
      set.facts = put(set.facts, number, undefined);
    }
    const said = new Set<number>();
    const claim = (value: SourceValue, location: Whereabouts): boolean => {
      spend(8);
      const number = value.kind === "local" ? value.slot : -1 - operandNumber(value);
      if (said.has(number)) return false;
      said.add(number);
      takeOut(set, value, spend);
      putIn(set, value, location, spend);
      return true;
    };
    if (
      !values.every(({ value, location }) => claim(value, location)) ||
      !computed.every(({ value, term }) => claim(value, { kind: "computed", term }))
    )
      return `${where} claims a value twice`;
    const filled = new Set<number>();
    for (const { location, term } of held) {
      spend(8);
      const number = placeNumber(location)!;
      if (filled.has(number)) return `${where} says twice what a place holds`;
      filled.add(number);
      set.held = put(set.held, number, { location, term });
    }
    for (const fact of cut.facts ?? []) {
      const number = numbered(fact);
      if (at(set.facts, number) !== undefined) return `${where} states a fact twice`;
      set.facts = put(set.facts, number, fact);
    }
    sets.push(set);
  }
  return sets;
}

/** Is an inlined call the other one, or around it? The function's own activation is around all. */
export function isAround(
  inlined: readonly InlinedCall[],
  outer: number | undefined,
  inner: number | undefined,
  spend: (units: number) => void,
): boolean {
  if (outer === undefined) return true;
  let at = inner;
  while (at !== undefined && at > outer) {
    spend(1);
    const within: number | null | undefined = inlined[at]?.within;
    at = typeof within === "number" && within < at ? within : undefined;
  }
  return at === outer;
}

/** What is claimed of a value. */
export function claimOf({ locals, operands }: ClaimSet, value: SourceValue): Whereabouts | undefined {
  return value.kind === "local" ? at(locals, value.slot) : at(operands, operandNumber(value));
}

/** Claim nothing of a value any more. False where nothing was claimed of it. */
function takeOut(set: Growing, value: SourceValue, spend: (units: number) => void): boolean {
  const location = claimOf(set, value);
  if (location === undefined) return false;
  if (value.kind !== "local") {
    set.operands = put(set.operands, operandNumber(value), undefined);
    return true;
  }
  set.locals = put(set.locals, value.slot, undefined);
  if (at(set.irregular, value.slot) !== undefined) set.irregular = put(set.irregular, value.slot, undefined);
  if (location.kind === "computed") set.computed = put(set.computed, value.slot, undefined);
  const place = placeNumber(location);
  if (place === undefined) return true;
  const others = at(set.byPlace, place)!;
  spend(others.length);
  const rest = others.filter((slot) => slot !== value.slot);
  set.byPlace = put(set.byPlace, place, rest.length === 0 ? undefined : rest);
  return true;
}

/** Claim where a value is, of which nothing is claimed. */
function putIn(set: Growing, value: SourceValue, location: Whereabouts, spend: (units: number) => void): void {
  if (value.kind !== "local") {
    set.operands = put(set.operands, operandNumber(value), location);
    return;
  }
  set.locals = put(set.locals, value.slot, location);
  const place = placeNumber(location);
  if (place === undefined) {
    if (location.kind === "computed") set.computed = put(set.computed, value.slot, true);
    set.irregular = put(set.irregular, value.slot, true);
    return;
  }
  const others = at(set.byPlace, place);
  const here = others === undefined ? [value.slot] : [...others, value.slot].sort((a, b) => a - b);
  spend(here.length);
  for (let i = 1; i < here.length; i++) set.irregular = put(set.irregular, here[i]!, true);
  set.byPlace = put(set.byPlace, place, here);
}
