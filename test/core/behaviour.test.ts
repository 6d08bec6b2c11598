/**
 * Behaviours are compared by meaning, and their five outcomes are never confused.
 */

import {
  describeOutcome,
  type Event,
  environmentOf,
  type Outcome,
  readEvent,
  sameEvent,
  sameOutcome,
  writeEvent,
  written,
} from "etalon";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const outcomes: readonly Outcome[] = [
  { kind: "halted", code: 0 },
  { kind: "halted", code: -1 },
  ...(["divide", "bounds", "length", "assert"] as const).map((trap) => ({ kind: "trapped", trap }) as const),
  ...(["stack", "heap"] as const).map((resource) => ({ kind: "exhausted", resource }) as const),
  { kind: "faulted", reason: "stack" },
  { kind: "faulted", reason: "divide" },
  { kind: "running" },
];

const events: readonly Event[] = [
  ...Array.from({ length: 257 }, (_, i) => ({ read: i - 1 })),
  ...Array.from({ length: 256 }, (_, i) => ({ write: i })),
];

describe("outcomes", () => {
  it("equal only themselves", () => {
    for (const [i, a] of outcomes.entries()) {
      for (const [j, b] of outcomes.entries()) expect(sameOutcome(a, structuredClone(b))).toBe(i === j);
    }
  });

  it("are told apart in words", () => {
    expect(new Set(outcomes.map(describeOutcome)).size).toBe(outcomes.length);
  });
});

describe("events", () => {
  it("equal only themselves", () => {
    for (const [i, a] of events.entries())
      for (const [j, b] of events.entries()) if (sameEvent(a, b) !== (i === j)) expect([a, b]).toBe("told apart");
  });

  it("are shared, and the same as fresh ones", () => {
    for (const event of events)
      expect("read" in event ? readEvent(event.read) : writeEvent(event.write)).toStrictEqual(event);
    expect(writeEvent(-1)).toBe(writeEvent(255));
  });
});

describe("an environment", () => {
  it("gives its input byte by byte, then −1 for ever, and records all", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (input, output) => {
        const environment = environmentOf(input);
        const read = Array.from({ length: input.length + 2 }, () => environment.read());
        for (const byte of output) environment.write(byte);
        expect(read).toStrictEqual([...input, -1, -1]);
        expect(written(environment.events)).toStrictEqual(output);
        expect(environment.events).toHaveLength(input.length + 2 + output.length);
      }),
    );
  });
});
