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
import type { Instruction } from "../../instruction.ts";
import { registerNumbers } from "../../register.ts";
import type { Region } from "../flat-memory.ts";
import { type Access, type AccessPlan, accessOf, type Expectation, planAccesses } from "./accesses.ts";
import { emitComputation, emitDistance, emitTarget, emitTest } from "./arithmetic.ts";
import { Code, local } from "./code.ts";
import type { Block, CodeFunction } from "./control-flow.ts";
import { type Edge, type Loop, loopsOf } from "./intervals.ts";
import { opcode } from "./opcodes.ts";
import { type Flow, flowOf, type RegisterSet } from "./registers.ts";

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

/** The most words between the least and the greatest target of a jump that is made by a table of its own. */
const jumpTableLimit = 4096;

/** A translated function: its locals and code, and the addresses at which it can be entered, its start among them. */
export interface Translated {
  readonly body: Uint8Array;
  readonly entries: readonly number[];
}

/** Translate a function. */
export function translateFunction(found: CodeFunction, surroundings: Surroundings): Translated {
  const writer = new FunctionBody(found, surroundings);
  return { body: writer.emit(), entries: writer.entries };
}

/** A part of a run: one block, or a loop of several. */
interface Part {
  readonly first: number;
  readonly last: number;
  readonly loop: Loop | undefined;
}

class FunctionBody {
  readonly #start: number;
  readonly #blocks: readonly Block[];
  readonly #index: ReadonlyMap<number, number>;
  readonly #around: Surroundings;
  /** Blocks that computed jumps may lead to. */
  readonly #targets: readonly number[];
  readonly #edges: readonly Edge[];
  readonly #loops: ReadonlyMap<number, Loop>;
  readonly #flow: Flow;
  /** The number in `entry` of each block that is entered through a table. */
  readonly #numbers: ReadonlyMap<number, number>;
  /** Where the function may be entered: its start, loop headers, what follows calls, targets of computed jumps. */
  readonly entries: readonly number[];
  readonly #code = new Code();
  #addresses = 0;

  constructor({ start, blocks }: CodeFunction, around: Surroundings) {
    this.#start = start;
    this.#blocks = blocks;
    this.#around = around;
    this.#index = new Map(blocks.map((block, i) => [block.start, i]));
    this.#targets = around.targets.flatMap((pc) => this.#index.get(pc) ?? []);
    const { inside, returns } = this.#findEdges();
    this.#edges = [...inside, ...returns];
    this.#loops = loopsOf(this.#edges);
    this.#flow = flowOf({ start, blocks }, inside);
    this.entries = this.#findEntries();
    this.#numbers = this.#numberEntries();
  }

  emit(): Uint8Array {
    const code = this.#code;
    this.#prologue();
    this.#run(0, this.#blocks.length - 1, undefined);
    code.op(0x00);
    code.op(opcode.end);
    const body = new Code().out;
    body.unsigned(1);
    body.unsigned(local.firstAddress + this.#addresses - local.firstRegister);
    body.byte(0x7f);
    body.all(code.out.done());
    return body.done();
  }

  /** The edges from block to block, and those from a call to what follows it. */
  #findEdges(): { readonly inside: Edge[]; readonly returns: Edge[] } {
    const inside: Edge[] = [];
    const returns: Edge[] = [];
    for (const [from, { ending }] of this.#blocks.entries()) {
      const add = (edges: Edge[], pc: number): void => {
        const to = this.#index.get(pc);
        if (to !== undefined) edges.push({ from, to });
      };
      switch (ending.kind) {
        case "fall":
          add(inside, ending.next);
          break;
        case "jump":
          add(inside, ending.target);
          break;
        case "branch":
          add(inside, ending.target);
          add(inside, ending.next);
          break;
        case "call":
        case "callRegister":
          add(returns, ending.next);
          break;
        case "jumpRegister":
          if (this.#switches(ending.jump.rs1)) for (const to of this.#targets) inside.push({ from, to });
          break;
        case "leave":
          break;
        default:
          impossible(ending);
      }
    }
    return { inside, returns };
  }

  /** Is a jump to what x[rs1] holds made by a table of this function's blocks? */
  #switches(rs1: number): boolean {
    if (rs1 === registerNumbers.ra || this.#targets.length === 0) return false;
    const starts = this.#targets.map((i) => this.#blocks[i]!.start >>> 0);
    return (Math.max(...starts) - Math.min(...starts)) / 4 < jumpTableLimit;
  }

  #findEntries(): readonly number[] {
    const found = new Set<number>([this.#start]);
    for (const i of [...this.#loops.keys(), ...this.#targets]) found.add(this.#blocks[i]!.start);
    for (const { ending } of this.#blocks) {
      const next =
        ending.kind === "call" || ending.kind === "callRegister" || ending.kind === "leave" ? ending.next : undefined;
      if (next !== undefined && this.#index.has(next)) found.add(next);
    }
    // What leaves at once is not worth entering; and it may be no text at all.
    return [...found].filter((pc) => pc === this.#start || this.#blocks[this.#index.get(pc)!]!.count > 0);
  }

  #numberEntries(): ReadonlyMap<number, number> {
    const entered = new Set<number>();
    for (const pc of this.entries) {
      const i = this.#index.get(pc)!;
      if (i !== 0) entered.add(i);
    }
    for (const { from, to } of this.#edges) {
      // Into the middle of a loop from outside.
      const middle = [...this.#loops.values()].some(
        ({ first, last }) => first < to && to <= last && (from < first || last < from),
      );
      if (middle) entered.add(to);
    }
    return new Map([...entered].sort((a, b) => a - b).map((block, i) => [block, i + 1]));
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
    this.#return();
    code.close();
    const start = this.#index.get(this.#start)!;
    const elsewhere = this.entries.filter((pc) => pc !== this.#start);
    if (elsewhere.length > 0) {
      code.get(local.pc);
      code.constant(this.#start);
      code.op(opcode.i32Ne);
      code.open(opcode.if);
      this.#reload(this.#flow.all);
      for (const pc of elsewhere) {
        code.get(local.pc);
        code.constant(pc);
        code.op(opcode.i32Eq);
        code.open(opcode.if);
        code.constant(this.#numbers.get(this.#index.get(pc)!) ?? 0);
        code.set(local.entry);
        code.close();
      }
      code.else();
    }
    this.#reload(this.#flow.live[start]!);
    if (start !== 0) {
      code.constant(this.#numbers.get(start)!);
      code.set(local.entry);
    }
    if (elsewhere.length > 0) code.close();
  }

  #reload(registers: RegisterSet): void {
    const code = this.#code;
    for (let r = 1; r < 32; r++) {
      if ((registers & (1 << r)) === 0) continue;
      code.constant(0);
      code.access(opcode.i32Load, 4 * r);
      code.setRegister(r);
    }
  }

  #spill(registers: RegisterSet): void {
    const code = this.#code;
    for (let r = 1; r < 32; r++) {
      if ((registers & (1 << r)) === 0) continue;
      code.constant(0);
      code.register(r);
      code.access(opcode.i32Store, 4 * r);
    }
  }

  /** Return with fuel and pc as they are. */
  #return(): void {
    const code = this.#code;
    code.get(local.fuel);
    code.get(local.pc);
    code.op(opcode.return);
  }

  /** Leave for the instruction at `pc`, giving back the fuel of what was not executed. */
  #leave(pc: number, back: number, dirty: RegisterSet): void {
    const code = this.#code;
    this.#spill(dirty);
    code.get(local.fuel);
    if (back !== 0) {
      code.constant(back);
      code.op(opcode.i32Add);
    }
    code.constant(pc);
    code.op(opcode.return);
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
      const inner = this.#loops.get(i);
      const part =
        inner === undefined || inner === loop ? { first: i, last: i, loop: undefined } : { ...inner, loop: inner };
      parts.push(part);
      i = part.last + 1;
    }
    return parts;
  }

  /** Can the run be entered elsewhere than at its first block? */
  #dispatches(first: number, last: number): boolean {
    for (const block of this.#numbers.keys()) if (first < block && block <= last) return true;
    return false;
  }

  #isJumpedTo(part: Part, first: number, last: number, dispatched: boolean): boolean {
    if (dispatched) {
      for (const block of this.#numbers.keys()) if (part.first <= block && block <= part.last) return true;
    }
    return this.#edges.some(
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
    const depths = [0, ...[...this.#numbers.keys()].map((block) => this.#depthBefore(block) ?? 0)];
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
      if (frame.kind === "loop" && this.#loops.get(frame.header)!.last >= block && frame.header <= block)
        return undefined;
    }
    return undefined;
  }

  /** Go from block `from` to the block at `pc`; what may differ from memory is `dirty`. */
  #goto(from: number, pc: number, dirty: RegisterSet): void {
    const code = this.#code;
    const to = this.#index.get(pc);
    if (to === undefined) return this.#tailCall(pc, dirty);
    const { frames } = code;
    if (to <= from) {
      this.#enterAtHeader(to);
      const at = frames.findLastIndex((frame) => frame.kind === "loop" && frame.header === to);
      return code.branch(opcode.br, frames.length - 1 - at);
    }
    const depth = this.#depthBefore(to);
    const before = depth === undefined ? undefined : frames[frames.length - 1 - depth];
    const number = this.#numbers.get(to);
    if (before?.kind === "before" && before.first !== to) {
      code.constant(number!);
      code.set(local.entry);
    } else this.#enterAtHeader(to);
    code.branch(opcode.br, depth!);
  }

  /** If a loop begins at the block, let it begin at its header. */
  #enterAtHeader(block: number): void {
    const loop = this.#loops.get(block);
    if (loop === undefined || !this.#dispatches(loop.first, loop.last)) return;
    this.#code.constant(0);
    this.#code.set(local.entry);
  }

  // Blocks.

  #block(i: number, header: boolean): void {
    const code = this.#code;
    const { start, body, count } = this.#blocks[i]!;
    let dirty = this.#flow.dirty[i]!;
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
      const access = accessOf(instruction);
      if (access === undefined) emitComputation(code, instruction, pc);
      else this.#access(instruction, access, plans.get(j)!, () => this.#leave(pc, count - j, dirty));
      if ("rd" in instruction && instruction.mnemonic !== "fence" && instruction.rd !== 0) dirty |= 1 << instruction.rd;
    }
    this.#ending(i, dirty);
  }

  #access(instruction: Instruction, access: Access, plan: AccessPlan, leave: () => void): void {
    const code = this.#code;
    const { rs1, imm, width } = access;
    let address: number = local.word;
    let offset = 0;
    if (plan.kind === "shared") {
      const { region, low, high, slot } = plan.shared;
      address = local.firstAddress + slot;
      this.#addresses = Math.max(this.#addresses, slot + 1);
      offset = region.place + imm - low;
      if (!plan.shared.checked) {
        plan.shared.checked = true;
        emitDistance(code, rs1, low, region.start);
        code.tee(address);
        this.#offsets(region, high - low);
        code.op(opcode.i32GeU);
        code.open(opcode.if);
        leave();
        code.close();
      }
    } else {
      for (const region of plan.regions) {
        emitDistance(code, rs1, imm, region.start);
        code.tee(local.word);
        this.#offsets(region, width);
        code.op(opcode.i32LtU);
        code.open(opcode.if);
        code.get(local.word);
        code.constant(region.place);
        code.op(opcode.i32Add);
        code.set(local.other);
        code.else();
      }
      leave();
      for (const _ of plan.regions) code.close();
      address = local.other;
    }
    switch (instruction.mnemonic) {
      case "lb":
        return this.#load(opcode.i32Load8S, instruction.rd, address, offset);
      case "lh":
        return this.#load(opcode.i32Load16S, instruction.rd, address, offset);
      case "lw":
        return this.#load(opcode.i32Load, instruction.rd, address, offset);
      case "lbu":
        return this.#load(opcode.i32Load8U, instruction.rd, address, offset);
      case "lhu":
        return this.#load(opcode.i32Load16U, instruction.rd, address, offset);
      case "sb":
        return this.#store(opcode.i32Store8, instruction.rs2, address, offset);
      case "sh":
        return this.#store(opcode.i32Store16, instruction.rs2, address, offset);
      case "sw":
        return this.#store(opcode.i32Store, instruction.rs2, address, offset);
      default:
        throw new Error(`not an access: ${instruction.mnemonic}`);
    }
  }

  /** Push the number of offsets in a region at which so many bytes are inside. */
  #offsets({ start, end, sizeAt }: Region, length: number): void {
    const code = this.#code;
    if (sizeAt === undefined) return code.constant(Math.max(end - start - length + 1, 0));
    // What grows has a page at least, so it is longer than what one check covers.
    code.constant(0);
    code.access(opcode.i32Load, sizeAt);
    code.constant(length - 1);
    code.op(opcode.i32Sub);
  }

  #load(operation: number, rd: number, address: number, offset: number): void {
    if (rd === 0) return;
    this.#code.get(address);
    this.#code.access(operation, offset);
    this.#code.setRegister(rd);
  }

  #store(operation: number, rs2: number, address: number, offset: number): void {
    this.#code.get(address);
    this.#code.register(rs2);
    this.#code.access(operation, offset);
  }

  #ending(i: number, dirty: RegisterSet): void {
    const code = this.#code;
    const { start, body, ending } = this.#blocks[i]!;
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
        this.#spill(dirty | ((1 << ending.rd) & ~1));
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
        this.#spill(dirty | ((1 << ending.jump.rd) & ~1));
        return this.#call(i, undefined, 0, ending.next);
      case "jumpRegister":
        emitTarget(code, ending.jump);
        code.set(local.word);
        if (this.#switches(ending.jump.rs1)) this.#switch(i, dirty);
        this.#spill(dirty);
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
    const after = this.#index.get(next);
    if (after === undefined) return this.#return();
    code.get(local.pc);
    code.constant(next);
    code.op(opcode.i32Ne);
    code.get(local.fuel);
    code.constant(31);
    code.op(opcode.i32ShrU);
    code.op(opcode.i32Or);
    code.open(opcode.if);
    this.#return();
    code.close();
    this.#reload(this.#flow.live[after]!);
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
    if (called === undefined) return this.#leave(pc, 0, dirty);
    this.#spill(dirty);
    code.get(local.fuel);
    code.get(local.depth);
    code.constant(pc);
    code.op(opcode.returnCall);
    code.out.unsigned(called);
  }

  /** Jump to the block whose address is in `word`, if it is one of the targets. */
  #switch(from: number, dirty: RegisterSet): void {
    const code = this.#code;
    const starts = this.#targets.map((i) => this.#blocks[i]!.start);
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
