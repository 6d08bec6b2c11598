/**
 * Where words are in a large frame, as that of a function with hundreds of variables: where the run began that is known, and only what was written since
 * is looked at. Most variables are what and where they were then, so that has to be seen at once: there may be hundreds at each of hundreds of cut points.
 */

import type { SourceTerm, SourceValue } from "../../certificate/claims.ts";
import { ofCondition } from "./print-kinds.ts";
import { isKnown, type Prints } from "./prints.ts";

/** A frame of so many words is gone through for each value. */
export const smallFrame = 64;

const none: readonly never[] = [];

/** Where words were when a run began. */
export interface AtFirst {
  /** Places of a word, all slots with it among them. */
  readonly slotsOf: (word: number) => readonly number[] | undefined;
  /** The values that were needed, and the places of each. */
  readonly values: readonly SourceValue[];
  readonly places: readonly (readonly number[])[];
  /** The places that held what is no value. */
  readonly terms: readonly (readonly [place: number, term: SourceTerm])[];
  /** The words of variables, by their slots; and the places of those whose word is in no others. */
  readonly variables: readonly number[];
  readonly placesOf: readonly (readonly number[] | undefined)[];
}

/** Nothing is known of where words are. */
export const nowhereAtFirst: AtFirst = {
  slotsOf: () => undefined,
  values: none,
  places: none,
  terms: none,
  variables: none,
  placesOf: none,
};

/** The frame of a machine, since a run began. */
export interface Frame {
  readonly frame: readonly number[];
  /** The words that were written, by how many words each lies below the sp of the entry. */
  readonly written: readonly number[];
  readonly atFirst: AtFirst;
}

/** The slots of a frame with a word, down to sp; a slot is `first` and how many words it lies below the sp of the entry. */
export function slotsInLarge(
  { frame, written, atFirst }: Frame,
  prints: Prints,
  standing: number,
  first: number,
): (word: number) => readonly number[] {
  const anew = new Map<number, number[]>();
  for (const below of new Set(written)) {
    if (below > standing) continue;
    const word = prints.settled(frame[below]!);
    const slots = anew.get(word);
    if (slots === undefined) anew.set(word, [first + below]);
    else slots.push(first + below);
  }
  return (word) => {
    const holds = (place: number): boolean =>
      place >= first && place - first <= standing && frame[place - first] === word;
    const before = atFirst.slotsOf(word) ?? none;
    const still = before.every(holds) ? before : before.filter(holds);
    const more = anew.size === 0 ? undefined : anew.get(prints.settled(word));
    if (more === undefined || more.every((slot) => still.includes(slot))) return still;
    return [...new Set([...still, ...more])].sort((a, b) => a - b);
  };
}

/** Words are told apart by so many of their bits where most are not among a few. */
const bits = 1024;

/**
 * Where a variable is that is what and where it was when a run began, and nowhere else: in no register, and in no word of the frame that was written. Undefined
 * where that cannot be told at once.
 */
export function unmovedIn(
  { frame, written, atFirst, registers }: Frame & { readonly registers: readonly number[] },
  prints: Prints,
  standing: number,
  first: number,
): (value: SourceValue, word: number) => readonly number[] | undefined {
  const seen = new Uint8Array(bits);
  const see = (word: number): void => {
    seen[prints.settled(word) & (bits - 1)] = 1;
  };
  for (const word of registers) see(word);
  for (const below of written) see(frame[below]!);
  const { variables, placesOf } = atFirst;
  return (value, word) => {
    if (value.kind !== "local" || variables[value.slot] !== word || isKnown(word) || word >= ofCondition)
      return undefined;
    const places = placesOf[value.slot];
    if (places === undefined || seen[word & (bits - 1)] === 1) return undefined;
    for (const place of places)
      if (place < first || place - first > standing || frame[place - first] !== word) return undefined;
    return places.length === 0 ? undefined : places;
  };
}
