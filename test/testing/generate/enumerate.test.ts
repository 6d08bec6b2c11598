/**
 * The enumeration gives well-typed programs, each once, by size, and varied from the beginning.
 */

import { describe, expect, it } from "vitest";
import { checkModule } from "../../../src/lang/check/check.ts";
import { printModule } from "../../../src/lang/syntax/print.ts";
import { enumerateModules } from "../../../src/testing/generate/enumerate.ts";
import { labelsOf } from "../../../src/testing/generate/labels.ts";
import { nodeCount } from "../../../src/testing/generate/size.ts";

describe("the enumeration of small programs", () => {
  const programs = [...enumerateModules(5)];

  it("is well-typed", () => {
    for (const module of programs) expect(checkModule(module).ok || printModule(module)).toBe(true);
  });

  it("has each program once, by size", () => {
    expect(new Set(programs.map(printModule)).size).toBe(programs.length);
    const sizes = programs.map(nodeCount);
    expect(sizes).toStrictEqual(sizes.toSorted((a, b) => a - b));
    expect(sizes[0]).toBe(2);
    expect(sizes.at(-1)).toBe(5);
  });

  it("is as large as the grammar says", () => {
    const tiers = [2, 3, 4, 5].map((size) => programs.filter((module) => nodeCount(module) === size).length);
    expect(tiers).toStrictEqual([6, 13, 638, 3687]);
  });

  it("takes turns, so that the beginning of a tier has nearly every form", () => {
    const seen = new Set<string>();
    let taken = 0;
    for (const module of enumerateModules(9, { from: 9 })) {
      expect(nodeCount(module)).toBe(9);
      for (const feature of labelsOf(module).features) seen.add(feature);
      if (++taken === 3000) break;
    }
    expect([...seen].sort()).toStrictEqual(
      expect.arrayContaining(["assert", "byte_arrays", "division", "functions", "globals", "shifts", "while"]),
    );
  });
});
