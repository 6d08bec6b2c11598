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
import { apply, constant } from "../source-terms.ts";
import type { FactsAt } from "./facts-at.ts";
import { type Found, firstConstant, termsBesides, whereaboutsOf } from "./places.ts";
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
  readonly facts: FactsAt;
  /** From where ways come to it, and how often it claimed something else than before. */
  readonly from: Set<Cut | undefined>;
  anew: number;
}

const result: SourceValue = { kind: "result" };

function locationAt(place: number, frame: number): Location {
  const there = whereaboutsOf(place);
  return there.kind === "slot" ? { kind: "slot", offset: frame - 4 * there.below } : there;
}

function isConstant(place: number): boolean {
  return place >= firstConstant;
}

/** A place that is no constant, in a function with a frame of so many bytes. */
function placeAt(place: number, frame: number): Place {
  return locationAt(place, frame) as Place;
}

/** What is claimed of the values that are in places, and the numbers of those that are in several. */
interface InPlaces {
  readonly claims: readonly Claim[];
  readonly several: readonly number[];
}

/** How the cut points of a function with a frame of so many bytes are claimed. What two of them claim is one object, so that differences are soon found. */
export class Claiming {
  readonly #frame: number;
  /** Of each value the claim that was made last, and of which place. */
  readonly #last = new Map<SourceValue, readonly [place: number, claim: Claim]>();
  /** What was claimed of values last that were in places, and nothing else. */
  #before: (InPlaces & Pick<Cut, "values"> & Pick<Found, "places">) | undefined;

  constructor(frame: number) {
    this.#frame = frame;
  }

  /** A cut point as a certificate claims it, with the facts of it that are needed. */
  at({ end, pc, values, isGiven, found }: Cut, facts: readonly Fact[]): CutPoint {
    const frame = this.#frame;
    const held = found.bases.map(
      ([register, words]): HeldTerm => ({
        location: { kind: "register", register },
        term: apply("sub", { kind: "entry_sp" }, constant(4 * words)),
      }),
    );
    const { claims, several } = this.#inPlaces(values, found);
    const claimed: readonly Claim[] = isGiven
      ? [{ value: result, location: { kind: "register", register: registerNumbers.a0 } }, ...claims]
      : claims;
    const isTaken = new Set<number>();
    for (const i of several)
      for (const place of found.places[i]!) {
        if (isConstant(place) || isTaken.has(place) || found.places.some(([first]) => first === place)) continue;
        isTaken.add(place);
        held.push({ location: placeAt(place, frame), term: values[i]! });
      }
    for (const [place, term] of termsBesides(found)) held.push({ location: placeAt(place, frame), term });
    const computed = found.computed.map(([i, term]): Computed => ({ value: values[i]!, term }));
    const saved = found.saved.flatMap(([place], i): SavedRegister[] =>
      place === restored[i] ? [] : [{ register: restored[i]!, location: locationAt(place!, frame) }],
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

  #inPlaces(values: Cut["values"], { places: all, computed }: Found): InPlaces {
    if (computed.length === 0 && this.#before?.values === values && this.#before.places === all) return this.#before;
    const claims: Claim[] = [];
    const several: number[] = [];
    const isComputed = new Set(computed.map(([i]) => i));
    for (let i = 0; i < values.length; i++) {
      const places = all[i]!;
      if (isComputed.has(i)) continue;
      if (places.length > 0) claims.push(this.#claimOf(values[i]!, places[0]!));
      if (places.length > 1) several.push(i);
    }
    if (computed.length === 0) this.#before = { values, places: all, claims, several };
    return { claims, several };
  }

  #claimOf(value: SourceValue, place: number): Claim {
    const last = this.#last.get(value);
    if (last?.[0] === place) return last[1];
    const claim = { value, location: locationAt(place, this.#frame) };
    this.#last.set(value, [place, claim]);
    return claim;
  }
}
