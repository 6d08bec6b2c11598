/**
 * The beginning of a function: whether it may run at all, and at which block it is entered.
 */

import { type Code, local } from "./code.ts";
import { reload, returnAsIs } from "./crossing.ts";
import { opcode } from "./opcodes.ts";
import type { PieceShape } from "./shape.ts";

/** Return at once where there is no fuel, or no room for one more call; else make ready for the block at pc. */
export function emitEntry(code: Code, shape: PieceShape): void {
  code.get(local.fuel);
  code.get(local.depth);
  code.op(opcode.i32Or);
  code.constant(0);
  code.op(opcode.i32LtS);
  code.open(opcode.if);
  returnAsIs(code);
  code.close();
  enterOneOf(
    code,
    shape,
    [...shape.entries].sort((a, b) => (a >>> 0) - (b >>> 0)),
  );
}

/** Make ready for the block at pc, which is one of some addresses that ascend: what it needs is read, `entry` is set. */
function enterOneOf(code: Code, shape: PieceShape, addresses: readonly number[]): void {
  if (addresses.length > 1) {
    const middle = addresses.length >>> 1;
    code.get(local.pc);
    code.constant(addresses[middle]!);
    code.op(opcode.i32LtU);
    code.open(opcode.if);
    enterOneOf(code, shape, addresses.slice(0, middle));
    code.else();
    enterOneOf(code, shape, addresses.slice(middle));
    code.close();
    return;
  }
  const block = shape.index.get(addresses[0]!)!;
  reload(code, shape.flow.live[block]!);
  if (block === 0) return;
  code.constant(shape.numbers.get(block)!);
  code.set(local.entry);
}
