/**
 * `conforms`: does the observed behaviour of a machine agree with the observed behaviour of its source?
 *
 * The relation of the design's section on behaviours, decided on finite observations. It has the shape of CakeML's
 * compiler theorem: the machine does what the program does, or it stops early because a resource was spent, after a
 * prefix of the program's events. A run that was not observed to its end is inconclusive: counted apart, never a pass.
 */

import {
  type Behaviour,
  describeOutcome,
  type Event,
  type Outcome,
  sameEvent,
  sameOutcome,
} from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";

/** What one side did where the two first differ: an event, or its end. */
export type Act =
  | { readonly kind: "event"; readonly event: Event }
  | { readonly kind: "outcome"; readonly outcome: Outcome };

/** Where two behaviours first differ. */
export interface Difference {
  /** How many events they have in common before it: the index of the first event that differs. */
  readonly index: number;
  /** What the machine did there. */
  readonly machine: Act;
  /** What the source did there. */
  readonly source: Act;
}

/** The answer of {@link conforms}. */
export type Conformance =
  /** Equal events and outcome; or the machine spent a resource after a prefix of the source's events. */
  | { readonly verdict: "conforms"; readonly by: "equality" | "exhaustion" }
  /** Nothing differs so far, and a side was still running, so that the rest is not known. */
  | { readonly verdict: "inconclusive"; readonly running: "machine" | "source" | "both" }
  | { readonly verdict: "differs"; readonly difference: Difference };

/**
 * Compare a machine's behaviour with its source's.
 *
 * A fault of the machine differs from a source that is still running, too: no conforming image ever faults, whatever
 * its source would have done next.
 *
 * @example
 * ```ts
 * import { readEvent, writeEvent } from "etalon";
 * import { conforms } from "etalon/proof";
 * const source = { events: [writeEvent(72), writeEvent(105)], outcome: { kind: "halted", code: 0 } } as const;
 * conforms(source, source); // => { verdict: "conforms", by: "equality" }
 *
 * const spent = { events: [writeEvent(72)], outcome: { kind: "exhausted", resource: "heap" } } as const;
 * conforms(spent, source); // => { verdict: "conforms", by: "exhaustion" }
 *
 * const watchedTooBriefly = { events: [writeEvent(72)], outcome: { kind: "running" } } as const;
 * conforms(watchedTooBriefly, source); // => { verdict: "inconclusive", running: "machine" }
 *
 * const wrong = { events: [writeEvent(72), readEvent(-1)], outcome: { kind: "halted", code: 0 } } as const;
 * conforms(wrong, source); // => {
 * //    verdict: "differs",
 * //    difference: {
 * //      index: 1,
 * //      machine: { kind: "event", event: { read: -1 } },
 * //      source: { kind: "event", event: { write: 105 } },
 * //    },
 * //  }
 * ```
 */
export function conforms(machine: Behaviour, source: Behaviour): Conformance {
  const index = commonEvents(machine.events, source.events);
  const left = actAt(machine, index);
  const right = actAt(source, index);
  const differs: Conformance = { verdict: "differs", difference: { index, machine: left, source: right } };
  const sourceRuns = source.outcome.kind === "running";

  if (left.kind === "event" && right.kind === "event") return differs;
  if (left.kind === "event") return sourceRuns ? inconclusive(machine, source) : differs;

  // The machine's events end here, and are a prefix of the source's.
  const equal = right.kind === "outcome" && sameOutcome(left.outcome, right.outcome);
  switch (left.outcome.kind) {
    case "running":
      return inconclusive(machine, source);
    case "exhausted":
      return { verdict: "conforms", by: equal ? "equality" : "exhaustion" };
    case "halted":
    case "trapped":
      if (equal) return { verdict: "conforms", by: "equality" };
      return sourceRuns && right.kind === "outcome" ? inconclusive(machine, source) : differs;
    case "faulted":
      return equal ? { verdict: "conforms", by: "equality" } : differs;
    default:
      return impossible(left.outcome);
  }
}

function inconclusive(machine: Behaviour, source: Behaviour): Conformance {
  const both = machine.outcome.kind === "running" && source.outcome.kind === "running";
  return {
    verdict: "inconclusive",
    running: both ? "both" : machine.outcome.kind === "running" ? "machine" : "source",
  };
}

/** The length of the longest common prefix of two event lists. */
function commonEvents(a: readonly Event[], b: readonly Event[]): number {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && sameEvent(a[index]!, b[index]!)) index++;
  return index;
}

function actAt({ events, outcome }: Behaviour, index: number): Act {
  const event = events[index];
  return event === undefined ? { kind: "outcome", outcome } : { kind: "event", event };
}

/**
 * An act in words: `wrote 0x41 'A'`, `read the end of the input`, `halted with code 0`.
 *
 * @example
 * ```ts
 * import { describeAct } from "etalon/proof";
 * describeAct({ kind: "event", event: { write: 65 } }); // => "wrote 0x41 'A'"
 * describeAct({ kind: "event", event: { read: -1 } }); // => "read the end of the input"
 * describeAct({ kind: "outcome", outcome: { kind: "trapped", trap: "divide" } }); // => "trapped: divide"
 * ```
 */
export function describeAct(act: Act): string {
  if (act.kind === "outcome") return describeOutcome(act.outcome);
  const { event } = act;
  if ("write" in event) return `wrote ${byteName(event.write)}`;
  return event.read < 0 ? "read the end of the input" : `read ${byteName(event.read)}`;
}

/** A byte in hex, with its character when it is a printable one of ASCII. */
function byteName(byte: number): string {
  const digits = `0x${byte.toString(16).padStart(2, "0")}`;
  return byte > 0x20 && byte < 0x7f ? `${digits} '${String.fromCharCode(byte)}'` : digits;
}

/**
 * A conformance in one line of words.
 *
 * @example
 * ```ts
 * import { describeConformance } from "etalon/proof";
 * describeConformance({ verdict: "conforms", by: "exhaustion" }); // => "conforms: the machine spent a resource, after a prefix of the source's events"
 * ```
 */
export function describeConformance(conformance: Conformance): string {
  switch (conformance.verdict) {
    case "conforms":
      return conformance.by === "equality"
        ? "conforms: the same events and outcome"
        : "conforms: the machine spent a resource, after a prefix of the source's events";
    case "inconclusive": {
      const who = { machine: "the machine was", source: "the source was", both: "both were" }[conformance.running];
      return `inconclusive: no difference yet, and ${who} still running`;
    }
    case "differs": {
      const { index, machine, source } = conformance.difference;
      return `differs at event ${index}: the source ${describeAct(source)}, the machine ${describeAct(machine)}`;
    }
    default:
      return impossible(conformance);
  }
}
