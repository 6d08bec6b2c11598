/**
 * A function with other blocks: what a pass makes of one. Its graph goes with it for as long as control goes the same ways.
 */

import { successors } from "../flow/successors.ts";
import { graphOf } from "./graph.ts";
import type { SsaBlock, SsaFunction } from "./syntax.ts";

/** A function with other blocks. Its graph is made anew only where control goes other ways than before. */
export function withBlocks(f: SsaFunction, blocks: readonly SsaBlock[]): SsaFunction {
  return { ...f, blocks, graph: goSameWays(f.blocks, blocks) ? f.graph : graphOf(blocks) };
}

function goSameWays(before: readonly SsaBlock[], after: readonly SsaBlock[]): boolean {
  return (
    before.length === after.length &&
    before.every((block, label) => {
      const [was, is] = [block.terminator, after[label]!.terminator];
      if (was === is) return true;
      const [from, to] = [successors(was), successors(is)];
      return from.length === to.length && from.every((target, i) => target === to[i]);
    })
  );
}
