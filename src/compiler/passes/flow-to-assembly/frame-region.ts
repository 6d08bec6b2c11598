/**
 * Shrink-wrapping: where in a function its frame is made. A function that calls another one on a rare way only needs no frame on
 * the others: no stack check, and nothing saved.
 *
 * A block needs the frame where it calls, and where a callee-saved register or a slot belongs to a value. Where control comes into
 * the region from outside, the frame is made; where it goes out, and at returns, it is given back. The region grows as
 * long as that makes these ways rarer, by the estimate (Chow 1988 has the idea); loops are whole in it or outside.
 */

import { filled } from "../../filled.ts";
import { type Frequencies, frequenciesOf } from "../../flow/frequencies.ts";
import { type Nesting, nestingOf } from "../../flow/loops.ts";
import { retargeted, successors } from "../../flow/successors.ts";
import type { Block, Label } from "../../flow/syntax.ts";
import { threadedLabels } from "../../flow/threads.ts";
import { calleeSaved, slotOf } from "../../target/place.ts";
import type { AllocatedFunction } from "../allocate/flow-to-allocated.ts";

/** What it takes to make a frame and to check the stack, and to give it back, besides saving and restoring. */
const making = 3;
const leaving = 1;
/** How much cheaper a smaller region must be: it is more code. */
const worthwhile = 0.9;

/** By block, whether it runs with the frame. */
export type FrameRegion = readonly boolean[];

/** The pass: the blocks of a function that run with its frame, of which `saved` registers are a part. */
export function frameRegion(f: AllocatedFunction, saved: number): FrameRegion {
  const needs = needing(f);
  if (!needs.includes(true) || !needs.includes(false)) return needs;
  const threaded = threadedLabels(f.blocks);
  const blocks = f.blocks.map(
    (block): Block => ({ ...block, terminator: retargeted(block.terminator, (label) => threaded[label]!) }),
  );
  const region = new Growing(blocks, saved, needs);
  region.grow();
  return region.cost() < worthwhile * region.costOfAll() ? region.blocks() : f.blocks.map(() => true);
}

/** The blocks with calls, and those in which a value is in a place that is the caller's, or in the frame. */
function needing({ blocks, homes }: AllocatedFunction): boolean[] {
  const { begins, places, ranges } = homes;
  const end = Number.POSITIVE_INFINITY;
  /** By block, how many more ranges begin in it, or in blocks before, than ended before it. */
  const changes = filled<number>(blocks.length + 1, 0);
  const blockAt = (position: number): Label => {
    let [low, high] = [0, begins.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (begins[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  for (let register = 0; register < places.length; register++) {
    const place = places[register]!;
    if (place < 0 || (slotOf(place) === undefined && !calleeSaved.includes(place))) continue;
    const own = ranges[register]!;
    for (let i = 0; i < own.length; i += 2) {
      const [from, to] = [own[i]!, own[i + 1] ?? end];
      changes[blockAt(from)]!++;
      changes[blockAt(to) + 1]!--;
    }
  }
  let count = 0;
  return blocks.map(({ instructions }, label) => {
    count += changes[label]!;
    return count > 0 || instructions.some(({ op }) => op === "call");
  });
}

/** A way between two blocks, or into the function, or out of it, where the other end is −1. */
interface Way {
  readonly from: number;
  readonly to: number;
  readonly often: number;
}

/** A region that grows. What is one loop, outermost, is one unit. */
class Growing {
  /** By block, its unit: the head of the outermost loop around it, or itself. */
  readonly #unit: readonly Label[];
  readonly #ways: readonly Way[];
  /** By unit, the ways from and to it. */
  readonly #of: Way[][];
  readonly #inside: boolean[];
  readonly #making: number;
  readonly #leaving: number;

  constructor(blocks: readonly Block[], saved: number, needs: readonly boolean[]) {
    this.#making = making + saved;
    this.#leaving = leaving + saved;
    const nesting = nestingOf({ blocks });
    this.#unit = unitsOf(nesting);
    this.#ways = [...waysOf(blocks, frequenciesOf({ blocks }, nesting), this.#unit)];
    this.#of = blocks.map(() => []);
    for (const way of this.#ways) {
      if (way.from !== -1) this.#of[way.from]!.push(way);
      if (way.to !== -1) this.#of[way.to]!.push(way);
    }
    this.#inside = filled<boolean>(blocks.length, false);
    for (let label = 0; label < needs.length; label++) if (needs[label]!) this.#inside[this.#unit[label]!] = true;
  }

  /** Units join as long as the ways in and out do not become more. */
  grow(): void {
    const work: Label[] = [];
    const around = (unit: Label): void => {
      for (const { from, to } of this.#of[unit]!)
        for (const other of [from, to]) if (other !== -1 && !this.#inside[other]!) work.push(other);
    };
    for (let unit = 0; unit < this.#inside.length; unit++) if (this.#inside[unit]!) around(unit);
    for (let unit = work.pop(); unit !== undefined; unit = work.pop()) {
      if (this.#inside[unit]!) continue;
      const before = this.#costOf(unit);
      this.#inside[unit] = true;
      if (this.#costOf(unit) <= before) around(unit);
      else this.#inside[unit] = false;
    }
  }

  #costOf(unit: Label): number {
    return this.#of[unit]!.reduce((sum, way) => sum + this.#cost(way), 0);
  }

  #cost({ from, to, often }: Way): number {
    const [before, after] = [from !== -1 && this.#inside[from]!, to !== -1 && this.#inside[to]!];
    if (before === after) return 0;
    return often * (after ? this.#making : this.#leaving);
  }

  cost(): number {
    return this.#ways.reduce((sum, way) => sum + this.#cost(way), 0);
  }

  costOfAll(): number {
    return this.#ways.reduce(
      (sum, { from, to, often }) => sum + often * (from === -1 ? this.#making : to === -1 ? this.#leaving : 0),
      0,
    );
  }

  blocks(): FrameRegion {
    return this.#unit.map((unit) => this.#inside[unit]!);
  }
}

function unitsOf({ heads, around }: Nesting): readonly Label[] {
  const outermost: Label[] = [];
  const unitOf = (head: Label): Label => {
    const chain: Label[] = [];
    let at = head;
    while (outermost[at] === undefined && around[at] !== -1) {
      chain.push(at);
      at = around[at]!;
    }
    const found = outermost[at] ?? at;
    for (const each of chain) outermost[each] = found;
    return found;
  };
  return heads.map((head, label) => (head === -1 ? label : unitOf(head)));
}

/** The ways between units, into the function and back to the caller. A way to a trap matters to nobody. */
function* waysOf(
  blocks: readonly Block[],
  { blocks: counts, ways }: Frequencies,
  unit: readonly Label[],
): Generator<Way> {
  yield { from: -1, to: unit[0]!, often: 1 };
  for (let label = 0; label < blocks.length; label++) {
    const { terminator } = blocks[label]!;
    const from = unit[label]!;
    if (terminator.op === "return" || terminator.op === "tail_call") yield { from, to: -1, often: counts[label]! };
    for (const [i, there] of successors(terminator).entries()) {
      const often = ways[label]![i]!;
      if (unit[there] !== from && often > 0) yield { from, to: unit[there]!, often };
    }
  }
}
