/**
 * Behaviours: what an observer sees of a run, of an Ell program or of a machine (after CakeML's `behaviour`).
 *
 * Trap, exhaustion, fault and a spent clock are four different things and are never merged.
 */

/** One exchange with the environment: a byte read (−1 at the end of input) or a byte written. */
export type Event = { readonly read: number } | { readonly write: number };

/** Why an Ell program stops itself. */
export type Trap = "divide" | "bounds" | "length" | "assert";

/** What a machine can run out of, and an Ell program cannot. */
export type Resource = "stack" | "heap";

/** How a run ended, or that it had not ended. */
export type Outcome =
  /** The program ended with this exit code, a whole 32-bit int. */
  | { readonly kind: "halted"; readonly code: number }
  /** The program stopped itself. */
  | { readonly kind: "trapped"; readonly trap: Trap }
  /** The machine ran out of a resource. Never an outcome of an Ell program. */
  | { readonly kind: "exhausted"; readonly resource: Resource }
  /** The machine did something that no conforming image does. */
  | { readonly kind: "faulted"; readonly reason: string }
  /** The observer's clock, or another of its budgets, ran out before the run ended. */
  | { readonly kind: "running" };

/** The observable meaning of one run. */
export interface Behaviour {
  readonly events: readonly Event[];
  readonly outcome: Outcome;
}

const reads: readonly Event[] = Array.from({ length: 257 }, (_, i) => Object.freeze({ read: i - 1 }));
const writes: readonly Event[] = Array.from({ length: 256 }, (_, i) => Object.freeze({ write: i }));

/** The event of reading `byte` (0…255, or −1 at the end); one shared object for each. */
export function readEvent(byte: number): Event {
  return reads[byte + 1]!;
}

/** The event of writing `byte` (its low 8 bits); one shared object for each. */
export function writeEvent(byte: number): Event {
  return writes[byte & 255]!;
}

/** Are two events the same? */
export function sameEvent(a: Event, b: Event): boolean {
  return "read" in a ? "read" in b && a.read === b.read : "write" in b && a.write === b.write;
}

/** Are two outcomes the same? */
export function sameOutcome(a: Outcome, b: Outcome): boolean {
  switch (a.kind) {
    case "halted":
      return b.kind === "halted" && a.code === b.code;
    case "trapped":
      return b.kind === "trapped" && a.trap === b.trap;
    case "exhausted":
      return b.kind === "exhausted" && a.resource === b.resource;
    case "faulted":
      return b.kind === "faulted" && a.reason === b.reason;
    case "running":
      return b.kind === "running";
  }
}

/** The outcome in words, as every report prints it. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case "halted":
      return `halted with code ${outcome.code}`;
    case "trapped":
      return `trapped: ${outcome.trap}`;
    case "exhausted":
      return `exhausted: ${outcome.resource}`;
    case "faulted":
      return `faulted: ${outcome.reason}`;
    case "running":
      return "still running";
  }
}

/** The bytes a behaviour wrote, in order. */
export function written(events: readonly Event[]): Uint8Array {
  const bytes: number[] = [];
  for (const event of events) if ("write" in event) bytes.push(event.write);
  return Uint8Array.from(bytes);
}
