/**
 * What an optimiser keeps in words of the frame that are no values, as sums for which it has no registers: where straight code is cut, all of it has
 * to be known that is read later; elsewhere that is looked for where a guess does not fit without it.
 */

import type { SourceTerm } from "../../certificate/claims.ts";
import type { MachineOnPrints } from "./machine-run.ts";
import { type Found, firstConstant, firstSlot, offsetFromSp, type Wanted } from "./places.ts";
import type { Round } from "./rounds.ts";
import { sound } from "./sound.ts";
import { type Except, speaksOfExcepted } from "./vocabulary.ts";

/**
 * What was found, with the words of the frame that may be read and hold what has a name, and no value: of those that were known where the run began, and
 * those that were written since. `round`: the loop that begins here.
 */
export function withSpilled(
  found: Found,
  machine: MachineOnPrints,
  { vocabulary, values, changeOf }: Wanted,
  isRead: (offset: number) => boolean,
  round: Round | undefined,
): Found {
  const { frame, atFirst } = machine;
  const before = new Map(atFirst.terms.filter(isInFrame));
  const asked = unsaidIn(found, machine);
  if (asked.size === 0) return found;
  const { sp, computed } = found;
  const terms: [number, SourceTerm][] = [];
  for (const place of asked) {
    const offset = offsetFromSp(place, sp);
    if (offset < 0 || !isRead(offset)) continue;
    const word = frame[place - firstSlot]!;
    const still = before.get(place);
    // What a loop does not write holds nothing that its variables change.
    const isKept = round?.stored.has(offset) === false;
    const except: Except | undefined = isKept ? (value) => changeOf?.(value) !== undefined : undefined;
    const isStill = still !== undefined && !speaksOfExcepted(still, except) && vocabulary().is(still, word);
    const term = isStill ? still : vocabulary().termOf(word, except);
    if (term !== undefined) terms.push([place, term]);
  }
  return terms.length === 0 ? found : { ...found, ...sound([...found.terms, ...terms], computed, values) };
}

/** May there be such words? */
export function maySpill(found: Found, machine: MachineOnPrints): boolean {
  return unsaidIn(found, machine).size > 0;
}

/** The places in the frame that are known to hold something, and of which it is not said what. */
function unsaidIn({ places, saved }: Found, { written, atFirst }: MachineOnPrints): ReadonlySet<number> {
  const asked = new Set(atFirst.terms.filter(isInFrame).map(([place]) => place));
  for (const below of written) asked.add(firstSlot + below);
  if (asked.size > 0) for (const one of [...places, ...saved]) for (const place of one) asked.delete(place);
  return asked;
}

function isInFrame([place]: readonly [number, SourceTerm]): boolean {
  return place >= firstSlot && place < firstConstant;
}
