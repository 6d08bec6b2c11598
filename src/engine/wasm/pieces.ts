/**
 * Cutting a long function: the host's compiler takes more than twice as long for twice the code, and cannot be stopped
 * when the program has ended. So a function becomes pieces, runs of its blocks in order of address, each a WebAssembly
 * function of its own. From piece to piece control goes as from function to function: by a call in last position.
 *
 * The cuts are where they divide the fewest loops.
 */

import { type Block, successors } from "./control-flow.ts";

/** Blocks in ascending order of unsigned address, and where they are entered: from outside, or from another piece. */
export interface Piece {
  readonly roots: readonly number[];
  readonly blocks: readonly Block[];
}

/** The pieces of a function that is entered at some addresses, each of at most `limit` instructions, or one block. */
export function piecesOf(blocks: readonly Block[], roots: readonly number[], limit: number): Piece[] {
  const index = new Map(blocks.map(({ start }, i) => [start, i]));
  const cuts = cutsOf(blocks, index, limit);
  const pieceOf = new Int32Array(blocks.length);
  for (const [piece, first] of cuts.entries()) pieceOf.fill(piece, first);
  const entered = cuts.map(() => new Set<number>());
  for (const root of roots) {
    const i = index.get(root);
    if (i !== undefined) entered[pieceOf[i]!]!.add(root);
  }
  for (const [i, block] of blocks.entries()) {
    for (const pc of successors(block)) {
      const to = index.get(pc);
      if (to !== undefined && pieceOf[to] !== pieceOf[i]) entered[pieceOf[to]!]!.add(pc);
    }
  }
  return cuts.map((first, piece) => ({ roots: [...entered[piece]!], blocks: blocks.slice(first, cuts[piece + 1]) }));
}

/** The first block of each piece. */
function cutsOf(blocks: readonly Block[], index: ReadonlyMap<number, number>, limit: number): number[] {
  // The number of instructions before each block, and of the loops that a cut before it cuts.
  const before = [0];
  for (const { count } of blocks) before.push(before.at(-1)! + count);
  const loops = loopsCut(blocks, index, before, limit);
  const cuts = [0];
  for (let first = 0; ; ) {
    let end = first + 1;
    while (end < blocks.length && before[end + 1]! - before[first]! <= limit) end++;
    if (end >= blocks.length) return cuts;
    let best = end;
    for (let at = end; at > first && before[at]! - before[first]! >= limit / 2; at--) {
      if (loops[at]! < loops[best]!) best = at;
    }
    cuts.push(best);
    first = best;
  }
}

/** For each block, in how many loops that fit into a piece it is without being their first. */
function loopsCut(
  blocks: readonly Block[],
  index: ReadonlyMap<number, number>,
  before: readonly number[],
  limit: number,
): Int32Array {
  const changes = new Int32Array(blocks.length + 2);
  for (const [last, block] of blocks.entries()) {
    for (const pc of successors(block)) {
      const first = index.get(pc);
      if (first === undefined || first > last || before[last + 1]! - before[first]! > limit) continue;
      changes[first + 1]!++;
      changes[last + 1]!--;
    }
  }
  let open = 0;
  return changes.map((change) => (open += change));
}
