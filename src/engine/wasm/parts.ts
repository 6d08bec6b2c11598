/**
 * The parts of a run. A run is the whole function or a loop; its parts are blocks, and the loops within it.
 *
 * It follows from the shape alone, before any code is written: which parts there are, which of them need the end of a
 * WebAssembly block before them, and whether the run can be entered in its middle.
 */

import type { Loop } from "./intervals.ts";
import type { PieceShape } from "./shape.ts";

/** A part of a run: one block, or a loop of several. */
export interface Part {
  readonly first: number;
  readonly last: number;
  readonly loop: Loop | undefined;
}

/** The parts of a run, in order; `loop` is the run itself, if it is a loop. */
export function partsOf(shape: PieceShape, first: number, last: number, loop: Loop | undefined): Part[] {
  const parts: Part[] = [];
  for (let i = first; i <= last; ) {
    const inner = shape.loops.get(i);
    const part =
      inner === undefined || inner === loop ? { first: i, last: i, loop: undefined } : { ...inner, loop: inner };
    parts.push(part);
    i = part.last + 1;
  }
  return parts;
}

/** Can the run be entered elsewhere than at its first block? */
export function isEnteredInside(shape: PieceShape, first: number, last: number): boolean {
  for (const block of shape.numbers.keys()) if (first < block && block <= last) return true;
  return false;
}

/** The parts of a run, other than its first, to which control comes from other parts, or from outside. */
export function jumpedTo(shape: PieceShape, parts: readonly Part[], first: number, last: number): ReadonlySet<Part> {
  const partOf = new Array<Part>(last - first + 1);
  for (const part of parts) partOf.fill(part, part.first - first, part.last - first + 1);
  const found = new Set<Part>();
  const inside = (block: number): boolean => first <= block && block <= last;
  for (const { from, to } of shape.edges) {
    if (inside(from) && inside(to) && partOf[from - first] !== partOf[to - first]) found.add(partOf[to - first]!);
  }
  for (const block of shape.numbers.keys()) if (inside(block)) found.add(partOf[block - first]!);
  found.delete(parts[0]!);
  return found;
}
