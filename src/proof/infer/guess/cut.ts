/**
 * A cut point that is guessed, and how a certificate claims it.
 */

import { registerNumbers } from "../../../machine/isa/register.ts";
import type {
  Claim,
  Computed,
  CutPoint,
  Fact,
  HeldTerm,
  Location,
  Place,
  SavedRegister,
  SourceValue,
} from "../../certificate/claims.ts";
import { restored } from "../../checker/segment/state.ts";
import { type Found, termsBesides, whereaboutsOf } from "./places.ts";
import type { SourceEnd } from "./source-run.ts";

/** A cut point that is guessed. */
export interface Cut {
  /** How the source came there first. */
  readonly end: SourceEnd;
  readonly pc: number;
  /** The values that are needed there, in the order of the places that were found; but for what a callee delivers. */
  readonly values: readonly SourceValue[];
  /** Is what a callee delivers needed, where a call returns? It is where the calling convention has it. */
  readonly isGiven: boolean;
  found: Found;
  /** What holds there. */
  facts: readonly Fact[];
}

const result: SourceValue = { kind: "result" };

function locationAt(place: number, frame: number): Location {
  const there = whereaboutsOf(place);
  return there.kind === "slot" ? { kind: "slot", offset: frame - 4 * there.below } : there;
}

/** A place that is no constant, in a function with a frame of so many bytes. */
function placeAt(place: number, frame: number): Place {
  return locationAt(place, frame) as Place;
}

/** The cut point as a certificate claims it, in a function with a frame of so many bytes. */
export function claimsAt({ end, pc, values, isGiven, found, facts }: Cut, frame: number): CutPoint {
  const locationOf = (place: number): Location => locationAt(place, frame);
  const held = found.bases.map(
    ([register, words]): HeldTerm => ({
      location: { kind: "register", register },
      term: {
        kind: "apply",
        operation: "sub",
        left: { kind: "entry_sp" },
        right: { kind: "constant", value: 4 * words },
      },
    }),
  );
  const claimed: Claim[] = isGiven
    ? [{ value: result, location: { kind: "register", register: registerNumbers.a0 } }]
    : [];
  const isTaken = new Set<number>();
  const isComputed = new Set(found.computed.map(([i]) => i));
  for (let i = 0; i < values.length; i++)
    if (!isComputed.has(i))
      for (const place of found.places[i]!) {
        const value = values[i]!;
        const location = locationOf(place);
        if (place === found.places[i]![0]) claimed.push({ value, location });
        else if (!isTaken.has(place) && location.kind !== "constant") held.push({ location, term: value });
        isTaken.add(place);
      }
  for (const [place, term] of termsBesides(found)) held.push({ location: placeAt(place, frame), term });
  const computed = found.computed.map(([i, term]): Computed => ({ value: values[i]!, term }));
  const saved = found.saved.flatMap(([place], i): SavedRegister[] =>
    place === restored[i] ? [] : [{ register: restored[i]!, location: locationOf(place!) }],
  );
  const { phase, node } = end.point;
  const sp = 4 * found.sp;
  const inlined = end.site.number === 0 ? undefined : end.site.number - 1;
  return {
    phase,
    node,
    pc,
    ...(inlined !== undefined && { inlined }),
    sp,
    saved,
    base: null,
    dropped: [],
    values: claimed,
    computed,
    held,
    facts,
  };
}
