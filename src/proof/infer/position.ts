/**
 * Where cut points are in the source, and which comes first.
 */

import type { Site } from "../checker/segment/sites.ts";

/** Where a cut point is in the source: the numbers of the calls that are inlined around it, and its own; undefined at the entry. */
export type Position = readonly number[] | undefined;

/** The numbers of the calls that are inlined around a point, and its own. */
export function positionOf(site: Site, node: number): readonly number[] {
  return site.within === undefined ? [node] : [...positionOf(site.within, site.call!.id), node];
}

/** Does a cut point come before another in the source? The entry comes before all, and what is in a call that is inlined before its return. */
export function comesBefore(position: Position, other: Position): boolean {
  if (position === undefined || other === undefined) return position === undefined && other !== undefined;
  for (const [i, node] of position.entries()) {
    const there = other[i];
    if (there === undefined || node < there) return true;
    if (node > there) return false;
  }
  return false;
}
