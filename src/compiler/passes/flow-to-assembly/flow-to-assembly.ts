/**
 * Allocated flow → assembly: instructions selected, blocks laid out, frames made and left.
 *
 * A function is: prologue, blocks in their order, and at its end, out of line, the ways to stop. A jump to the next
 * block is no code, and neither is a block that only jumps: jumps to it go on to where it goes.
 */

import { impossible } from "../../../core/impossible.ts";
import { failure, type Result, success } from "../../../core/result.ts";
import { type BranchMnemonic, opposite } from "../../../machine/isa/branches.ts";
import { stopCodes } from "../../../machine/semantics/step.ts";
import { systemCallNumbers } from "../../../machine/semantics/system-calls.ts";
import type { Assembly, AssemblyFunction, AssemblyLabel } from "../../assembly/assembly.ts";
import type { CompileError } from "../../compile-error.ts";
import { successors } from "../../flow/successors.ts";
import type { Block, FlowInstruction, Label, Terminator } from "../../flow/syntax.ts";
import { threadedLabels } from "../../flow/threads.ts";
import { frameLimit, frameOf } from "../../target/frame.ts";
import type { MemoryLayout } from "../../target/memory-layout.ts";
import { machineRegisters } from "../../target/place.ts";
import type { AllocatedFlow, AllocatedFunction } from "../allocate/flow-to-allocated.ts";
import { FunctionEmitter, type Sequentialise } from "./function-emitter.ts";
import { selectInstruction } from "./select.ts";

const { zero, ra, sp, gp, tp, t0, t1, a0, a7 } = machineRegisters;

/** The pass. */
export function flowToMachine(
  flow: AllocatedFlow,
  memory: MemoryLayout,
  sequentialise: Sequentialise,
): Result<Assembly, CompileError> {
  const functions: AssemblyFunction[] = [];
  for (const [index, f] of flow.functions.entries()) {
    const frame = frameOf(f);
    if (frame.bytes > frameLimit) {
      const message = `function ${f.name}: its frame takes ${frame.bytes} bytes, but at most ${frameLimit} are possible; split it`;
      return failure({ kind: "limit", message, node: f.origin });
    }
    const out = new FunctionEmitter(f, frame, sequentialise);
    functions.push(new Translation(f, memory, out).translate(index === flow.start));
  }
  return success({ functions, start: flow.start });
}

/** The translation of one function. Its blocks are the assembly labels of the same numbers. */
class Translation {
  readonly #f: AllocatedFunction;
  readonly #memory: MemoryLayout;
  readonly #out: FunctionEmitter;
  /** Labels of the ways to stop when memory is exhausted, once something jumps there. */
  #stackSpent: AssemblyLabel | undefined = undefined;
  readonly #heapSpent: { readonly label: AssemblyLabel; readonly origin: number }[] = [];

  constructor(f: AllocatedFunction, memory: MemoryLayout, out: FunctionEmitter) {
    this.#f = f;
    this.#memory = memory;
    this.#out = out;
  }

  translate(isStart: boolean): AssemblyFunction {
    const out = this.#out;
    out.entry(this.#f.origin);
    if (isStart) {
      out.constant(sp, this.#memory.stackTop);
      out.constant(gp, this.#memory.heapStart);
      if (this.#memory.base !== undefined) out.constant(tp, this.#memory.base);
    }
    this.#prologue();
    this.#blocks();
    this.#stops();
    return out.finish(this.#f.name);
  }

  #prologue(): void {
    const out = this.#out;
    const { bytes, saved } = out.frame;
    out.origin = this.#f.origin;
    if (bytes > 0) {
      this.#stackSpent = out.label();
      out.addConstant(sp, sp, -bytes, t0);
      out.constant(t0, this.#memory.stackLimit);
      out.branch("bltu", sp, t0, this.#stackSpent);
    }
    for (const { register, location } of saved) if (location.kind === "slot") out.storeSlot(register, location.offset);
    out.receiveArguments(this.#f.parameters);
  }

  #return(): void {
    const out = this.#out;
    const { bytes, saved } = out.frame;
    for (const { register, location } of saved) if (location.kind === "slot") out.loadSlot(register, location.offset);
    if (bytes > 0) out.addConstant(sp, sp, bytes, t0);
    out.emit({ mnemonic: "jalr", rd: zero, rs1: ra, imm: 0 });
  }

  #blocks(): void {
    const { blocks } = this.#f;
    const threaded = threadedLabels(blocks);
    // Where copies were all that a block had, and these are no code, it may now be empty.
    const kept = blocks.flatMap((_, label) => (label === 0 || threaded[label] === label ? [label] : []));
    const jumps = jumpsTo(blocks, threaded, kept);
    for (const [i, label] of kept.entries()) {
      const { instructions, terminator } = blocks[label]!;
      this.#out.origin = terminator.origin;
      this.#out.place(label, jumps[label]! > 0);
      for (const instruction of instructions) this.#instruction(instruction);
      this.#out.origin = terminator.origin;
      this.#terminator(terminator, threaded, kept[i + 1]);
    }
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

  #terminator(terminator: Terminator, threaded: readonly Label[], next: Label | undefined): void {
    const out = this.#out;
    switch (terminator.op) {
      case "jump": {
        const target = threaded[terminator.target]!;
        if (target !== next) out.jump(target);
        return;
      }
      case "branch": {
        const mnemonic: BranchMnemonic = `b${terminator.comparison}`;
        const yes = threaded[terminator.then]!;
        const no = threaded[terminator.else]!;
        if (yes === no) {
          if (yes !== next) out.jump(yes);
          return;
        }
        const left = out.register(terminator.left, t0);
        const right = out.register(terminator.right, t1);
        if (yes === next) return out.branch(opposite[mnemonic], left, right, no);
        out.branch(mnemonic, left, right, yes);
        if (no !== next) out.jump(no);
        return;
      }
      case "return":
        if (terminator.value !== undefined) out.move(out.locationOf(terminator.value), a0);
        return this.#return();
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

/** By label, how many jumps go to it; falling into it from the block before does not count. */
function jumpsTo(blocks: readonly Block[], threaded: readonly Label[], kept: readonly Label[]): readonly number[] {
  const jumps = new Array<number>(blocks.length).fill(0);
  for (const [i, label] of kept.entries())
    for (const successor of successors(blocks[label]!.terminator)) {
      const target = threaded[successor]!;
      if (target !== kept[i + 1]) jumps[target] = jumps[target]! + 1;
    }
  return jumps;
}
