/** Behaviours for tests of conformance: from a short notation, and arbitrary ones over a small alphabet. */

import type { Behaviour, Event, Outcome } from "etalon";
import fc from "fast-check";

/** `b("w1 r2 r-1", outcome)`: write 1, read 2, read the end. */
export function behaviour(notation: string, outcome: Outcome): Behaviour {
  const words = notation.split(" ").filter((word) => word !== "");
  const events = words.map((word): Event => {
    const byte = Number(word.slice(1));
    return word.startsWith("w") ? { write: byte } : { read: byte };
  });
  return { events, outcome };
}

export const halted = (code: number): Outcome => ({ kind: "halted", code });
export const trapped: Outcome = { kind: "trapped", trap: "divide" };
export const exhausted: Outcome = { kind: "exhausted", resource: "heap" };
export const faulted: Outcome = { kind: "faulted", reason: "illegal" };
export const running: Outcome = { kind: "running" };

const events = fc.array(
  fc.oneof(
    fc.integer({ min: -1, max: 1 }).map((read): Event => ({ read })),
    fc.integer({ min: 0, max: 1 }).map((write): Event => ({ write })),
  ),
  { maxLength: 4 },
);

/** Few enough events and outcomes that two of them often agree. */
export const behaviours = fc.record({
  events,
  outcome: fc.constantFrom<Outcome[]>(halted(0), halted(1), trapped, exhausted, faulted, running),
});
