/**
 * What is owed at the end of a pair of paths, and the few ways in which something can be: two words that have to be one, two ends alike,
 * something known, an array.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Element, Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import { fromEntry, type Location } from "../../certificate/claims.ts";
import { at } from "../../certificate/trie.ts";
import { referenceElement } from "../memory/arrays.ts";
import type { Path } from "../paths/path.ts";
import type { MachinePath } from "../segment/machine-run.ts";
import type { SourcePath } from "../segment/source-run.ts";
import type { FunctionUnderCheck, State } from "../segment/state.ts";
import type { Term } from "../terms/term.ts";
import type { About, EndObligation, ObligationName, Side } from "./obligations.ts";

/** What both ends are compared under. */
export interface Ends {
  readonly subject: FunctionUnderCheck;
  readonly state: State;
  readonly source: SourcePath;
  readonly machine: MachinePath;
  readonly path: Path;
}

/** What is owed so far. What holds is only counted, unless all of it is to be listed. */
export class Owed {
  /** How many held that were not kept. */
  counted = 0;
  readonly kept: EndObligation[] = [];
  readonly #all: boolean;

  constructor(all = false) {
    this.#all = all;
  }

  /** Is that all there is to say of an obligation? So it is where it holds, and is only counted: what it is about is not asked then. */
  counts(closed: boolean): boolean {
    if (!closed || this.#all) return false;
    this.counted++;
    return true;
  }
}

export const nothing: About = { kind: "nothing" };

const unknown: Side = { kind: "unknown" };

export function words(text: string): Side {
  return { kind: "words", words: text };
}

/** Something has to hold. */
export function holds(
  owed: Owed,
  name: ObligationName,
  about: About,
  closed: boolean,
  source: Side,
  machine: Side,
): void {
  if (!owed.counts(closed)) owed.kept.push({ name, about, closed, source, machine });
}

/** The two words have to be one. */
export function same(owed: Owed, name: ObligationName, about: About, source: Term, machine: Term | undefined): void {
  holds(owed, name, about, source === machine, source, machine ?? unknown);
}

/** The two ends have to be alike. */
export function alike(owed: Owed, name: ObligationName, condition: boolean, { source, machine }: Ends): void {
  if (owed.counts(condition)) return;
  holds(owed, name, nothing, condition, { kind: "end", end: source.end }, { kind: "end", end: machine.end });
}

/** What has an array type has to be an array of it. */
export function isArray(owed: Owed, about: About, word: Term, type: Type | "nothing", ends: Ends): void {
  const element = elementOf(type);
  if (element === undefined) return;
  const closed = isArrayOf(word, element, ends);
  if (!owed.counts(closed)) holds(owed, "array", about, closed, word, words(type));
}

/**
 * Is the word known to be an array of such elements? Of a variable it is known where the cut point at the beginning claims it or a term
 * there speaks of it: then it was shown on every arrival there.
 */
export function isArrayOf(
  word: Term,
  element: Element,
  { source, state, subject }: Pick<Ends, "source" | "state" | "subject">,
): boolean {
  const slot = subject.slotOf.get(word);
  const shown = slot === undefined || at(state.claims.locals, slot) !== undefined || state.named.has(word);
  return shown && referenceElement(word, source.store.fresh) === element;
}

/** The word in a location; undefined where it is in none. */
export function contents(
  { machine, path, state }: Pick<Ends, "path" | "state"> & { readonly machine: Omit<MachinePath, "end"> },
  location: Location,
): Term | undefined {
  switch (location.kind) {
    case "register":
      return machine.registers[location.register];
    case "slot":
      return machine.memory.cell(fromEntry(location.offset, state.frame.size));
    case "constant":
      return path.constant(location.value);
    default:
      return impossible(location);
  }
}
