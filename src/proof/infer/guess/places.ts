/**
 * What is found where both sides are level: the places of the values that are needed, of the caller's registers, and those that hold the sp of the
 * entry less a constant. A place is a number: that of a register, or 32 and how many words it lies below the sp of the entry, or 2³² and
 * the bits of a constant that is nowhere.
 */

import { impossible } from "../../../core/impossible.ts";
import { calleeSavedRegisters } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import type { SourceTerm, SourceValue } from "../../certificate/claims.ts";
import { constant, isValue, leavesOf, nodesOf, speaksOf, termName, valueName } from "../source-terms.ts";
import type { Change } from "./changes.ts";
import { slotsInLarge, smallFrame, unmovedIn } from "./large-frames.ts";
import { type MachineOnPrints, wordsBelow } from "./machine-run.ts";
import { inOtherWords } from "./other-words.ts";
import { isKnown, type Prints } from "./prints.ts";
import type { Rounds } from "./rounds.ts";
import { sound, type Terms } from "./sound.ts";
import type { SourceEnd } from "./source-run.ts";
import { operandsOf, variablesIn } from "./stack.ts";
import type { TextCode } from "./text-code.ts";
import { isThis, type Vocabulary } from "./vocabulary.ts";

const { zero, sp, gp, tp } = registerNumbers;

const none: readonly never[] = [];

/** The registers of which something is always known, as bits. */
const known = (1 << zero) | (1 << sp) | (1 << gp) | (1 << tp);

export const firstSlot = 32;
export const firstConstant = 2 ** 32;

/** Where a value is, in the words of a certificate, but for how large the frame is. */
export type Whereabouts =
  | { readonly kind: "register"; readonly register: number }
  /** So many words below the sp of the entry. */
  | { readonly kind: "slot"; readonly below: number }
  /** Nowhere: it is always this. */
  | { readonly kind: "constant"; readonly value: number };

/** How many bytes a word of the frame lies above sp, which is so many words below the sp of the entry. */
export function offsetFromSp(place: number, standing: number): number {
  return 4 * (standing - (place - firstSlot));
}

export function whereaboutsOf(place: number): Whereabouts {
  if (place < firstSlot) return { kind: "register", register: place };
  if (place < firstConstant) return { kind: "slot", below: place - firstSlot };
  return { kind: "constant", value: place | 0 };
}

/** What was found. */
export interface Found {
  /** How many words sp is below its value at entry. */
  readonly sp: number;
  /** The values that are needed. */
  readonly values: readonly SourceValue[];
  /** Of each value that is needed, where it is. */
  readonly places: readonly (readonly number[])[];
  /** The values that are in no place, but computed from what is. */
  readonly computed: readonly (readonly [value: number, term: SourceTerm])[];
  /** The places that hold what is no value, but computed from values. */
  readonly terms: readonly (readonly [place: number, term: SourceTerm])[];
  /** Of each register that the caller wants back. */
  readonly saved: readonly (readonly number[])[];
  /** The registers that hold the sp of the entry less so many words, with that. */
  readonly bases: readonly (readonly [register: number, words: number])[];
  /** Did ways call something otherwise? What one of them called it has to be seen to hold on all. */
  readonly isDoubted?: boolean;
}

/** The words of these values where a way of the source ended. */
export function wordsOf(values: readonly SourceValue[], { running }: Pick<SourceEnd, "running">): readonly number[] {
  const pending = operandsOf(running.continuation);
  const variables = variablesIn(running);
  const { control } = running;
  return values.map((value) => {
    switch (value.kind) {
      case "local":
        return variables[value.slot]!;
      case "pending":
        return pending[value.index]!;
      case "result":
        return control.at === "value" ? control.value : 0;
      default:
        return impossible(value);
    }
  });
}

/** What is looked for where a way of the source ended: the values that are needed, their words, and what other words are called. */
export interface Wanted {
  readonly values: readonly SourceValue[];
  readonly words: readonly number[];
  readonly vocabulary: () => Vocabulary;
  /** Before a loop: what it does with a value that is a variable; undefined where it does not assign it. */
  readonly changeOf: ((value: SourceValue) => Change | undefined) | undefined;
  /** The constant that a value always is. */
  readonly constantOf: (value: SourceValue) => number | undefined;
  /** What a value is computed from that is assigned once. */
  readonly definitionOf: (value: SourceValue) => SourceTerm | undefined;
}

/** What is asked of the function's code. */
export interface AskedOfCode {
  readonly code: TextCode;
  readonly rounds: Rounds;
}

/** Looks where words are. */
export class Places {
  readonly #prints: Prints;
  readonly #base: number;
  readonly #callers: readonly number[];
  readonly #code: TextCode;
  readonly #rounds: Rounds;
  readonly #optimises: boolean;
  readonly #saysOtherwise: boolean;
  /** Was something found that could be said otherwise, too? */
  hasOtherWords = false;

  constructor(
    prints: Prints,
    { code, rounds }: AskedOfCode,
    { base, callers }: { readonly base: number; readonly callers: readonly number[] },
    {
      isStart,
      optimises,
      saysOtherwise,
    }: { readonly isStart: boolean; readonly optimises: boolean; readonly saysOtherwise: boolean },
  ) {
    this.#prints = prints;
    this.#code = code;
    this.#rounds = rounds;
    this.#base = base;
    this.#optimises = optimises;
    this.#saysOtherwise = saysOtherwise;
    this.#callers = isStart ? [] : callers;
  }

  /** Everything that is found where the machine comes to a pc; over a call only what a callee keeps. Undefined where sp is nowhere. */
  found(machine: MachineOnPrints, wanted: Wanted, pc: number, overCall: boolean): Found | undefined {
    const standing = this.#sp(machine);
    if (standing === undefined) return undefined;
    const prints = this.#prints;
    const bases: [number, number][] = [];
    const registers = overCall ? calleeSavedRegisters : everyRegister;
    /** The registers that hold nothing else. */
    let own = 0;
    for (const register of registers) {
      const below = wordsBelow(this.#base, machine.registers[register]!);
      if (below !== undefined && below >= 0) bases.push([register, below]);
      else own |= 1 << register;
    }
    const read = this.#code.readFrom(pc) & own;
    const isRead = (register: number): boolean => ((read >>> register) & 1) === 1;
    const inRegisters = prints.allSettled(machine.registers);
    const slotsOf = slotsIn(machine, prints, standing);
    const registersOf = registersIn(inRegisters, registers);
    const placesOf = (word: number): readonly number[] => {
      const settled = prints.settled(word);
      const slots = slotsOf(word);
      // What is besides in a register that is not read is there by chance.
      const isAlone = slots.length === 0;
      const there = isAlone ? registersOf(settled) : registersOf(settled).filter(isRead);
      // What is known need be nowhere, as an operand that waits: it is known first of all, as it may be in a register by chance.
      if (isAlone && isKnown(settled) && !there.some(isRead)) return [firstConstant + (settled >>> 0), ...there];
      return isAlone ? there : there.length === 0 ? slots : [...slots, ...there];
    };
    const saved = this.#callers.map(placesOf);
    const words = prints.allSettled(wanted.words);
    const unmoved = isLarge(machine, prints) ? unmovedIn(machine, prints, standing, firstSlot) : undefined;
    const somewhere = changed(placesAtFirst(machine, wanted.values), wanted.words, (word, i) => {
      const there = unmoved?.(wanted.values[i]!, word);
      if (there !== undefined) return there;
      // What holds a constant besides may hold it longer than a variable lives that is always the same.
      const constant = this.#optimises && isKnown(words[i]!) ? wanted.constantOf(wanted.values[i]!) : undefined;
      return constant !== undefined && constant === words[i] ? [firstConstant + (constant >>> 0)] : placesOf(word);
    });
    const places = this.#likely(somewhere, wanted, pc, standing);
    // What a loop does not write holds nothing that its variables change.
    const written = wanted.changeOf === undefined ? undefined : this.#rounds.from(pc)?.written;
    const isKept = (register: number): boolean => written !== undefined && ((written >>> register) & 1) === 0;
    // What the caller wants back is nothing else.
    const isNamed = (register: number): boolean =>
      isRead(register) && !this.#callers.includes(machine.registers[register]!);
    let named = this.#optimises
      ? namedIn({ machine, inRegisters, registers: registers.filter(isNamed), isKept, words, places }, wanted)
      : noTerms;
    if (this.#optimises) {
      // What a loop leaves as it is, but not the register, is there by chance.
      const isThere = (place: number): boolean =>
        place >= firstSlot || (isRead(place) && (written === undefined || isKept(place)));
      const other = inOtherWords(places, named, wanted, isThere);
      if (other !== undefined) this.hasOtherWords = true;
      if (this.#saysOtherwise) named = other ?? named;
    }
    const stepped = this.#stepped(machine, wanted, words, places, named.terms, pc).filter(([register]) =>
      isRead(register),
    );
    const { values } = wanted;
    if (stepped.length === 0) return { sp: standing, values, places, ...named, saved, bases };
    const isStepped = new Set(stepped.map(([register]) => register));
    const others = named.terms.filter(([place]) => !isStepped.has(place));
    const terms = sound([...others, ...stepped], named.computed, values);
    return { sp: standing, values, places, ...terms, saved, bases };
  }

  /**
   * Before a loop the registers that it steps as it steps a variable: they hold a sum with that, and not with what it leaves as it is. A variable that is no
   * constant still may have been named already. Where several variables go on together, it is the one with which the sum is simplest: an address goes on with
   * the index that is read there, not with another.
   */
  #stepped(
    machine: MachineOnPrints,
    { values, changeOf, vocabulary }: Wanted,
    words: readonly number[],
    places: readonly (readonly number[])[],
    named: Terms,
    pc: number,
  ): Terms {
    const round = this.#optimises && changeOf !== undefined ? this.#rounds.from(pc) : undefined;
    if (round === undefined) return none;
    const { steps } = round;
    const taken = new Set(places.flat());
    const found: [number, SourceTerm][] = [];
    for (const [register, step] of steps) {
      if (taken.has(register)) continue;
      const term = named.find(([place]) => place === register)?.[1];
      const isNamed =
        term === undefined || leavesOf(term).some((leaf) => isValue(leaf) && changeOf!(leaf) !== undefined);
      let simplest: SourceTerm | undefined;
      for (const [i, value] of values.entries()) {
        const own = isKnown(words[i]!) || !isNamed ? steps.get(places[i]![0]!) : undefined;
        if (own === undefined || own === 0 || step % own !== 0) continue;
        const term = vocabulary().steppedTermOf(machine.registers[register]!, value, words[i]!, step / own);
        if (term !== undefined && (simplest === undefined || nodesOf(term) < nodesOf(simplest))) simplest = term;
      }
      const isSimpler = isNamed && term !== undefined && simplest !== undefined && nodesOf(term) < nodesOf(simplest);
      if (simplest !== undefined && !isSimpler) found.push([register, simplest]);
    }
    return found;
  }

  /** May a word be in some place? It costs little to ask. Of an optimiser's code it may be another word instead. */
  isSomewhere(machine: MachineOnPrints, word: number | undefined): boolean {
    if (word === undefined || this.#optimises) return true;
    const { registers, frame } = machine;
    const prints = this.#prints;
    const settled = prints.settled(word);
    const isIt = (other: number): boolean => other === word || prints.settled(other) === settled;
    if (isKnown(settled) || registers.some(isIt)) return true;
    return isLarge(machine, prints)
      ? slotsInLarge(machine, prints, frame.length, firstSlot)(word).length > 0
      : frame.some(isIt);
  }

  /** Of several places those that the code of a loop writes, or does not write, as its source assigns the value or not: what else it is in is there by chance. */
  #likely(
    places: readonly (readonly number[])[],
    { values, changeOf }: Wanted,
    pc: number,
    standing: number,
  ): readonly (readonly number[])[] {
    if (!this.#optimises || changeOf === undefined || !places.some(({ length }) => length > 1)) return places;
    const round = this.#rounds.from(pc);
    if (round === undefined) return places;
    const { written, steps, stored } = round;
    return places.map((all, i) => {
      if (all.length === 1) return all;
      const change = changeOf(values[i]!);
      const isWritten = (place: number): boolean => ((written >>> place) & 1) === 1;
      // A word of the frame may be written anew with what it holds.
      const isLikely = (place: number): boolean => {
        if (place < firstSlot) return isWritten(place) === (change !== undefined);
        return change === undefined || place >= firstConstant || stored.has(offsetFromSp(place, standing));
      };
      const likely = all.filter(isLikely);
      if (likely.length <= 1 || change === undefined) return likely.length === 0 ? all : likely;
      const stepped = likely.filter((place) => steps.get(place) === change.step);
      return stepped.length === 0 ? likely : stepped;
    });
  }

  /** What is left of what was found, in another run; undefined where sp is elsewhere. */
  left(before: Found, machine: MachineOnPrints, wanted: Wanted): Found | undefined {
    if (this.#sp(machine) !== before.sp) return undefined;
    const prints = this.#prints;
    const holds = (place: number, word: number): boolean => prints.settled(wordIn(machine, place)) === word;
    const leftOf = (places: readonly number[], word: number): readonly number[] => {
      const settled = prints.settled(word);
      return places.every((place) => holds(place, settled)) ? places : places.filter((place) => holds(place, settled));
    };
    const { words } = wanted;
    const places = eachLeft(before.places, (one, i) => leftOf(one, words[i]!));
    const saved = eachLeft(before.saved, (one, i) => leftOf(one, this.#callers[i]!));
    const bases = thoseLeft(
      before.bases,
      ([register, words]) => wordsBelow(this.#base, machine.registers[register]!) === words,
    );
    const computed = thoseLeft(before.computed, ([i, term]) => wanted.vocabulary().is(term, words[i]!));
    const terms = thoseLeft(before.terms, ([place, term]) => wanted.vocabulary().is(term, wordIn(machine, place)));
    if (
      places === before.places &&
      saved === before.saved &&
      bases === before.bases &&
      computed === before.computed &&
      terms === before.terms
    )
      return before;
    return { ...before, places, saved, bases, computed, terms };
  }

  /** What is left, with what those registers and values are now that are nothing any more of what was found before. Undefined where that is nothing new. */
  anew(before: Found, left: Found, machine: MachineOnPrints, wanted: Wanted, pc: number): Found | undefined {
    if (!this.#optimises) return undefined;
    const isPlaceOf = (found: Found, register: number): boolean =>
      found.places.some((places) => places.includes(register)) || found.terms.some(([place]) => place === register);
    const terms = [...left.terms];
    const computed = [...left.computed];
    for (const register of everyRegister) {
      if (!isPlaceOf(before, register) || isPlaceOf(left, register)) continue;
      const isRead = (this.#code.readFrom(pc) & (1 << register)) !== 0;
      const term = isRead ? wanted.vocabulary().termOf(machine.registers[register]!) : undefined;
      if (term !== undefined && term.kind !== "constant") terms.push([register, term]);
    }
    for (const [i, value] of wanted.values.entries()) {
      if (left.places[i]!.length > 0 || isSaid(left, i)) continue;
      const term = wanted.vocabulary().termOf(wanted.words[i]!, isThis(value));
      if (term !== undefined && term.kind !== "constant") computed.push([i, term]);
    }
    if (terms.length === left.terms.length && computed.length === left.computed.length) return undefined;
    return { ...left, ...sound(terms, computed, wanted.values) };
  }

  /** Is everything found that is in a register which code from a pc on reads? */
  hasAll({ places, terms, saved, bases }: Found, pc: number): boolean {
    let unknown = this.#code.readUpToCalls(pc) & ~known;
    const find = (place: number): void => {
      if (place < firstSlot) unknown &= ~(1 << place);
    };
    if (unknown === 0) return true;
    for (const one of places) one.forEach(find);
    for (const one of saved) one.forEach(find);
    for (const [register] of bases) find(register);
    for (const [place] of terms) find(place);
    return unknown === 0;
  }

  #sp(machine: MachineOnPrints): number | undefined {
    const words = wordsBelow(this.#base, machine.registers[sp]!);
    return words === undefined || words < 0 ? undefined : words;
  }
}

/** Is a frame one of which it is asked what was written? Not where words are the same that have other prints. */
function isLarge({ frame }: MachineOnPrints, { knowsSame }: Prints): boolean {
  return frame.length > smallFrame && !knowsSame;
}

/** The slots of a frame with a word, down to sp. */
function slotsIn(machine: MachineOnPrints, prints: Prints, standing: number): (word: number) => readonly number[] {
  if (isLarge(machine, prints)) return slotsInLarge(machine, prints, standing, firstSlot);
  const frame = prints.allSettled(machine.frame);
  return (word) => {
    const settled = prints.settled(word);
    const places: number[] = [];
    for (let below = 1; below <= standing; below++) if (frame[below] === settled) places.push(firstSlot + below);
    return places;
  };
}

/** Which of some registers have a word. Mostly none has, so nothing is noted for that. */
function registersIn(words: readonly number[], registers: readonly number[]): (word: number) => readonly number[] {
  return (word) => {
    let found: number[] | undefined;
    for (const register of registers)
      if (words[register] === word) {
        found ??= [];
        found.push(register);
      }
    return found ?? none;
  };
}

/** Where values were when the run began, if the same were needed then. */
function placesAtFirst({ atFirst }: MachineOnPrints, values: readonly SourceValue[]): Found["places"] {
  return atFirst.values === values ? atFirst.places : none;
}

/** What comes of each of these; the list itself that was before, where it is the same. */
function changed<T, S>(before: readonly S[], all: readonly T[], change: (one: T, i: number) => S): readonly S[] {
  let now: S[] | undefined = before.length === all.length ? undefined : [];
  for (let i = 0; i < all.length; i++) {
    const one = change(all[i]!, i);
    if (now === undefined && one !== before[i]) now = before.slice(0, i);
    now?.push(one);
  }
  return now ?? before;
}

function eachLeft<T>(all: readonly T[], change: (one: T, i: number) => T): readonly T[] {
  let changed: T[] | undefined;
  for (let i = 0; i < all.length; i++) {
    const one = change(all[i]!, i);
    if (one === all[i]) continue;
    changed ??= all.slice();
    changed[i] = one;
  }
  return changed ?? all;
}

function thoseLeft<T>(all: readonly T[], isLeft: (one: T) => boolean): readonly T[] {
  return all.every(isLeft) ? all : all.filter(isLeft);
}

const noTerms: Pick<Found, "terms" | "computed"> = { terms: none, computed: none };

/** What registers that are read hold besides values, and values that are in no place: as far as that has a name. */
function namedIn(
  {
    machine,
    inRegisters,
    registers,
    isKept,
    words,
    places,
  }: {
    readonly machine: MachineOnPrints;
    readonly inRegisters: readonly number[];
    readonly registers: readonly number[];
    /** Does the loop that begins here leave a register as it is? */
    readonly isKept: (register: number) => boolean;
    readonly words: readonly number[];
    readonly places: readonly (readonly number[])[];
  },
  { values, words: unsettled, vocabulary, changeOf }: Wanted,
): Pick<Found, "terms" | "computed"> {
  const isThere = places.every(({ length }) => length > 0);
  if (registers.length === 0 && isThere) return { terms: none, computed: none };
  const terms: [number, SourceTerm][] = [];
  const computed = new Map<number, SourceTerm>();
  for (const [i, there] of places.entries()) {
    const term = there.length === 0 ? vocabulary().termOf(unsettled[i]!, isThis(values[i]!)) : undefined;
    if (term !== undefined) computed.set(i, term);
  }
  for (const register of registers) {
    const word = inRegisters[register]!;
    const value = words.indexOf(word);
    // What is a value is known as that, but for a length that is a variable, too: it may go on to be one of these. A constant is one by chance.
    const own = machine.registers[register]!;
    if (value >= 0 && isKnown(word)) {
      terms.push([register, vocabulary().simpleTermOf(own) ?? constant(word)]);
      // Where two registers have a constant, one may go on as the constant, and the other as the value.
      if (changeOf === undefined && places[value]!.length > 1)
        for (const [i, one] of words.entries()) if (one === word) computed.set(i, constant(word));
      continue;
    }
    if (value >= 0 && places[value]!.some((place) => place >= firstSlot)) continue;
    const isElse = value >= 0 && isKept(register) && !places.some((there) => there.includes(register));
    const term =
      value < 0 || isElse
        ? vocabulary().termOf(own, isKept(register) ? (one) => changeOf?.(one) !== undefined : undefined)
        : vocabulary().simpleTermOf(own);
    if (term === undefined) continue;
    terms.push([register, term]);
    // What a loop leaves as it is goes on otherwise than a value that it changes.
    if (isElse) continue;
    for (const [i, value] of words.entries()) if (value === word) computed.set(i, term);
  }
  return sound(terms, [...computed], values);
}

const everyRegister = Array.from({ length: 31 }, (_, i) => i + 1).filter(
  (register) => register !== sp && register !== gp && register !== tp,
);

function wordIn(machine: MachineOnPrints, place: number): number {
  if (place < firstSlot) return machine.registers[place]!;
  return place < firstConstant ? machine.frame[place - firstSlot]! : place | 0;
}

/** What places hold that is said of them as long as it is not said that they hold a value. */
export function termsBesides({ places, computed, terms }: Found): Found["terms"] {
  const isValue = (place: number): boolean =>
    places.some((one, i) => one.includes(place) && !computed.some(([value]) => value === i));
  return thoseLeft(terms, ([place]) => !isValue(place));
}

/** What two ways have in common; undefined where sp is not. What they call otherwise keeps its first name for now: it may hold on both. */
export function inCommon(a: Found, b: Found): Found | undefined {
  if (a.sp !== b.sp) return undefined;
  const both = (x: readonly (readonly number[])[], y: readonly (readonly number[])[]) =>
    eachLeft(x, (places, i) => {
      const there = y[i]!;
      if (places === there || places.every((place) => there.includes(place))) return places;
      const common = places.filter((place) => there.includes(place));
      if (common.length > 0) return common;
      // The same constant may be in a register on one way, and nowhere on another.
      const constants = constantsIn(b, there);
      return constantsIn(a, places).filter((place) => constants.includes(place));
    });
  let isDoubted = a.isDoubted ?? false;
  const bothTerms = (x: Found["terms"], y: Found["terms"]) =>
    thoseLeft(x, ([number, term]) => {
      const name = termName(term);
      const there = y.filter(([other]) => other === number);
      if (there.length > 0 && there.every(([, one]) => termName(one) !== name)) isDoubted = true;
      return there.length > 0;
    });
  const terms = bothTerms(a.terms, b.terms);
  const computed = bothTerms(a.computed, b.computed);
  return {
    ...a,
    places: both(a.places, b.places),
    computed,
    terms,
    saved: both(a.saved, b.saved),
    bases: a.bases.filter(([register, words]) => b.bases.some(([other, more]) => other === register && more === words)),
    isDoubted,
  };
}

/** The constants that are in some places, as places. */
function constantsIn({ terms }: Found, places: readonly number[]): readonly number[] {
  return places.flatMap((place) => {
    if (place >= firstConstant) return [place];
    const term = terms.find(([register]) => register === place)?.[1];
    return term?.kind === "constant" ? [firstConstant + (term.value >>> 0)] : [];
  });
}

/** Is everything in some place? */
export function isWhole(found: Found): boolean {
  return missingIn(found) === undefined;
}

/** The number of the first value that is nowhere, or one behind all for a register of the caller. */
export function missingIn(found: Found): number | undefined {
  const { places, saved } = found;
  for (let i = 0; i < places.length; i++) if (places[i]!.length === 0 && !isSaid(found, i)) return i;
  return saved.every(({ length }) => length > 0) ? undefined : places.length;
}

/** A value of which a term speaks is there: what the source computes of it is that term. */
function isSaid({ values, computed, terms }: Found, i: number): boolean {
  return computed.some(([value]) => value === i) || terms.some(([, term]) => speaksOf(term, valueName(values[i]!)));
}
