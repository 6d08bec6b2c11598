/**
 * What is open already before a cut point is made of a candidate: most pcs that are looked at are no place for one because the machine
 * has not done yet what the source has done, or has done more. That is seen from the effects and from memory alone.
 */

import { sameMemory } from "../checker/relate/invariant.ts";
import type { EndObligation } from "../checker/relate/obligations.ts";
import { onPath } from "../checker/relate/on-path.ts";
import { type Ends, nothing, Owed } from "../checker/relate/owed.ts";
import { sameEffect } from "../checker/segment/effect.ts";

/**
 * The first obligation of the effects and of memory that is open, as `relate` would have it;
 * undefined where none is, or where only the path may tell whether effects are the same.
 */
export function apartInMemory(ends: Ends): EndObligation | undefined {
  const [source, machine] = [ends.source.effects, ends.machine.effects];
  if (source.length !== machine.length)
    return {
      name: "events",
      about: nothing,
      closed: false,
      source: { kind: "effects", effects: source },
      machine: { kind: "effects", effects: machine },
    };
  if (!source.every((effect, i) => sameEffect(effect, machine[i]!))) return undefined;
  const owed = new Owed();
  sameMemory(owed, ends);
  return owed.kept.find((one) => !onPath(one, ends.path).closed);
}
