/**
 * The graph of a function, held to what the words mean: an order, dominators, loops, and where what happens in some blocks meets
 * something else.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { successors } from "../../../src/compiler/flow/successors.ts";
import type { Label } from "../../../src/compiler/flow/syntax.ts";
import { dominanceIn } from "../../../src/compiler/ssa/dominance.ts";
import { frontiersOf, meetings } from "../../../src/compiler/ssa/frontiers.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import { depthsIn, loopsOf } from "../../../src/compiler/ssa/loops.ts";
import type { SsaBlock } from "../../../src/compiler/ssa/syntax.ts";
import { withBlocks } from "../../../src/compiler/ssa/with-blocks.ts";
import { formOf } from "../optimise/form.ts";
import { blocksWith } from "./graphs.ts";

/** The blocks that control can reach from one of these without passing one that is left out. */
function reached(blocks: readonly SsaBlock[], without?: Label, from: readonly Label[] = [0]): ReadonlySet<Label> {
  const found = new Set<Label>();
  const work = [...from];
  for (let label = work.pop(); label !== undefined; label = work.pop()) {
    if (label === without || found.has(label)) continue;
    found.add(label);
    work.push(...successors(blocks[label]!.terminator));
  }
  return found;
}

/** The edges between blocks that control can reach. */
const edgesOf = (blocks: readonly SsaBlock[]): readonly (readonly [Label, Label])[] =>
  [...reached(blocks)].flatMap((from) => successors(blocks[from]!.terminator).map((to) => [from, to] as const));

/** Is it so of every graph? */
function always(isSo: (blocks: readonly SsaBlock[]) => void): void {
  fc.assert(fc.property(blocksWith(fc.constant([])), isSo), { numRuns: 1000 });
}

describe("the graph of a function", () => {
  it("has as dominators of a block those that no way to it leaves out", () => {
    always((blocks) => {
      const graph = graphOf(blocks);
      const all = reached(blocks);
      expect(new Set(graph.order)).toStrictEqual(all);
      const dominates = dominanceIn(graph);
      for (const above of all) {
        const others = reached(blocks, above);
        for (const below of all) expect(dominates(above, below)).toBe(!others.has(below));
      }
    });
  });

  it("has an order in which a block comes after one from which control comes, but for the heads", () => {
    always((blocks) => {
      const { order, position, predecessors, dominator, children, heads, forks } = graphOf(blocks);
      const edges = edgesOf(blocks);
      for (const label of blocks.keys()) {
        expect(position[label]).toBe(order.indexOf(label));
        const from = edges.filter(([, to]) => to === label).map(([one]) => one);
        expect(predecessors[label]!.toSorted()).toStrictEqual(from.toSorted());
        const isHead = from.some((one) => order.indexOf(one) >= order.indexOf(label));
        expect(heads.includes(label)).toBe(isHead);
        expect(children[label]).toStrictEqual(order.filter((below) => dominator[below] === label));
      }
      expect(forks).toBe([...reached(blocks)].some((label) => successors(blocks[label]!.terminator).length > 1));
    });
  });

  it("has frontiers: blocks that a block does not strictly dominate, but one of whose predecessors it does", () => {
    always((blocks) => {
      const graph = graphOf(blocks);
      const dominates = dominanceIn(graph);
      const frontiers = frontiersOf(graph);
      const frontierOf = (one: Label): ReadonlySet<Label> =>
        new Set(
          edgesOf(blocks).flatMap(([from, to]) =>
            dominates(one, from) && (one === to || !dominates(one, to)) ? [to] : [],
          ),
        );
      for (const label of graph.order) expect(new Set(frontiers[label])).toStrictEqual(frontierOf(label));
      for (const label of graph.order) {
        // What meets there happens there, so that its frontier belongs to it.
        const met = meetings([label], frontiers);
        const all = [label, ...met].flatMap((one) => frontiers[one]!);
        expect(met).toStrictEqual(new Set([...met, ...all]));
        expect([...met].every((one) => all.includes(one))).toBe(true);
        // Nothing goes on from where it does not matter.
        const isEven = (one: Label): boolean => one % 2 === 0;
        const even = frontiers.map((list) => list.filter(isEven));
        expect(meetings([label], frontiers, isEven)).toStrictEqual(meetings([label], even));
      }
    });
  });

  it("has a loop for each block that dominates one from which control jumps back to it", () => {
    always((blocks) => {
      const graph = graphOf(blocks);
      const dominates = dominanceIn(graph);
      const loops = loopsOf(graph);
      const back = edgesOf(blocks).filter(([from, to]) => dominates(to, from));
      expect(new Set(loops.map(({ head }) => head))).toStrictEqual(new Set(back.map(([, to]) => to)));
      expect(new Set(loops.map(({ head }) => head)).size).toBe(loops.length);
      for (const loop of loops) {
        const latches = back.flatMap(([from, to]) => (to === loop.head ? [from] : []));
        expect(loop.latches.toSorted()).toStrictEqual(latches.toSorted());
        // From each of its blocks control comes to a jump back without passing the head.
        const own = graph.order.filter(
          (one) => one === loop.head || latches.some((latch) => reached(blocks, loop.head, [one]).has(latch)),
        );
        expect(new Set(loop.blocks)).toStrictEqual(new Set(own));
        const outside = graph.predecessors[loop.head]!.filter((from) => !loop.blocks.has(from));
        expect(loop.before).toBe(outside.length === 1 ? outside[0] : undefined);
      }
      const sizes = loops.map((loop) => loop.blocks.size);
      expect(sizes).toStrictEqual(sizes.toSorted((a, b) => a - b));
      const depths = depthsIn(loops, blocks.length);
      for (const label of blocks.keys())
        expect(depths[label]).toBe(loops.filter((loop) => loop.blocks.has(label)).length);
    });
  });

  it("is made anew where blocks go other ways", () => {
    const { f } = formOf("fn f() { } fn main(): int { return 0; }", "f");
    const two = fc.tuple(blocksWith(fc.constant([])), blocksWith(fc.constant([])));
    fc.assert(
      fc.property(two, ([before, after]) => {
        const given = withBlocks(f, before);
        expect(withBlocks(given, after).graph).toStrictEqual(graphOf(after));
        expect(withBlocks(given, structuredClone(before)).graph).toBe(given.graph);
      }),
      { numRuns: 300 },
    );
  });
});
