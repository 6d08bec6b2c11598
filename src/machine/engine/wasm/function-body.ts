/**
 * A function of basic blocks → the body of a WebAssembly function.
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

import { impossible } from "../../../core/impossible.ts";
import { registerNumbers } from "../../register.ts";
import { emitAccess } from "./access-code.ts";
import { type Expectation, planAccesses } from "./accesses.ts";
import { emitComputation, emitTarget, emitTest } from "./arithmetic.ts";
import { Code, local } from "./code.ts";
import type { CodeFunction } from "./control-flow.ts";
import { leave, reload, returnAsIs, spill } from "./crossing.ts";
import type { Loop } from "./intervals.ts";
import { opcode } from "./opcodes.ts";
import type { RegisterSet } from "./registers.ts";
import { isSwitch, type Shape, shapeOf } from "./shape.ts";

/** What the code around a function offers it. */
export interface Surroundings {
  readonly expected: Expectation;
  /** The index of the WebAssembly function that is called at `pc`, if it is in this module. */
  readonly functionAt: (pc: number) => number | undefined;
  /** The first address of the text that the table of functions covers, and how many words of it. */
  readonly tableStart: number;
  readonly tableWords: number;
  /** Where its computed jumps may lead, within it. */
  readonly targets: readonly number[];
}

/** A translated function: its locals and code, and the addresses at which it can be entered, its start among them. */
export interface Translated {
  readonly body: Uint8Array;
  readonly entries: readonly number[];
}

/** Translate a function. */
export function translateFunction(found: CodeFunction, surroundings: Surroundings): Translated {
  const shape = shapeOf(found, surroundings.targets);
  return { body: new FunctionBody(shape, surroundings).emit(), entries: shape.entries };
}

/** A part of a run: one block, or a loop of several. */
interface Part {
  readonly first: number;
  readonly last: number;
  readonly loop: Loop | undefined;
}

class FunctionBody {
  readonly #shape: Shape;
  readonly #around: Surroundings;
  readonly #code = new Code();
  /** How many locals hold checked addresses. */
  #addresses = 0;

  constructor(shape: Shape, around: Surroundings) {
    this.#shape = shape;
    this.#around = around;
  }

  emit(): Uint8Array {
    const code = this.#code;
    this.#prologue();
    this.#run(0, this.#shape.blocks.length - 1, undefined);
    code.op(0x00);
    code.op(opcode.end);
    const body = new Code().out;
    body.unsigned(1);
    body.unsigned(local.firstAddress + this.#addresses - local.firstRegister);
    body.byte(0x7f);
    body.all(code.out.done());
    return body.done();
  }

  // Entering and leaving.

  #prologue(): void {
    const code = this.#code;
    // No fuel, or no room for one more call.
    code.get(local.fuel);
    code.get(local.depth);
    code.op(opcode.i32Or);
    code.constant(0);
    code.op(opcode.i32LtS);
    code.open(opcode.if);
    returnAsIs(code);
    code.close();
    const start = this.#shape.index.get(this.#shape.start)!;
    const elsewhere = this.#shape.entries.filter((pc) => pc !== this.#shape.start);
    if (elsewhere.length > 0) {
      code.get(local.pc);
      code.constant(this.#shape.start);
      code.op(opcode.i32Ne);
      code.open(opcode.if);
      reload(code, this.#shape.flow.all);
      for (const pc of elsewhere) {
        code.get(local.pc);
        code.constant(pc);
        code.op(opcode.i32Eq);
        code.open(opcode.if);
        code.constant(this.#shape.numbers.get(this.#shape.index.get(pc)!) ?? 0);
        code.set(local.entry);
        code.close();
      }
      code.else();
    }
    reload(code, this.#shape.flow.live[start]!);
    if (start !== 0) {
      code.constant(this.#shape.numbers.get(start)!);
      code.set(local.entry);
    }
    if (elsewhere.length > 0) code.close();
  }

  // Runs of blocks.

  #run(first: number, last: number, loop: Loop | undefined): void {
    const code = this.#code;
    const parts = this.#partsOf(first, last, loop);
    const dispatched = this.#dispatches(first, last);
    const labelled = parts.filter((part, i) => i > 0 && this.#isJumpedTo(part, first, last, dispatched));
    for (const { first: f, last: l } of labelled.toReversed()) {
      code.open(opcode.block, { kind: "before", first: f, last: l });
    }
    if (dispatched) this.#dispatch();
    for (const part of parts) {
      if (labelled.includes(part)) code.close();
      if (part.loop === undefined) this.#block(part.first, loop?.first === part.first);
      else {
        code.open(opcode.loop, { kind: "loop", header: part.first });
        this.#run(part.first, part.last, part.loop);
        code.close();
      }
    }
  }

  #partsOf(first: number, last: number, loop: Loop | undefined): Part[] {
    const parts: Part[] = [];
    for (let i = first; i <= last; ) {
      const inner = this.#shape.loops.get(i);
      const part =
        inner === undefined || inner === loop ? { first: i, last: i, loop: undefined } : { ...inner, loop: inner };
      parts.push(part);
      i = part.last + 1;
    }
    return parts;
  }

  /** Can the run be entered elsewhere than at its first block? */
  #dispatches(first: number, last: number): boolean {
    for (const block of this.#shape.numbers.keys()) if (first < block && block <= last) return true;
    return false;
  }

  #isJumpedTo(part: Part, first: number, last: number, dispatched: boolean): boolean {
    if (dispatched) {
      for (const block of this.#shape.numbers.keys()) if (part.first <= block && block <= part.last) return true;
    }
    return this.#shape.edges.some(
      ({ from, to }) =>
        part.first <= to && to <= part.last && first <= from && from <= last && (from < part.first || part.last < from),
    );
  }

  /** Go where `entry` says, if that is within the run and not in its first part. */
  #dispatch(): void {
    const code = this.#code;
    code.open(opcode.block);
    code.get(local.entry);
    code.op(opcode.i32Eqz);
    code.branch(opcode.brIf, 0);
    const depths = [0, ...[...this.#shape.numbers.keys()].map((block) => this.#depthBefore(block) ?? 0)];
    code.get(local.entry);
    code.branchTable(depths, 0);
    code.close();
  }

  /** How many frames out is the end of the innermost block before the part that holds `block`? */
  #depthBefore(block: number): number | undefined {
    const { frames } = this.#code;
    for (let i = frames.length - 1; i >= 0; i--) {
      const frame = frames[i]!;
      if (frame.kind === "before" && frame.first <= block && block <= frame.last) return frames.length - 1 - i;
      // What is before the header is outside this loop, and so is its entry.
      if (frame.kind === "loop" && this.#shape.loops.get(frame.header)!.last >= block && frame.header <= block)
        return undefined;
    }
    return undefined;
  }

  /** Go from block `from` to the block at `pc`; what may differ from memory is `dirty`. */
  #goto(from: number, pc: number, dirty: RegisterSet): void {
    const code = this.#code;
    const to = this.#shape.index.get(pc);
    if (to === undefined) return this.#tailCall(pc, dirty);
    const { frames } = code;
    if (to <= from) {
      this.#enterAtHeader(to);
      const at = frames.findLastIndex((frame) => frame.kind === "loop" && frame.header === to);
      return code.branch(opcode.br, frames.length - 1 - at);
    }
    const depth = this.#depthBefore(to);
    const before = depth === undefined ? undefined : frames[frames.length - 1 - depth];
    const number = this.#shape.numbers.get(to);
    if (before?.kind === "before" && before.first !== to) {
      code.constant(number!);
      code.set(local.entry);
    } else this.#enterAtHeader(to);
    code.branch(opcode.br, depth!);
  }

  /** If a loop begins at the block, let it begin at its header. */
  #enterAtHeader(block: number): void {
    const loop = this.#shape.loops.get(block);
    if (loop === undefined || !this.#dispatches(loop.first, loop.last)) return;
    this.#code.constant(0);
    this.#code.set(local.entry);
  }

  // Blocks.

  #block(i: number, header: boolean): void {
    const code = this.#code;
    const { start, body, count } = this.#shape.blocks[i]!;
    let dirty = this.#shape.flow.dirty[i]!;
    if (header) {
      code.get(local.fuel);
      code.constant(0);
      code.op(opcode.i32LtS);
      code.open(opcode.if);
      leave(code, start, 0, dirty);
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
      else emitAccess(code, instruction, plan, () => leave(code, pc, count - j, dirty));
      if (plan?.kind === "shared") this.#addresses = Math.max(this.#addresses, plan.shared.slot + 1);
      if ("rd" in instruction && instruction.mnemonic !== "fence" && instruction.rd !== 0) dirty |= 1 << instruction.rd;
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
        return leave(code, (start + 4 * body.length) | 0, 0, dirty);
      case "call": {
        this.#link(ending.rd, ending.next);
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
        this.#link(ending.jump.rd, ending.next);
        spill(code, dirty | ((1 << ending.jump.rd) & ~1));
        return this.#call(i, undefined, 0, ending.next);
      case "jumpRegister":
        emitTarget(code, ending.jump);
        code.set(local.word);
        if (isSwitch(ending.jump.rs1, this.#shape)) this.#switch(i, dirty);
        spill(code, dirty);
        if (ending.jump.rs1 === registerNumbers.ra) {
          code.get(local.fuel);
          code.get(local.word);
          return code.op(opcode.return);
        }
        return this.#throughTable(opcode.returnCallIndirect, 0);
      default:
        return impossible(ending);
    }
  }

  #link(rd: number, next: number): void {
    if (rd === 0) return;
    this.#code.constant(next);
    this.#code.setRegister(rd);
  }

  /** Call; where the callee comes back to `next` with fuel left, go on there, and otherwise return. */
  #call(i: number, called: number | undefined, target: number, next: number): void {
    const code = this.#code;
    if (called === undefined) this.#throughTable(opcode.callIndirect, 1);
    else {
      code.get(local.fuel);
      code.get(local.depth);
      code.constant(1);
      code.op(opcode.i32Sub);
      code.constant(target);
      code.op(opcode.call);
      code.out.unsigned(called);
    }
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

  /** A call, or tail call, of the function at the address in `word`; where there is none, return with it as pc. */
  #throughTable(operation: number, nested: number): void {
    const code = this.#code;
    const { tableStart, tableWords } = this.#around;
    code.get(local.word);
    code.constant(tableStart);
    code.op(opcode.i32Sub);
    code.constant(2);
    code.op(opcode.i32Rotr);
    code.tee(local.other);
    code.constant(tableWords);
    code.op(opcode.i32GeU);
    code.open(opcode.if);
    code.get(local.fuel);
    code.get(local.word);
    code.op(opcode.return);
    code.close();
    code.get(local.fuel);
    code.get(local.depth);
    if (nested > 0) {
      code.constant(nested);
      code.op(opcode.i32Sub);
    }
    code.get(local.word);
    code.get(local.other);
    code.op(operation);
    code.out.unsigned(0);
    code.out.unsigned(0);
  }

  /** A jump to another function, or to where there is none. */
  #tailCall(pc: number, dirty: RegisterSet): void {
    const code = this.#code;
    const called = this.#around.functionAt(pc);
    if (called === undefined) return leave(code, pc, 0, dirty);
    spill(code, dirty);
    code.get(local.fuel);
    code.get(local.depth);
    code.constant(pc);
    code.op(opcode.returnCall);
    code.out.unsigned(called);
  }

  /** Jump to the block whose address is in `word`, if it is one of the targets. */
  #switch(from: number, dirty: RegisterSet): void {
    const code = this.#code;
    const starts = this.#shape.targets.map((i) => this.#shape.blocks[i]!.start);
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
      this.#goto(from, s, dirty);
    }
    code.close();
  }
}
