/**
 * What is found at a candidate for a cut point: the parts that every later arrival is asked for again.
 */

import type { Type } from "../../lang/syntax/tree.ts";
import type { Computed, Fact, HeldTerm, Location, Place, SourceTerm, SourceValue } from "../certificate/claims.ts";
import { locationName, termName, valueName } from "./source-terms.ts";

/** A source value and a location with the same word. */
export interface Pair {
  readonly value: SourceValue;
  /** The type of the value. */
  readonly type: Type | "nothing";
  readonly location: Location;
}

/** What each number was when a cut point was reached first, by its slot, as a term that does not speak of it. */
export type Begun = ReadonlyMap<number, SourceTerm>;

/** What was found at one place. */
export interface Found {
  /** Bytes that sp is below its value at entry. */
  readonly sp: number;
  /** By a name that says both parts. */
  readonly pairs: ReadonlyMap<string, Pair>;
  /** The places that hold a term, by a name that says both: a constant, the sp of entry less a constant, a term over the source's values. */
  readonly terms: ReadonlyMap<string, HeldTerm>;
  /** The values that are in no place, and are a term, by a name that says both. */
  readonly computed: ReadonlyMap<string, Computed>;
  /** What is known, by its text. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** Of a loop, what numbers were at the first arrival. */
  readonly begun: Begun;
  /** The places of the words that the caller wants back, of each register in the order of `restored`; start-up keeps none. */
  readonly saved: readonly (readonly Place[])[];
}

/** The name of a place and the term that it holds. */
export function heldName({ location, term }: HeldTerm): string {
  return `${locationName(location)} ${termName(term)}`;
}

/** The name of a value and the term that it is. */
export function computedName({ value, term }: Computed): string {
  return `${valueName(value)} ${termName(term)}`;
}
