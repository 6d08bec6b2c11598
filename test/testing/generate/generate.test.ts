/**
 * The generator keeps its promises: programs are well-typed, bounded, of the requested size, and rarely trap or are silent.
 */

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkModule } from "../../../src/lang/check/check.ts";
import { parseModule } from "../../../src/lang/syntax/parser.ts";
import { printModule } from "../../../src/lang/syntax/print.ts";
import { arbitraryInput, arbitraryModule, arbitraryProgram } from "../../../src/testing/generate/arbitrary.ts";
import { labelsOf } from "../../../src/testing/generate/labels.ts";
import { type Feature, features } from "../../../src/testing/generate/options.ts";
import { generateModule } from "../../../src/testing/generate/program.ts";
import { nodeCount } from "../../../src/testing/generate/size.ts";
import { ratesOf } from "./rates.ts";

/** A tree without its spans. */
function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === "span" || key === "head" ? 0 : inner)));
}

describe.each([
  { size: 10, swarm: false, silent: 0.1 },
  { size: 25, swarm: false, silent: 0.1 },
  { size: 25, swarm: true, silent: 0.1 },
  { size: 60, swarm: false, silent: 0.12 },
])("programs of about $size nodes, swarm $swarm", ({ size, swarm, silent }) => {
  const rates = ratesOf(1500, { size, swarm });

  it("are never refused, and end", () => {
    expect(rates.refused).toBe(0);
    expect(rates.tooDeep).toBe(0);
    expect(rates.running).toBeLessThan(0.005);
  });

  it("mostly go somewhere and say what they computed", () => {
    expect(rates.trapped).toBeGreaterThan(0.005);
    expect(rates.trapped).toBeLessThan(0.2);
    expect(rates.silent).toBeLessThan(silent);
  });

  it("have the size asked for", () => {
    expect(rates.medianNodes).toBeGreaterThan(size * 0.75);
    expect(rates.medianNodes).toBeLessThan(size * 1.25);
  });

  it("use every feature", () => {
    const unused = features.filter((feature) => feature !== "traps" && rates.features[feature] === undefined);
    expect(unused).toStrictEqual(size < 25 ? expect.arrayContaining(["many_parameters"]) : []);
  });
});

describe("the generator", () => {
  it("makes the same program of the same seed", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(generateModule(seed)).toStrictEqual(generateModule(seed));
      }),
    );
  });

  it("is deterministic as an arbitrary", () => {
    const sample = (): string[] => fc.sample(arbitraryModule(), { numRuns: 20, seed: 5 }).map(printModule);
    expect(sample()).toStrictEqual(sample());
    expect(new Set(sample()).size).toBeGreaterThan(18);
  });

  it("makes trees that print and parse to themselves", () => {
    fc.assert(
      fc.property(fc.constantFrom(10, 25, 80), fc.boolean(), fc.integer(), (size, swarm, seed) => {
        const module = generateModule(seed, { size, swarm });
        const parsed = parseModule(printModule(module));
        expect(parsed.ok && bare(parsed.value)).toStrictEqual(bare(module));
      }),
      { numRuns: 300 },
    );
  });

  it("makes the same program of a tree and of its text, but for places", () => {
    fc.assert(
      fc.property(arbitraryProgram(), ({ module, program }) => {
        const parsed = parseModule(printModule(module));
        const again = parsed.ok ? checkModule(parsed.value) : parsed;
        expect(again.ok && { ...again.value, origins: [] }).toStrictEqual({ ...program, origins: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("leaves out the features it is told to", () => {
    // Features that others need: an early return guards every recursion, and jumps leave `while true`.
    const brought: readonly Feature[] = ["early_return"];
    for (const feature of features) {
      if (brought.includes(feature)) continue;
      for (let seed = 0; seed < 100; seed++) {
        const module = generateModule(seed, { size: 60, features: { [feature]: false } });
        expect(labelsOf(module).features, printModule(module)).not.toContain(feature);
      }
    }
  });

  it("makes large programs too", () => {
    for (let seed = 0; seed < 20; seed++) {
      const module = generateModule(seed, { size: 2000 });
      expect(checkModule(module).ok).toBe(true);
      expect(nodeCount(module)).toBeGreaterThan(300);
    }
  });

  it("prints a counterexample as source", () => {
    const failing = fc.check(
      fc.property(arbitraryProgram(), arbitraryInput(), ({ module }, _input) => !printModule(module).includes("while")),
      { seed: 3, numRuns: 1000 },
    );
    expect(failing.failed).toBe(true);
    expect(fc.stringify(failing.counterexample)).toContain("while false");
    expect(nodeCount(failing.counterexample![0].module)).toBeLessThanOrEqual(4);
    expect(failing.counterexample![1]).toHaveLength(0);
  });
});
