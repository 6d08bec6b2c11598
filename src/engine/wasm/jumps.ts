/**
 * Jumps from block to block of one function, as branches out of the frames that are open.
 *
 * A jump forward leaves the blocks that end before its target; a jump back goes to the loop whose header is its target.
 * A jump into the middle of a loop goes to the loop and puts the number of its target into `entry`.
 */

import { type Code, local } from "./code.ts";
import { opcode } from "./opcodes.ts";
import { isEnteredInside } from "./parts.ts";
import type { PieceShape } from "./shape.ts";

/** Go to the block that `entry` names, if it is within the run and not in its first part. */
export function emitDispatch(code: Code, shape: PieceShape): void {
  code.open(opcode.block);
  code.get(local.entry);
  code.op(opcode.i32Eqz);
  code.branch(opcode.brIf, 0);
  const depths = [0, ...[...shape.numbers.keys()].map((block) => depthBefore(code, shape, block) ?? 0)];
  code.get(local.entry);
  code.branchTable(depths, 0);
  code.close();
}

/** Go from block `from` to block `to`. */
export function emitJump(code: Code, shape: PieceShape, from: number, to: number): void {
  const { frames } = code;
  if (to <= from) {
    enterAtHeader(code, shape, to);
    const at = frames.findLastIndex((frame) => frame.kind === "loop" && frame.header === to);
    return code.branch(opcode.br, frames.length - 1 - at);
  }
  const depth = depthBefore(code, shape, to);
  const before = depth === undefined ? undefined : frames[frames.length - 1 - depth];
  const number = shape.numbers.get(to);
  if (before?.kind === "before" && before.first !== to) {
    code.constant(number!);
    code.set(local.entry);
  } else enterAtHeader(code, shape, to);
  code.branch(opcode.br, depth!);
}

/** Go to the target whose address is in `word`, by a table; go on here where it is none of them. `jump` goes to one. */
export function emitSwitch(code: Code, shape: PieceShape, jump: (pc: number) => void): void {
  const starts = shape.targets.map((i) => shape.blocks[i]!.start);
  const least = starts.reduce((a, b) => (b >>> 0 < a >>> 0 ? b : a));
  const span = Math.max(...starts.map((s) => (s - least) >>> 2)) + 1;
  // Frames, outermost first: none of them, then one for each target.
  code.open(opcode.block);
  for (const _ of starts) code.open(opcode.block);
  const depths = Array.from({ length: span }, () => starts.length);
  for (const [k, s] of starts.entries()) depths[(s - least) >>> 2] = k;
  code.get(local.word);
  code.constant(least);
  code.op(opcode.i32Sub);
  code.constant(2);
  code.op(opcode.i32Rotr);
  code.branchTable(depths, starts.length);
  for (const s of starts) {
    code.close();
    jump(s);
  }
  code.close();
}

/** How many frames out is the end of the innermost block before the part that holds `block`? */
function depthBefore({ frames }: Code, shape: PieceShape, block: number): number | undefined {
  for (let i = frames.length - 1; i >= 0; i--) {
    const frame = frames[i]!;
    if (frame.kind === "before" && frame.first <= block && block <= frame.last) return frames.length - 1 - i;
    // What is before the header is outside this loop, and so is its entry.
    if (frame.kind === "loop" && shape.loops.get(frame.header)!.last >= block && frame.header <= block)
      return undefined;
  }
  return undefined;
}

/** If a loop begins at the block, let it begin at its header. */
function enterAtHeader(code: Code, shape: PieceShape, block: number): void {
  const loop = shape.loops.get(block);
  if (loop === undefined || !isEnteredInside(shape, loop.first, loop.last)) return;
  code.constant(0);
  code.set(local.entry);
}
