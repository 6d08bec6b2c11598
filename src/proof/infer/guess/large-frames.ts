/**
 * Where words are in a large frame, as that of a function with hundreds of variables: where the run began that is known, and only what was written since
 * is looked at.
 */

import type { Prints } from "./prints.ts";

/** A frame of so many words is gone through for each value. */
export const smallFrame = 64;

const none: readonly number[] = [];

/** The frame of a machine, since a run began. */
export interface Frame {
  readonly frame: readonly number[];
  /** The words that were written, by how many words each lies below the sp of the entry. */
  readonly written: readonly number[];
  /** Places of a word where the run began, all slots with it among them. */
  readonly slotsAtFirst: (word: number) => readonly number[] | undefined;
}

/** The slots of a frame with a word, down to sp; a slot is `first` and how many words it lies below the sp of the entry. */
export function slotsInLarge(
  { frame, written, slotsAtFirst }: Frame,
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
    const before = slotsAtFirst(word) ?? none;
    const still = before.every(holds) ? before : before.filter(holds);
    const more = anew.size === 0 ? undefined : anew.get(prints.settled(word));
    if (more === undefined || more.every((slot) => still.includes(slot))) return still;
    return [...new Set([...still, ...more])].sort((a, b) => a - b);
  };
}
