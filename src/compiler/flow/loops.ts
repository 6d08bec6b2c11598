/**
 * Loops: how deep in loops each block of a flow function is, as an estimate of how often it is executed.
 *
 * A depth-first search finds the jumps back; the blocks of a loop are those from which control comes to such a jump without
 * passing the loop's head. Heads are visited from the innermost out, and a loop that is found is one block from then on
 * (Tarjan 1974; Havlak 1997), so that the work is in proportion to the function however deep its loops nest.
 */

import { filled } from "../filled.ts";
import { successors } from "./successors.ts";
import type { FlowFunction, Label } from "./syntax.ts";

/** The order in which a depth-first search comes to the blocks, and which jumps of each block go back to one it has not left. */
interface Search {
  readonly order: readonly Label[];
  /** By block, the blocks that jump back to it, and those that go on to it. */
  readonly back: readonly (readonly Label[])[];
  readonly forth: readonly (readonly Label[])[];
}

function search({ blocks }: Pick<FlowFunction, "blocks">): Search {
  const order: Label[] = [];
  const back: Label[][] = blocks.map(() => []);
  const forth: Label[][] = blocks.map(() => []);
  const state: ("new" | "open" | "left")[] = blocks.map(() => "new");
  const path: { readonly block: Label; readonly to: readonly Label[]; next: number }[] = [];
  const enter = (block: Label): void => {
    state[block] = "open";
    order.push(block);
    path.push({ block, to: successors(blocks[block]!.terminator), next: 0 });
  };
  enter(0);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const target = top.to[top.next++];
    if (target === undefined) {
      state[top.block] = "left";
      path.pop();
      continue;
    }
    if (state[target] === "open") back[target]!.push(top.block);
    else forth[target]!.push(top.block);
    if (state[target] === "new") enter(target);
  }
  return { order, back, forth };
}

/** The loops of a function. */
export interface Nesting {
  /** By block, in how many loops it is; 0 also for a block that control does not reach. */
  readonly depths: readonly number[];
  /** By block, the head of the innermost loop that it is in: its own for a head; −1 for none. */
  readonly heads: readonly Label[];
  /** By the head of a loop, the head of the loop around it; −1 for none. */
  readonly around: readonly Label[];
}

/** The nesting of so many blocks where there are no loops. */
function withoutLoops(blocks: number): Nesting {
  const none = filled<Label>(blocks, -1);
  return { depths: filled<number>(blocks, 0), heads: none, around: none };
}

/** By block, in how many loops it is; 0 also for a block that control does not reach. */
export function loopDepths(f: FlowFunction): readonly number[] {
  return nestingOf(f).depths;
}

/** Which loops there are, and how they nest. */
export function nestingOf(f: Pick<FlowFunction, "blocks">): Nesting {
  if (!mayLoop(f)) return withoutLoops(f.blocks.length);
  const depths = filled<number>(f.blocks.length, 0);
  const heads = filled<Label>(f.blocks.length, -1);
  /** The head of the loop around a block, not counting one that it heads itself. */
  const around = filled<Label>(f.blocks.length, -1);
  const { order, back, forth } = search(f);
  /** The head of the innermost loop found around a block: its own for a head. */
  const inside = f.blocks.map((_, label) => label);
  const outermost = (label: Label): Label => {
    let head = label;
    while (inside[head] !== head) {
      inside[head] = inside[inside[head]!]!;
      head = inside[head]!;
    }
    return head;
  };
  for (let i = order.length - 1; i >= 0; i--) {
    const head = order[i]!;
    if (back[head]!.length === 0) continue;
    const work = back[head]!.map(outermost);
    for (let block = work.pop(); block !== undefined; block = work.pop()) {
      if (block === head || inside[block] !== block) continue;
      inside[block] = head;
      around[block] = head;
      for (const from of forth[block]!) work.push(outermost(from));
    }
  }
  for (const block of order) {
    const loop = around[block]!;
    const isHead = back[block]!.length > 0;
    depths[block] = (loop === -1 ? 0 : depths[loop]!) + (isHead ? 1 : 0);
    heads[block] = isHead ? block : loop;
  }
  return { depths, heads, around };
}

/** Without a jump to a block that is not later there is no loop. */
export function mayLoop({ blocks }: Pick<FlowFunction, "blocks">): boolean {
  return blocks.some(
    ({ terminator }, here) =>
      (terminator.op === "jump" && terminator.target <= here) ||
      (terminator.op === "branch" && (terminator.then <= here || terminator.else <= here)),
  );
}
