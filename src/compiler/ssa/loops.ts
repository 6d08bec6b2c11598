/**
 * The loops of a function: a block that dominates one from which control jumps back to it is a head, and its loop is all
 * from where that jump can be reached without passing the head (the natural loop).
 */

import { filled } from "../filled.ts";
import type { Label } from "../flow/syntax.ts";
import { dominanceIn } from "./dominance.ts";
import type { Graph } from "./syntax.ts";

/** A loop. */
export interface Loop {
  readonly head: Label;
  /** The blocks that jump back to the head. */
  readonly latches: readonly Label[];
  /** All its blocks, the head among them. */
  readonly blocks: ReadonlySet<Label>;
  /** The one block outside from which control comes to the head; undefined when there are several. */
  readonly before: Label | undefined;
}

/** The loops, an inner one before those around it. */
export function loopsOf(graph: Graph): readonly Loop[] {
  const { heads, predecessors } = graph;
  if (heads.length === 0) return [];
  const dominates = dominanceIn(graph);
  const loops: Loop[] = [];
  for (const head of heads) {
    const from = predecessors[head]!;
    const latches = from.filter((label) => dominates(head, label));
    if (latches.length === 0) continue;
    const blocks = new Set<Label>([head]);
    const work = [...latches];
    for (let label = work.pop(); label !== undefined; label = work.pop()) {
      if (blocks.has(label)) continue;
      blocks.add(label);
      work.push(...predecessors[label]!);
    }
    const outside = from.filter((label) => !blocks.has(label));
    loops.push({ head, latches, blocks, before: outside.length === 1 ? outside[0] : undefined });
  }
  return loops.sort((a, b) => a.blocks.size - b.blocks.size);
}

/** By label, in how many of these loops a block is. */
export function depthsIn(loops: readonly Loop[], blocks: number): readonly number[] {
  const depths = filled<number>(blocks, 0);
  for (const loop of loops) for (const label of loop.blocks) depths[label]!++;
  return depths;
}
