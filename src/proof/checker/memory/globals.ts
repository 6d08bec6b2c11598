/**
 * The globals in a segment: what they were when it began, and what each side has assigned since. Only those that a side
 * touches cost anything, so that checking stays linear in the size of a program.
 */

import type { Term } from "../terms/term.ts";

/** The globals when a segment begins, the same words on both sides. */
export interface InitialGlobals {
  /** How many there are. */
  readonly count: number;
  /** The word of a global. */
  readonly at: (index: number) => Term;
}

/** The globals assigned since, by index. */
export type ChangedGlobals = ReadonlyMap<number, Term>;

/** None. */
export const unchanged: ChangedGlobals = new Map();

/** The word of a global on one side. */
export function globalAt(initial: InitialGlobals, changed: ChangedGlobals, index: number): Term {
  return changed.get(index) ?? initial.at(index);
}
