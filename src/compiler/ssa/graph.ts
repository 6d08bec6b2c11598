/**
 * The control-flow graph of a function: predecessors, an order, dominators.
 *
 * A block dominates another when every way to the other passes it. The immediate dominator is the nearest; they make a
 * tree, found by the simple iteration of Cooper, Harvey and Kennedy (A Simple, Fast Dominance Algorithm, 2001).
 */

import { filled } from "../filled.ts";
import { isOneBlock, successors } from "../flow/successors.ts";
import type { Block, Label } from "../flow/syntax.ts";
import type { Graph, SsaBlock } from "./syntax.ts";

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
  if (isOneBlock(blocks)) return single;
  const goesTo = blocks.map(({ terminator }) => successors(terminator));
  const order = reversePostorder(goesTo);
  const position = filled<number>(blocks.length, -1);
  for (let i = 0; i < order.length; i++) position[order[i]!] = i;
  const predecessors = filled(blocks.length, noLabels);
  let forks = false;
  for (const label of order) {
    const to = goesTo[label]!;
    for (const there of to) addTo(predecessors, there, label);
    forks ||= to.length > 1;
  }
  const dominator = dominators(order, position, predecessors);
  const children = filled(blocks.length, noLabels);
  for (const label of order) if (dominator[label] !== -1) addTo(children, dominator[label]!, label);
  const heads = order.filter((head) => predecessors[head]!.some((from) => position[from]! >= position[head]!));
  return { order, position, predecessors, dominator, children, heads, forks };
}

const noLabels: Label[] = [];

/** Add to one of some lists. Most get one label, and the host keeps room for more in a list that it has to make longer. */
function addTo(lists: Label[][], at: Label, label: Label): void {
  if (lists[at]!.length === 0) lists[at] = [label];
  else lists[at]!.push(label);
}

function reversePostorder(goesTo: readonly (readonly Label[])[]): Label[] {
  const seen = filled<boolean>(goesTo.length, false);
  const order: Label[] = [];
  const stack: Label[] = [0];
  const next: number[] = [0];
  seen[0] = true;
  while (stack.length > 0) {
    const top = stack.length - 1;
    const label = stack[top]!;
    const to = goesTo[label]!;
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
  let passed: number[] | undefined;
  let visit = 0;
  const common = (one: Label, found: Label): Label => {
    let a = one;
    let b = found;
    passed ??= filled<number>(position.length, 0);
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
