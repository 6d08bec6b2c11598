/**
 * What an optimiser keeps in words of the frame that are no values, as sums for which it has no registers: where straight code is cut, all of it has
 * to be known that is read later.
 */

import type { SourceTerm } from "../../certificate/claims.ts";
import type { MachineOnPrints } from "./machine-run.ts";
import { type Found, firstConstant, firstSlot, type Wanted } from "./places.ts";
import { sound } from "./sound.ts";

/**
 * What was found, with the words of the frame that may be read and hold what has a name, and no value: of those that were known where the run began, and
 * those that were written since.
 */
export function withSpilled(
  found: Found,
  { frame, written, atFirst }: MachineOnPrints,
  { vocabulary, values }: Wanted,
  isRead: (offset: number) => boolean,
): Found {
  const before = new Map(atFirst.terms.filter(([place]) => place >= firstSlot && place < firstConstant));
  const asked = new Set([...before.keys(), ...written.map((below) => firstSlot + below)]);
  if (asked.size === 0) return found;
  const { sp, places, saved, computed } = found;
  for (const one of [...places, ...saved]) for (const place of one) asked.delete(place);
  const terms: [number, SourceTerm][] = [];
  for (const place of asked) {
    const below = place - firstSlot;
    if (below > sp || !isRead(4 * (sp - below))) continue;
    const word = frame[below]!;
    const still = before.get(place);
    const term = still !== undefined && vocabulary().is(still, word) ? still : vocabulary().termOf(word);
    if (term !== undefined) terms.push([place, term]);
  }
  return terms.length === 0 ? found : { ...found, ...sound([...found.terms, ...terms], computed, values) };
}
