/**
 * A piece of a function, of basic blocks → the body of a WebAssembly function.
 *
 * Blocks keep their order. A run of blocks, the whole function or a loop, is emitted as
 *
 *     block block … block          one for each later part that is jumped to
 *       (br_table entry)           where the run can be entered in its middle: by the number in `entry`
 *       part 0  end  part 1  end  part 2 …        each a block or a loop within
 *
 * so a jump forward is a `br` out of a block, a jump back is a `br` to a loop, and only entering the middle of a loop goes
 * through a table. Each block takes its length from `fuel`; function entries, loop headers and returns leave when that is
 * below 0. Between two such checks nothing is passed twice, so a reserve as long as the function is never overdrawn.
 */

import { impossible } from "../../core/impossible.ts";
import { registerNumbers } from "../../machine/isa/register.ts";
import { type RegisterSet, registersWrittenBy } from "../../machine/isa/register-sets.ts";
import { emitAccess } from "./access-code.ts";
import { type Expectation, planAccesses } from "./accesses.ts";
import { emitComputation, emitTarget, emitTest } from "./arithmetic.ts";
import { Bytes } from "./bytes.ts";
import { callFunction, callThroughTable, emitLink, type FunctionTable, tailCallFunction } from "./calls.ts";
import { Code, local } from "./code.ts";
import { reload, returnAsIs, spill } from "./crossing.ts";
import { emitEntry } from "./entering.ts";
import { Exits } from "./exits.ts";
import type { Loop } from "./intervals.ts";
import { emitDispatch, emitJump, emitSwitch } from "./jumps.ts";
import { opcode } from "./opcodes.ts";
import { isEnteredInside, jumpedTo, partsOf } from "./parts.ts";
import { isSwitch, type PieceShape } from "./shape.ts";

/** What the code around a function offers it. */
export interface Surroundings extends FunctionTable {
  readonly expected: Expectation;
  /** The index of the WebAssembly function that is entered at `pc`, if it is part of the same function of the program. */
  readonly functionAt: (pc: number) => number | undefined;
}

/** Translate a piece of a certain shape: its locals and code. */
export function translatePiece(shape: PieceShape, surroundings: Surroundings): Uint8Array {
  return new FunctionBody(shape, surroundings).emit();
}

/** Where code is left at an access, this is added to the pc, which is even. */
const atAccess = 1;

class FunctionBody {
  readonly #shape: PieceShape;
  readonly #around: Surroundings;
  readonly #code: Code;
  readonly #exits = new Exits();

  constructor(shape: PieceShape, around: Surroundings) {
    this.#shape = shape;
    this.#around = around;
    this.#code = new Code(shape.flow.all);
  }

  emit(): Uint8Array {
    const code = this.#code;
    emitEntry(code, this.#shape);
    this.#run(0, this.#shape.blocks.length - 1, undefined);
    code.op(opcode.unreachable);
    this.#exits.close(code, () => {
      callThroughTable(code, this.#around, "tail call");
    });
    code.op(opcode.end);
    const body = new Bytes();
    body.unsigned(1);
    body.unsigned(code.locals);
    body.byte(0x7f);
    this.#exits.open(body);
    body.all(code.out.done());
    return body.done();
  }

  /** A run of blocks; `loop` is the run itself, if it is a loop. */
  #run(first: number, last: number, loop: Loop | undefined): void {
    const code = this.#code;
    const parts = partsOf(this.#shape, first, last, loop);
    const labelled = jumpedTo(this.#shape, parts, first, last);
    for (const part of parts.toReversed()) {
      if (labelled.has(part)) code.open(opcode.block, { kind: "before", first: part.first, last: part.last });
    }
    if (isEnteredInside(this.#shape, first, last)) emitDispatch(code, this.#shape);
    for (const part of parts) {
      if (labelled.has(part)) code.close();
      if (part.loop === undefined) this.#block(part.first, loop?.first === part.first);
      else {
        code.open(opcode.loop, { kind: "loop", header: part.first });
        this.#run(part.first, part.last, part.loop);
        code.close();
      }
    }
  }

  #block(i: number, header: boolean): void {
    const code = this.#code;
    const { start, body, count } = this.#shape.blocks[i]!;
    let dirty = this.#shape.flow.dirty[i]!;
    if (header) {
      code.get(local.fuel);
      code.constant(0);
      code.op(opcode.i32LtS);
      code.open(opcode.if);
      this.#exits.leave(code, start, 0, dirty);
      code.close();
    }
    if (count > 0) {
      code.get(local.fuel);
      code.constant(count);
      code.op(opcode.i32Sub);
      code.set(local.fuel);
    }
    const plans = planAccesses(body, start, this.#around.expected);
    for (const [j, instruction] of body.entries()) {
      const pc = (start + 4 * j) | 0;
      const plan = plans.get(j);
      if (plan === undefined) emitComputation(code, instruction, pc);
      else emitAccess(code, instruction, plan, () => this.#exits.leave(code, pc | atAccess, count - j, dirty));
      dirty |= registersWrittenBy(instruction);
    }
    this.#ending(i, dirty);
  }

  #ending(i: number, dirty: RegisterSet): void {
    const code = this.#code;
    const { start, body, ending } = this.#shape.blocks[i]!;
    switch (ending.kind) {
      case "fall":
        return this.#goto(i, ending.next, dirty);
      case "jump":
        return this.#goto(i, ending.target, dirty);
      case "branch":
        emitTest(code, ending.test);
        code.open(opcode.if);
        this.#goto(i, ending.target, dirty);
        code.close();
        return this.#goto(i, ending.next, dirty);
      case "leave":
        return this.#exits.leave(code, (start + 4 * body.length) | 0, 0, dirty);
      case "call": {
        emitLink(code, ending.rd, ending.next);
        spill(code, dirty | ((1 << ending.rd) & ~1));
        const called = this.#around.functionAt(ending.target);
        if (called === undefined) {
          code.constant(ending.target);
          code.set(local.word);
        }
        return this.#call(i, called, ending.target, ending.next);
      }
      case "callRegister":
        emitTarget(code, ending.jump);
        code.set(local.word);
        emitLink(code, ending.jump.rd, ending.next);
        spill(code, dirty | ((1 << ending.jump.rd) & ~1));
        return this.#call(i, undefined, 0, ending.next);
      case "jumpRegister":
        emitTarget(code, ending.jump);
        code.set(local.word);
        if (isSwitch(ending.jump.rs1, this.#shape.targets)) {
          emitSwitch(code, this.#shape, (pc) => {
            this.#goto(i, pc, dirty);
          });
        }
        spill(code, dirty);
        if (ending.jump.rs1 === registerNumbers.ra) {
          code.get(local.fuel);
          code.get(local.word);
          return code.op(opcode.return);
        }
        return callThroughTable(code, this.#around, "tail call");
      default:
        return impossible(ending);
    }
  }

  /** Go from block `from` to the instruction at `pc`, here or elsewhere; what may differ from memory is `dirty`. */
  #goto(from: number, pc: number, dirty: RegisterSet): void {
    const to = this.#shape.index.get(pc);
    if (to !== undefined) return emitJump(this.#code, this.#shape, from, to);
    // Another piece or function, or where nothing is translated yet.
    const called = this.#around.functionAt(pc);
    if (called === undefined) return this.#exits.leave(this.#code, pc, 0, dirty, "table");
    spill(this.#code, dirty);
    tailCallFunction(this.#code, called, pc);
  }

  /** Call; where the callee comes back to `next` with fuel left, go on there, and otherwise return. */
  #call(i: number, called: number | undefined, target: number, next: number): void {
    const code = this.#code;
    if (called === undefined) callThroughTable(code, this.#around, "call");
    else callFunction(code, called, target);
    code.set(local.pc);
    code.set(local.fuel);
    const after = this.#shape.index.get(next);
    if (after === undefined) return returnAsIs(code);
    code.get(local.pc);
    code.constant(next);
    code.op(opcode.i32Ne);
    code.get(local.fuel);
    code.constant(31);
    code.op(opcode.i32ShrU);
    code.op(opcode.i32Or);
    code.open(opcode.if);
    returnAsIs(code);
    code.close();
    reload(code, this.#shape.flow.live[after]!);
    this.#goto(i, next, 0);
  }
}
