/**
 * How often each block of a function is executed, and each way from one to another is gone, as an estimate: once for the
 * entry, eight rounds for a loop, one half for each side of a branch. What only stops with a trap is never gone to.
 */

import { filled } from "../filled.ts";
import { mayLoop, type Nesting, nestingOf } from "./loops.ts";
import { isOneBlock, successors } from "./successors.ts";
import type { FlowFunction, Label } from "./syntax.ts";

/** Estimates, in executions for each call of the function. */
export interface Frequencies {
  /** By block. */
  readonly blocks: readonly number[];
  /** By block, of each of its successors in turn. */
  readonly ways: readonly (readonly number[])[];
}

/** How many rounds a loop makes. */
const rounds = 8;
const noLoop = (): number => -1;
/** Loops nested deeper count as this deep. */
const deepest = 8;
/** So many loops around each other are looked at where all of them are left at once. */
const mostLeft = 64;

/** That of a single block to which nothing jumps. */
const once: Frequencies = { blocks: [1], ways: [[]] };

/** The estimate of a function, whose loops may be known already. */
export function frequenciesOf(f: Pick<FlowFunction, "blocks">, known?: Nesting): Frequencies {
  const { blocks } = f;
  if (isOneBlock(blocks)) return once;
  if (!mayLoop(f)) return onlyForth(blocks);
  const { depths, heads, around } = known ?? nestingOf(f);
  const isTrap = (label: Label): boolean => blocks[label]!.terminator.op === "trap";
  const isWithin = (loop: Label, label: Label): boolean => {
    let at = heads[label]!;
    for (let looked = 0; at !== -1 && looked < mostLeft && depths[at]! > depths[loop]!; looked++) at = around[at]!;
    return at === loop;
  };
  /** The outermost loop that is left where control goes from one block to another; −1 when none is. */
  const leftLoop = (from: Label, to: Label): Label => {
    let left = -1;
    let loop = heads[from]!;
    for (let looked = 0; loop !== -1 && looked < mostLeft; looked++) {
      if (isWithin(loop, to)) break;
      left = loop;
      loop = around[loop]!;
    }
    return left;
  };

  const goesTo = blocks.map(({ terminator }) => successors(terminator));
  const order = inOrder(goesTo);
  const exits = filled<number>(blocks.length, 0);
  const left = goesTo.map((to, from) =>
    heads[from] === -1 ? to.map(noLoop) : to.map((there) => (isTrap(there) ? -1 : leftLoop(from, there))),
  );
  for (const loops of left) for (const loop of loops) if (loop !== -1) exits[loop] = exits[loop]! + 1;

  /** Executions if every loop made one round; and of each way. */
  const within = filled<number>(blocks.length, 0);
  const share: number[][] = blocks.map(() => []);
  within[0] = 1;
  const done = filled<boolean>(blocks.length, false);
  for (const label of order) {
    done[label] = true;
    const to = goesTo[label]!;
    const stays = to.filter((there, i) => !isTrap(there) && left[label]![i] === -1).length;
    share[label] = to.map((there, i) => {
      if (isTrap(there)) return 0;
      const loop = left[label]![i]!;
      return loop === -1 ? within[label]! / stays : within[loop]! / exits[loop]!;
    });
    for (let i = 0; i < to.length; i++) if (done[to[i]!] !== true) within[to[i]!] = within[to[i]!]! + share[label][i]!;
  }
  const times = (depth: number): number => rounds ** Math.min(depth, deepest);
  return {
    blocks: within.map((count, label) => count * times(depths[label]!)),
    ways: share.map((counts, label) =>
      counts.map((count, i) => {
        const loop = left[label]![i]!;
        return count * times(loop === -1 ? depths[label]! : depths[loop]! - 1);
      }),
    ),
  };
}

/** The estimate where each block goes to later ones alone. */
function onlyForth(blocks: FlowFunction["blocks"]): Frequencies {
  const isTrap = (label: Label): boolean => blocks[label]!.terminator.op === "trap";
  const counts = filled<number>(blocks.length, 0);
  counts[0] = 1;
  const ways = blocks.map(({ terminator }, label) => {
    const to = successors(terminator);
    let stay = 0;
    for (const there of to) if (!isTrap(there)) stay++;
    return to.map((there) => {
      if (isTrap(there)) return 0;
      const share = counts[label]! / stay;
      counts[there] = counts[there]! + share;
      return share;
    });
  });
  return { blocks: counts, ways };
}

/** The blocks that control can reach, each after those from which it comes other than by a jump back. */
function inOrder(goesTo: readonly (readonly Label[])[]): readonly Label[] {
  const state = filled<boolean>(goesTo.length, false);
  const left: Label[] = [];
  const path: { readonly block: Label; readonly to: readonly Label[]; next: number }[] = [];
  const enter = (block: Label): void => {
    state[block] = true;
    path.push({ block, to: goesTo[block]!, next: 0 });
  };
  enter(0);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const label = top.to[top.next++];
    if (label === undefined) {
      left.push(top.block);
      path.pop();
    } else if (state[label] !== true) enter(label);
  }
  return left.reverse();
}
