/** The engines show what the reference shows, on random programs, at every budget. */

import { engineNames } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyProgram } from "./random-programs.ts";
import { expectSame } from "./same.ts";

const input = Uint8Array.of(1, 2, 3, 4, 5);

describe.each(engineNames)("%s", (engine) => {
  it("shows what the reference shows on random programs", () => {
    fc.assert(
      fc.property(anyProgram, fc.nat(3000), fc.nat(12), (image, budget, eventBudget) => {
        expectSame(image, { engine, budget, eventBudget, input });
      }),
      { numRuns: 400 },
    );
  });

  it("stops at every budget", () => {
    fc.assert(
      fc.property(anyProgram, (image) => {
        const { retired } = expectSame(image, { engine, budget: 150, input });
        for (let budget = 0; budget <= retired + 1; budget++) expectSame(image, { engine, budget, input });
      }),
      { numRuns: 8 },
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
