/**
 * Events and names of the extracted semantics, as ours.
 */

import type { Event, List } from "../../coq/extracted/semantics.js";
import { type Event as OurEvent, readEvent, writeEvent } from "../../src/core/behaviour.ts";
import { elementsOf, numberOf } from "../../src/second/values.ts";

/** The events of a step. */
export function eventsOf(events: List<Event>): OurEvent[] {
  return [...elementsOf(events)].map(({ is, a }) =>
    is === "Reading" ? readEvent(numberOf(a)) : writeEvent(numberOf(a)),
  );
}

/** A name that Coq has behind a prefix: `Rule_if_true`, `Trap_bounds`. */
export function plainName({ is }: { readonly is: string }): string {
  return is.replace(/^(?:Rule|Trap|Resource|Access)_/u, "");
}
