/** All random inputs of the tests come from one seed. */

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawsInputs, replayLine } from "../tools/suite/drawn.ts";
import { seedOf, testSeed } from "./seed.ts";

describe("the seed of the tests", () => {
  it("is what is asked for", () => {
    expect(seedOf(undefined)).toBe(20_261_126);
    expect(seedOf("7")).toBe(7);
    expect(seedOf("-2147483648")).toBe(-2147483648);
    expect(seedOf("random")).toBeGreaterThanOrEqual(0);
    for (const wrong of ["2147483648", "1.5", "1e3", "seven", " "])
      expect(() => seedOf(wrong), wrong).toThrow("ETALON_TEST_SEED");
  });

  it("is what fast-check draws from", () => {
    const drawn = (): readonly number[] => fc.sample(fc.integer(), 5);
    expect(drawn()).toEqual(drawn());
    expect(drawn()).toEqual(fc.sample(fc.integer(), { numRuns: 5, seed: testSeed }));
    expect(fc.check(fc.property(fc.integer(), () => false)).seed).toBe(testSeed);
  });

  it("is the only source of chance", () => {
    for (const file of globSync("**/*.ts", { cwd: import.meta.dirname })) {
      if (file.startsWith("seed")) continue;
      const text = readFileSync(join(import.meta.dirname, file), "utf8");
      expect(text.match(/\bMath\.random|\brandom(?:Int|Bytes|UUID)\b|seed = Date\.now/g) ?? [], file).toEqual([]);
    }
  });
});

describe("a file that draws inputs", () => {
  const draws = (file: string): boolean => drawsInputs(join(import.meta.dirname, file));

  it("imports fast-check or the seed", () => {
    expect(draws("core/word.test.ts")).toBe(true);
    expect(draws("proof/checker/points.test.ts")).toBe(true);
    expect(draws("lang/record.test.ts")).toBe(false);
  });

  it("is run again with its seed", () => {
    expect(replayLine(7, [join(import.meta.dirname, "core/word.test.ts")])).toBe(
      "ETALON_TEST_SEED=7 npx vitest run test/core/word.test.ts",
    );
  });
});
