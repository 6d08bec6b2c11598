/**
 * A short hunt with a fixed seed: many mutants are killed soon, no image that differs is certified, and cases get small.
 */

import { describe, expect, it } from "vitest";
import { parseModule } from "../../../src/lang/syntax/parser.ts";
import { nodeCount } from "../../../src/testing/generate/size.ts";
import { hunt, type Kill } from "../../../src/testing/mutants/hunt.ts";
import { mutants } from "../../../src/testing/mutants/mutants.ts";

describe("a hunt", () => {
  const kills: Kill[] = [];
  for (const progress of hunt(mutants, { seed: 1 })) {
    kills.push(...progress.kills);
    if (progress.tests >= 40) break;
  }

  it("kills many mutants with 40 programs", () => {
    expect(kills.length).toBeGreaterThan(mutants.length / 3);
    expect(new Set(kills.map(({ mutant }) => mutant)).size).toBe(kills.length);
  });

  it("finds no image that differs and is certified", () => {
    expect(kills.filter(({ unsound }) => unsound).map(({ mutant, seed }) => [mutant.name, seed])).toEqual([]);
  });

  it("makes cases small", () => {
    for (const { small } of kills) {
      // Of several files, the part of the main file is less than all nodes.
      const module = parseModule(small.source.split(/^\/\/ parts/m)[0]!);
      expect(module.ok && nodeCount(module.value)).toBeLessThanOrEqual(small.nodes + 2);
    }
    const sizes = kills.map(({ small }) => small.nodes).sort((a, b) => a - b);
    expect(sizes[sizes.length >> 1]).toBeLessThanOrEqual(10);
  });
});
