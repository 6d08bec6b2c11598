/** The engines show what the reference shows, on random programs, at every budget and however the work is cut. */

import type { ExecuteOptions } from "etalon/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyProgram } from "./random-programs.ts";
import { expectSame } from "./same.ts";

/** Few instructions, and more than the interpreter's chunks are long. */
const someBudget = fc.oneof(fc.nat(3000), fc.integer({ min: 4000, max: 9000 }));

const input = Uint8Array.of(1, 2, 3, 4, 5);

/** The engines, and translated code in small pieces: from the start, or after some instructions were interpreted. */
const ways: readonly (readonly [string, Pick<ExecuteOptions, "engine" | "tuning">])[] = [
  ["reference", { engine: "reference" }],
  ["interpreter", { engine: "interpreter" }],
  ["wasm", { engine: "wasm", tuning: { hotAfter: 0, price: 0 } }],
  ["wasm, hot after 60", { engine: "auto", tuning: { hotAfter: 60, sample: 20, price: 1 } }],
  [
    "interpreter, windows of 64 bytes",
    { engine: "interpreter", tuning: { window: 64, strays: Number.POSITIVE_INFINITY } },
  ],
  [
    "auto, windows of 64 bytes until one access strays",
    { engine: "auto", tuning: { window: 64, strays: 0, hotAfter: 60, sample: 7, price: 0, piece: 4 } },
  ],
  [
    "wasm, slices of 7, calls 2 deep",
    { engine: "wasm", tuning: { hotAfter: 0, price: 0, piece: 9, slice: 7, depth: 2 } },
  ],
];

describe.each(ways)("%s", (_, way) => {
  it("shows what the reference shows on random programs", () => {
    fc.assert(
      fc.property(anyProgram, someBudget, fc.nat(12), (image, budget, eventBudget) => {
        expectSame(image, { ...way, budget, eventBudget, input });
      }),
      { numRuns: 250 },
    );
  });

  it("stops at every budget", () => {
    fc.assert(
      fc.property(anyProgram, (image) => {
        const { retired } = expectSame(image, { ...way, budget: 150, input });
        for (let budget = 0; budget <= retired + 1; budget++) expectSame(image, { ...way, budget, input });
      }),
      { numRuns: 6 },
    );
  });
});

describe("the random programs", () => {
  it("stop in every way", () => {
    const outcomes = new Set<string>();
    for (const image of fc.sample(anyProgram, { numRuns: 500, seed: 1 })) {
      const { outcome } = expectSame(image, { engine: "reference", budget: 3000, input });
      outcomes.add(
        outcome.kind === "faulted" ? outcome.reason.replace(/[0-9a-fx]{8,}/g, "").slice(0, 24) : outcome.kind,
      );
    }
    expect([...outcomes].length).toBeGreaterThan(8);
  });
});
