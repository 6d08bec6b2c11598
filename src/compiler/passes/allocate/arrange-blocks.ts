/**
 * The order of a function's blocks: jumps to blocks that only jump go to the end of the chain, what control cannot reach is
 * left out, each block follows one from which control comes, and loops are inverted. A loop whose test comes first takes a jump back in every round. With its test behind its
 * body, control falls from the body into the test, and only the first round is entered by a jump. No block is copied, and
 * no cut point: this is nothing but another order.
 */

import { filled } from "../../filled.ts";
import { loopDepths } from "../../flow/loops.ts";
import { isOneBlock, retargeted, successors } from "../../flow/successors.ts";
import type { Block, FlowFunction, Label, Terminator } from "../../flow/syntax.ts";
import { threadedLabels } from "../../flow/threads.ts";

/** Loops nested deeper than this keep their order; each level costs a look at all that is inside it. */
const deepest = 24;

/** The pass, on one function. */
export function arrangeBlocks(f: FlowFunction): FlowFunction {
  if (isOneBlock(f.blocks)) return f;
  const threaded = threadedLabels(f.blocks);
  const entry = threaded[0]!;
  const depths = loopDepths(f);
  const order = reachable(f, threaded, depths);
  invertLoops(f, order, threaded, depths);
  const number = filled<number>(f.blocks.length, -1);
  const first = order[0] === entry ? 0 : 1;
  for (let i = 0; i < order.length; i++) number[order[i]!] = first + i;
  const to = (label: Label): Label => number[threaded[label]!]!;
  const blocks = order.map((label): Block => {
    const { instructions, terminator } = f.blocks[label]!;
    return { instructions, terminator: redirected(terminator, to) };
  });
  if (first > 0) blocks.unshift({ instructions: [], terminator: { op: "jump", target: to(entry), origin: f.origin } });
  return { ...f, blocks };
}

function redirected(terminator: Terminator, to: (label: Label) => Label): Terminator {
  const there = retargeted(terminator, to);
  if (there.op !== "branch" || there.then !== there.else) return there;
  return { op: "jump", target: there.then, origin: there.origin };
}

/**
 * The labels of the blocks that control can reach: a depth-first search backwards, in which ways out of a loop come before ways
 * that stay in it. So a loop is all together, what comes together again follows both its ways, and traps are last.
 */
function reachable({ blocks }: FlowFunction, threaded: readonly Label[], depths: readonly number[]): Label[] {
  const reached = filled<boolean>(blocks.length, false);
  const traps: Label[] = [];
  const left: Label[] = [];
  const path: { readonly block: Label; readonly to: readonly Label[]; next: number }[] = [];
  const enter = (label: Label): void => {
    const block = threaded[label]!;
    if (reached[block] === true) return;
    reached[block] = true;
    const { terminator } = blocks[block]!;
    if (terminator.op === "trap" && block !== threaded[0]) traps.push(block);
    else path.push({ block, to: inTurn(terminator, depths), next: 0 });
  };
  enter(0);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const label = top.to[top.next++];
    if (label !== undefined) enter(label);
    else {
      left.push(top.block);
      path.pop();
    }
  }
  return [...left.reverse(), ...traps.sort((x, y) => x - y)];
}

/** Where a block may go on, that which is to follow it last. */
function inTurn(terminator: Terminator, depths: readonly number[]): readonly Label[] {
  if (terminator.op !== "branch") return successors(terminator);
  const { then, else: otherwise } = terminator;
  const first = depths[then] === depths[otherwise] ? then > otherwise : depths[then]! < depths[otherwise]!;
  return first ? [then, otherwise] : [otherwise, then];
}

/** Change the order so that the tests of loops come behind their bodies; inner loops first. */
function invertLoops(f: FlowFunction, order: Label[], threaded: readonly Label[], depths: readonly number[]): void {
  const position = filled<number>(f.blocks.length, -1);
  for (let i = 0; i < order.length; i++) position[order[i]!] = i;
  const target = (label: Label): Label | undefined => {
    const { terminator } = f.blocks[label]!;
    return terminator.op === "jump" ? threaded[terminator.target]! : undefined;
  };
  /** By the head of a loop, the last block in the order that jumps back to it. */
  const latches = new Map<Label, Label>();
  for (const label of order) {
    const head = target(label);
    if (head !== undefined && position[head]! <= position[label]!) latches.set(head, label);
  }
  if (latches.size === 0) return;
  const heads = [...latches.keys()].sort((a, b) => position[b]! - position[a]!);
  for (const head of heads) {
    if (depths[head]! > deepest) continue;
    const from = position[head]!;
    const to = position[latches.get(head)!]!;
    const exit = order[to + 1];
    if (to < from || exit === undefined) continue;
    // The test ends with the first block from which control leaves the loop to what follows it.
    let last = from;
    const leaves = (label: Label): boolean => {
      const { terminator } = f.blocks[label]!;
      return (
        depths[label] === depths[head] &&
        terminator.op === "branch" &&
        (threaded[terminator.then] === exit || threaded[terminator.else] === exit)
      );
    };
    while (last < to && !leaves(order[last]!)) last++;
    if (last >= to) continue;
    const test = order.slice(from, last + 1);
    const body = order.slice(last + 1, to + 1);
    for (const [i, label] of [...body, ...test].entries()) {
      order[from + i] = label;
      position[label] = from + i;
    }
  }
}
