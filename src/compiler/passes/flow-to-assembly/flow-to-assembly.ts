/**
 * Allocated flow → assembly: instructions selected, blocks laid out, frames made and left.
 *
 * A function is: prologue, blocks in their order, and at its end, out of line, the ways to stop. A jump to the next
 * block is no code, and neither is a block that only jumps: jumps to it go on to where it goes. Where only a region of the
 * blocks runs with the frame (frame-region.ts), it is made on the ways into the region, and given back on those out of it.
 */

import { impossible } from "../../../core/impossible.ts";
import { failure, type Result, success } from "../../../core/result.ts";
import { type BranchMnemonic, opposite } from "../../../machine/isa/branches.ts";
import { stopCodes } from "../../../machine/semantics/step.ts";
import { systemCallNumbers } from "../../../machine/semantics/system-calls.ts";
import type { Assembly, AssemblyFunction, AssemblyLabel } from "../../assembly/assembly.ts";
import type { CompileError } from "../../compile-error.ts";
import { filled } from "../../filled.ts";
import { successors } from "../../flow/successors.ts";
import type { Block, Comparison, FlowInstruction, Label, Terminator } from "../../flow/syntax.ts";
import { threadedLabels } from "../../flow/threads.ts";
import { frameLimit, frameOf } from "../../target/frame.ts";
import type { MemoryLayout } from "../../target/memory-layout.ts";
import { machineRegisters } from "../../target/place.ts";
import type { AllocatedFlow, AllocatedFunction } from "../allocate/flow-to-allocated.ts";
import type { FrameRegion } from "./frame-region.ts";
import { FunctionEmitter, type Sequentialise } from "./function-emitter.ts";
import { selectInstruction } from "./select.ts";

const { zero, ra, sp, gp, tp, t0, t1, a0, a7 } = machineRegisters;

/** The machine's branch for each comparison. */
const branchFor: Readonly<Record<Comparison, BranchMnemonic>> = {
  eq: "beq",
  ne: "bne",
  lt: "blt",
  ge: "bge",
  ltu: "bltu",
  geu: "bgeu",
};

/** Which blocks of a function run with its frame, of which so many registers are a part. */
export type RegionOf = (f: AllocatedFunction, saved: number) => FrameRegion;

/** The pass. */
export function flowToMachine(
  flow: AllocatedFlow,
  memory: MemoryLayout,
  sequentialise: Sequentialise,
  regionOf: RegionOf = wholeFunction,
): Result<Assembly, CompileError> {
  const functions: AssemblyFunction[] = [];
  for (let index = 0; index < flow.functions.length; index++) {
    const f = flow.functions[index]!;
    const frame = frameOf(f);
    if (frame.bytes > frameLimit) {
      const message = `function ${f.name}: its frame takes ${frame.bytes} bytes, but at most ${frameLimit} are possible; split it`;
      return failure({ kind: "limit", message, node: f.origin });
    }
    const out = new FunctionEmitter(f, frame, sequentialise);
    const isStart = index === flow.start;
    const region = frame.bytes === 0 || isStart ? wholeFunction(f) : regionOf(f, frame.saved.length);
    functions.push(new Translation(f, memory, out, region).translate(isStart));
  }
  return success({ functions, start: flow.start });
}

function wholeFunction({ blocks }: AllocatedFunction): FrameRegion {
  return blocks.map(() => true);
}

/** The translation of one function. Its blocks are the assembly labels of the same numbers. */
class Translation {
  readonly #f: AllocatedFunction;
  readonly #memory: MemoryLayout;
  readonly #out: FunctionEmitter;
  /** Labels of the ways to stop when memory is exhausted, once something jumps there. */
  #stackSpent: AssemblyLabel | undefined = undefined;
  readonly #heapSpent: { readonly label: AssemblyLabel; readonly origin: number }[] = [];
  /** Which blocks run with the frame. */
  readonly #framed: FrameRegion;
  /** The sides of branches that need code of their own, because the frame is made or given back there. */
  readonly #sides: {
    readonly label: AssemblyLabel;
    readonly from: Label;
    readonly to: Label;
    readonly origin: number;
  }[] = [];

  constructor(f: AllocatedFunction, memory: MemoryLayout, out: FunctionEmitter, framed: FrameRegion) {
    this.#f = f;
    this.#memory = memory;
    this.#out = out;
    this.#framed = framed;
  }

  translate(isStart: boolean): AssemblyFunction {
    const out = this.#out;
    out.entry(this.#f.origin);
    if (isStart) {
      out.constant(sp, this.#memory.stackTop);
      out.constant(gp, this.#memory.heapStart);
      if (this.#memory.base !== undefined) out.constant(tp, this.#memory.base);
    }
    out.origin = this.#f.origin;
    out.framed = false;
    this.#turn(this.#framed[0]!);
    out.receiveArguments(this.#f.parameters);
    this.#blocks();
    this.#stops();
    return out.finish(this.#f.name);
  }

  /** From here on the code runs with the frame, or without it. */
  #turn(framed: boolean): void {
    const out = this.#out;
    if (out.framed === framed) return;
    if (framed) this.#makeFrame();
    else this.#leaveFrame();
    out.framed = framed;
  }

  #makeFrame(): void {
    const out = this.#out;
    const { bytes, saved } = out.frame;
    if (bytes > 0) {
      this.#stackSpent ??= out.label();
      out.addConstant(sp, sp, -bytes, t0);
      out.constant(t0, this.#memory.stackLimit);
      out.branch("bltu", sp, t0, this.#stackSpent);
    }
    for (const { register, location } of saved) if (location.kind === "slot") out.storeSlot(register, location.offset);
  }

  #leaveFrame(): void {
    const out = this.#out;
    const { bytes, saved } = out.frame;
    for (const { register, location } of saved) if (location.kind === "slot") out.loadSlot(register, location.offset);
    if (bytes > 0) out.addConstant(sp, sp, bytes, t0);
  }

  #blocks(): void {
    const { blocks } = this.#f;
    const threaded = threadedLabels(blocks);
    // Where copies were all that a block had, and these are no code, it may now be empty.
    const kept = blocks.flatMap((_, label) => (label === 0 || threaded[label] === label ? [label] : []));
    const jumps = jumpsTo(blocks, threaded, kept);
    const entered = this.#enteredWith(threaded, kept);
    for (let i = 0; i < kept.length; i++) {
      const label = kept[i]!;
      const { instructions, terminator } = blocks[label]!;
      this.#out.origin = terminator.origin;
      this.#out.place(label, jumps[label]! > 0);
      this.#out.framed = entered[label]!;
      if (!this.#isStop(label)) this.#turn(this.#framed[label]!);
      for (const instruction of instructions) this.#instruction(instruction);
      this.#out.origin = terminator.origin;
      this.#terminator(terminator, label, { threaded, entered, next: kept[i + 1] });
    }
    for (const { label, from, to, origin } of this.#sides) {
      this.#out.origin = origin;
      this.#out.place(label);
      this.#out.framed = this.#framed[from]!;
      this.#turn(entered[to]!);
      this.#out.jump(to);
    }
  }

  /**
   * By label, whether the frame is made where control comes to the block. It is the block's own beginning that makes the frame, or
   * gives it back, when control comes from blocks alone that run the other way.
   */
  #enteredWith(threaded: readonly Label[], kept: readonly Label[]): boolean[] {
    const framed = this.#framed;
    const from: (boolean | "both" | undefined)[] = [];
    from[0] = framed[0]!;
    for (const label of kept)
      for (const successor of successors(this.#f.blocks[label]!.terminator)) {
        const to = threaded[successor]!;
        from[to] = from[to] === undefined || from[to] === framed[label] ? framed[label]! : "both";
      }
    return framed.map((own, label) => {
      const before = from[label];
      return before === undefined || before === "both" ? own : before;
    });
  }

  #instruction(instruction: FlowInstruction): void {
    const out = this.#out;
    out.origin = instruction.origin;
    selectInstruction(out, instruction, this.#memory, () => {
      const label = out.label();
      this.#heapSpent.push({ label, origin: instruction.origin });
      return label;
    });
  }

  #terminator(terminator: Terminator, label: Label, { threaded, entered, next }: Surroundings): void {
    const out = this.#out;
    /** Go on at a block, which may be the next one. */
    const goOn = (to: Label): void => {
      if (!this.#isStop(to)) this.#turn(entered[to]!);
      if (to !== next) out.jump(to);
    };
    /** Where a branch goes that leads to a block. */
    const side = (to: Label): AssemblyLabel => {
      if (this.#isStop(to) || this.#framed[label] === entered[to]) return to;
      const made = out.label();
      this.#sides.push({ label: made, from: label, to, origin: terminator.origin });
      return made;
    };
    switch (terminator.op) {
      case "jump":
        return goOn(threaded[terminator.target]!);
      case "branch": {
        const mnemonic = branchFor[terminator.comparison];
        const yes = threaded[terminator.then]!;
        const no = threaded[terminator.else]!;
        if (yes === no) return goOn(yes);
        const left = out.register(terminator.left, t0);
        const right = out.register(terminator.right, t1);
        const [there, here] = yes === next ? [no, yes] : [yes, no];
        out.branch(yes === next ? opposite[mnemonic] : mnemonic, left, right, side(there));
        return goOn(here);
      }
      case "return":
        if (terminator.value !== undefined) out.move(out.locationOf(terminator.value), a0);
        this.#turn(false);
        return out.emit({ mnemonic: "jalr", rd: zero, rs1: ra, imm: 0 });
      case "tail_call":
        // The frame is given back when nothing in it is read any more.
        out.passArguments(terminator.arguments);
        this.#turn(false);
        return out.tail(terminator.callee);
      case "exit":
        out.move(out.locationOf(terminator.value), a0);
        out.constant(a7, systemCallNumbers.exit);
        return out.emit({ mnemonic: "ecall" });
      case "trap":
        return this.#stop(stopCodes[terminator.trap]);
      default:
        return impossible(terminator);
    }
  }

  /** Is a block nothing but a trap? It may be reached with the frame and without. */
  #isStop(label: Label): boolean {
    const { instructions, terminator } = this.#f.blocks[label]!;
    return instructions.length === 0 && terminator.op === "trap";
  }

  #stop(code: number): void {
    this.#out.constant(a0, code);
    this.#out.emit({ mnemonic: "ebreak" });
  }

  #stops(): void {
    const out = this.#out;
    for (const { label, origin } of this.#heapSpent) {
      out.origin = origin;
      out.place(label);
      this.#stop(stopCodes.heap);
    }
    if (this.#stackSpent === undefined) return;
    out.origin = this.#f.origin;
    out.place(this.#stackSpent);
    this.#stop(stopCodes.stack);
  }
}

/** What the end of a block has to know of others. */
interface Surroundings {
  readonly threaded: readonly Label[];
  /** By label, whether control comes to the block with the frame. */
  readonly entered: readonly boolean[];
  readonly next: Label | undefined;
}

/** By label, how many jumps go to it; falling into it from the block before does not count. */
function jumpsTo(blocks: readonly Block[], threaded: readonly Label[], kept: readonly Label[]): readonly number[] {
  const jumps = filled<number>(blocks.length, 0);
  for (let i = 0; i < kept.length; i++)
    for (const successor of successors(blocks[kept[i]!]!.terminator)) {
      const target = threaded[successor]!;
      if (target !== kept[i + 1]) jumps[target] = jumps[target]! + 1;
    }
  return jumps;
}
