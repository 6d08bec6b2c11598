/**
 * Regions: the blocks that a block dominates, where they lie together. A register that is first written in a block, and occurs
 * nowhere but in its region, is live nowhere else; and whatever way control comes to a place in the region, the register was written.
 *
 * Blocks that only stop the program read nothing, and no mark is in them: they do not count, wherever they lie.
 */

import type { Block, Label } from "../../flow/syntax.ts";
import { eachDown, graphOf } from "../../ssa/graph.ts";

/** By block, the last block of its region, of which it is the first itself; −1 where what it dominates does not lie together. */
export function regionsOf(blocks: readonly Block[]): readonly Label[] {
  const graph = graphOf(blocks);
  const isStop = (label: Label): boolean =>
    blocks[label]!.instructions.length === 0 && blocks[label]!.terminator.op === "trap";
  /** By block, how many blocks that count come before it. */
  const numbers: number[] = [];
  for (let label = 0, count = 0; label < blocks.length; label++) {
    numbers.push(count);
    if (!isStop(label)) count++;
  }
  const sizes = blocks.map(() => 0);
  const firsts = blocks.map((_, label) => label);
  const lasts = blocks.map((_, label) => label);
  eachDown(
    graph,
    () => undefined,
    (label) => {
      let size = isStop(label) ? 0 : 1;
      for (const below of graph.children[label]!) {
        if (sizes[below] === 0) continue;
        size += sizes[below]!;
        firsts[label] = Math.min(firsts[label]!, firsts[below]!);
        lasts[label] = Math.max(lasts[label]!, lasts[below]!);
      }
      sizes[label] = size;
    },
  );
  return blocks.map((_, label) => {
    const last = lasts[label]!;
    return firsts[label] === label && numbers[last]! - numbers[label]! + 1 === sizes[label] ? last : -1;
  });
}
