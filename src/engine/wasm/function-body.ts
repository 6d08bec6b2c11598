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
import { emitAccess } from "./access-code.ts";
import { type Expectation, planAccesses } from "./accesses.ts";
import { emitComputation, emitTarget, emitTest } from "./arithmetic.ts";
import { Bytes } from "./bytes.ts";
import { Code, local } from "./code.ts";
import { reload, returnAsIs, spill } from "./crossing.ts";
import type { Loop } from "./intervals.ts";
import { blockType, opcode } from "./opcodes.ts";
import type { RegisterSet } from "./registers.ts";
import { isSwitch, type Shape } from "./shape.ts";

/** What the code around a function offers it. */
export interface Surroundings {
  readonly expected: Expectation;
  /** The index of the WebAssembly function that is entered at `pc`, if it is part of the same function of the program. */
  readonly functionAt: (pc: number) => number | undefined;
  /** The first address of the text that the table of functions covers, and how many words of it. */
  readonly tableStart: number;
  readonly tableWords: number;
}

/** Translate a piece of a certain shape: its locals and code. */
export function translatePiece(shape: Shape, surroundings: Surroundings): Uint8Array {
  return new FunctionBody(shape, surroundings).emit();
}

/** A way out that many places share: it writes back some registers, with fuel and pc on the stack. */
interface Exit {
  readonly to: "host" | "table";
  readonly dirty: RegisterSet;
}

/** Where code is left at an access, this is added to the pc, which is even. */
const atAccess = 1;

/** A part of a run: one block, or a loop of several. */
interface Part {
  readonly first: number;
  readonly last: number;
  readonly loop: Loop | undefined;
}

class FunctionBody {
  readonly #shape: Shape;
  readonly #around: Surroundings;
  readonly #code: Code;
  /** The ways out, the innermost first. */
  readonly #exits: Exit[] = [];

  constructor(shape: Shape, around: Surroundings) {
    this.#shape = shape;
    this.#around = around;
    this.#code = new Code(shape.flow.all);
  }

  emit(): Uint8Array {
    const code = this.#code;
    this.#prologue();
    this.#run(0, this.#shape.blocks.length - 1, undefined);
    code.op(opcode.unreachable);
    // Every exit is the end of a block around all that is before it.
    for (const { to, dirty } of this.#exits) {
      code.op(opcode.end);
      spill(code, dirty);
      if (to === "table") {
        code.set(local.word);
        code.set(local.fuel);
        this.#throughTable(opcode.returnCallIndirect, 0);
      } else code.op(opcode.return);
    }
    code.op(opcode.end);
    const body = new Bytes();
    body.unsigned(1);
    body.unsigned(code.locals);
    body.byte(0x7f);
    for (const _ of this.#exits) body.all([opcode.block, blockType.fuelAndPc]);
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
    this.#enter([...this.#shape.entries].sort((a, b) => (a >>> 0) - (b >>> 0)));
  }

  /** Make ready for the block at pc, which is one of some addresses that ascend: what it needs is read, `entry` is set. */
  #enter(addresses: readonly number[]): void {
    const code = this.#code;
    if (addresses.length > 1) {
      const middle = addresses.length >>> 1;
      code.get(local.pc);
      code.constant(addresses[middle]!);
      code.op(opcode.i32LtU);
      code.open(opcode.if);
      this.#enter(addresses.slice(0, middle));
      code.else();
      this.#enter(addresses.slice(middle));
      code.close();
      return;
    }
    const block = this.#shape.index.get(addresses[0]!)!;
    reload(code, this.#shape.flow.live[block]!);
    if (block === 0) return;
    code.constant(this.#shape.numbers.get(block)!);
    code.set(local.entry);
  }

  /** Leave for the instruction at `pc`, giving back the fuel of what was not executed. */
  #leave(pc: number, back: number, dirty: RegisterSet, to: Exit["to"] = "host"): void {
    const code = this.#code;
    let exit = this.#exits.findIndex((each) => each.to === to && each.dirty === dirty);
    if (exit < 0) exit = this.#exits.push({ to, dirty }) - 1;
    code.get(local.fuel);
    if (back !== 0) {
      code.constant(back);
      code.op(opcode.i32Add);
    }
    code.constant(pc);
    code.branch(opcode.br, code.frames.length + exit);
  }

  // Runs of blocks.

  #run(first: number, last: number, loop: Loop | undefined): void {
    const code = this.#code;
    const parts = this.#partsOf(first, last, loop);
    const dispatched = this.#dispatches(first, last);
    const labelled = this.#jumpedTo(parts, first, last, dispatched);
    for (const part of parts.toReversed()) {
      if (labelled.has(part)) code.open(opcode.block, { kind: "before", first: part.first, last: part.last });
    }
    if (dispatched) this.#dispatch();
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

  /** The parts of a run, other than its first, to which control comes from other parts, or from outside. */
  #jumpedTo(parts: readonly Part[], first: number, last: number, dispatched: boolean): ReadonlySet<Part> {
    const partOf = new Array<Part>(last - first + 1);
    for (const part of parts) partOf.fill(part, part.first - first, part.last - first + 1);
    const found = new Set<Part>();
    const inside = (block: number): boolean => first <= block && block <= last;
    for (const { from, to } of this.#shape.edges) {
      if (inside(from) && inside(to) && partOf[from - first] !== partOf[to - first]) found.add(partOf[to - first]!);
    }
    if (dispatched)
      for (const block of this.#shape.numbers.keys()) if (inside(block)) found.add(partOf[block - first]!);
    found.delete(parts[0]!);
    return found;
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
      this.#leave(start, 0, dirty);
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
      else emitAccess(code, instruction, plan, () => this.#leave(pc | atAccess, count - j, dirty));
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
        return this.#leave((start + 4 * body.length) | 0, 0, dirty);
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
        if (isSwitch(ending.jump.rs1, this.#shape.targets)) this.#switch(i, dirty);
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

  /** A jump to another piece or function, or to where nothing is translated yet. */
  #tailCall(pc: number, dirty: RegisterSet): void {
    const code = this.#code;
    const called = this.#around.functionAt(pc);
    if (called === undefined) return this.#leave(pc, 0, dirty, "table");
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
