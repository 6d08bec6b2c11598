/**
 * The control-flow graph of a function: predecessors, an order, dominators.
 *
 * A block dominates another when every way to the other passes it. The immediate dominator is the nearest; they make a
 * tree, found by the simple iteration of Cooper, Harvey and Kennedy (A Simple, Fast Dominance Algorithm, 2001).
 */

import { filled } from "../filled.ts";
import { successors } from "../flow/successors.ts";
import type { Block, Label } from "../flow/syntax.ts";
import type { Graph, SsaBlock, SsaFunction } from "./syntax.ts";

/** That of a single block to which nothing jumps: many functions have no other. */
const single: Graph = {
  order: [0],
  position: [0],
  predecessors: [[]],
  dominator: [-1],
  children: [[]],
  heads: [],
  forks: false,
};

/** The graph of blocks that are entered at block 0. */
export function graphOf(blocks: readonly (SsaBlock | Block)[]): Graph {
  if (blocks.length === 1 && successors(blocks[0]!.terminator).length === 0) return single;
  const order = reversePostorder(blocks);
  const position = filled<number>(blocks.length, -1);
  for (let i = 0; i < order.length; i++) position[order[i]!] = i;
  const predecessors: Label[][] = blocks.map(() => []);
  let forks = false;
  for (const label of order) {
    const to = successors(blocks[label]!.terminator);
    for (const there of to) predecessors[there]!.push(label);
    forks ||= to.length > 1;
  }
  const dominator = dominators(order, position, predecessors);
  const children: Label[][] = blocks.map(() => []);
  for (const label of order) if (dominator[label] !== -1) children[dominator[label]!]!.push(label);
  const heads = order.filter((head) => predecessors[head]!.some((from) => position[from]! >= position[head]!));
  return { order, position, predecessors, dominator, children, heads, forks };
}

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

function reversePostorder(blocks: readonly (SsaBlock | Block)[]): Label[] {
  const seen = filled<boolean>(blocks.length, false);
  const order: Label[] = [];
  const stack: Label[] = [0];
  const next: number[] = [0];
  seen[0] = true;
  while (stack.length > 0) {
    const top = stack.length - 1;
    const label = stack[top]!;
    const to = successors(blocks[label]!.terminator);
    // The last successor first, so that the first comes right after its predecessor in the order.
    const at = to.length - 1 - next[top]!;
    if (at < 0) {
      order.push(label);
      stack.pop();
      next.pop();
      continue;
    }
    next[top] = next[top]! + 1;
    const one = to[at]!;
    if (seen[one] === true) continue;
    seen[one] = true;
    stack.push(one);
    next.push(0);
  }
  return order.reverse();
}

function dominators(
  order: readonly Label[],
  position: readonly number[],
  predecessors: readonly (readonly Label[])[],
): Label[] {
  const dominator = filled<number>(position.length, -1);
  /**
   * By block, at which visit the way up the tree last led through it. From there on it is the same way for all predecessors of the block
   * that is visited, of which there may be thousands.
   */
  const passed = filled<number>(position.length, 0);
  let visit = 0;
  const common = (one: Label, found: Label): Label => {
    let [a, b] = [one, found];
    while (a !== b) {
      while (position[a]! > position[b]!) {
        if (passed[a] === visit) return found;
        passed[a] = visit;
        a = dominator[a]!;
      }
      while (position[b]! > position[a]!) b = dominator[b]!;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < order.length; i++) {
      const label = order[i]!;
      visit++;
      let found = -1;
      for (const from of predecessors[label]!) {
        if (from !== 0 && dominator[from] === -1) continue;
        found = found === -1 ? from : common(from, found);
      }
      if (dominator[label] === found) continue;
      dominator[label] = found;
      changed = true;
    }
  }
  return dominator;
}

/**
 * By label, where the dominance of a block ends: the blocks that it does not strictly dominate, but one of whose
 * predecessors it dominates (Cytron et al. 1991).
 */
export function frontiersOf({ order, predecessors, dominator }: Graph): readonly (readonly Label[])[] {
  const frontiers: Label[][] = predecessors.map(() => []);
  for (const label of order) {
    const from = predecessors[label]!;
    if (from.length < 2 && label !== 0) continue;
    for (const one of from)
      for (let at = one; at !== dominator[label] && at !== -1; at = dominator[at]!) {
        // From there on another predecessor has been this way.
        if (frontiers[at]!.at(-1) === label) break;
        frontiers[at]!.push(label);
      }
  }
  return frontiers;
}

/**
 * The blocks where something that happens in these blocks meets something else, and matters: the frontiers, and their frontiers. What
 * does not matter where it meets matters no further on either, unless it happens again before (Choi, Cytron and Ferrante 1991).
 */
export function meetings(
  blocks: readonly Label[],
  frontiers: readonly (readonly Label[])[],
  matters: (label: Label) => boolean = () => true,
): ReadonlySet<Label> {
  const found = new Set<Label>();
  const work = [...blocks];
  for (let label = work.pop(); label !== undefined; label = work.pop())
    for (const at of frontiers[label]!)
      if (!found.has(at) && matters(at)) {
        found.add(at);
        work.push(at);
      }
  return found;
}

/** Visit the blocks down the tree of dominators, each between what `enter` and `leave` do for it. */
export function eachDown({ children }: Graph, enter: (block: Label) => void, leave: (block: Label) => void): void {
  const stack: Label[] = [0];
  while (stack.length > 0) {
    const label = stack.pop()!;
    if (label < 0) {
      leave(-1 - label);
      continue;
    }
    enter(label);
    stack.push(-1 - label);
    const below = children[label]!;
    for (let i = below.length - 1; i >= 0; i--) stack.push(below[i]!);
  }
}

/** Does one block dominate another? Every block dominates itself. */
export function dominanceIn(graph: Graph): (above: Label, below: Label) => boolean {
  const entered = filled<number>(graph.position.length, -1);
  const left = filled<number>(graph.position.length, -1);
  let time = 0;
  eachDown(
    graph,
    (label) => {
      entered[label] = time++;
    },
    (label) => {
      left[label] = time++;
    },
  );
  return (above, below) => entered[above]! <= entered[below]! && left[below]! <= left[above]!;
}
