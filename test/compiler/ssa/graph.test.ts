/**
 * Dominators, held to what the word means.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { successors } from "../../../src/compiler/flow/successors.ts";
import type { Label } from "../../../src/compiler/flow/syntax.ts";
import { dominanceIn } from "../../../src/compiler/ssa/dominance.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import type { SsaBlock } from "../../../src/compiler/ssa/syntax.ts";
import { blocksWith } from "./graphs.ts";

/** The blocks that control can reach from the entry without passing one of them. */
function reached(blocks: readonly SsaBlock[], without?: Label): ReadonlySet<Label> {
  const found = new Set<Label>();
  const work: Label[] = [0];
  for (let label = work.pop(); label !== undefined; label = work.pop()) {
    if (label === without || found.has(label)) continue;
    found.add(label);
    work.push(...successors(blocks[label]!.terminator));
  }
  return found;
}

describe("the graph of a function", () => {
  it("has as dominators of a block those that no way to it leaves out", () => {
    fc.assert(
      fc.property(blocksWith(fc.constant([])), (blocks) => {
        const graph = graphOf(blocks);
        const all = reached(blocks);
        expect(new Set(graph.order)).toStrictEqual(all);
        const dominates = dominanceIn(graph);
        for (const above of all) {
          const others = reached(blocks, above);
          for (const below of all) expect(dominates(above, below)).toBe(!others.has(below));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
