/**
 * Allocated flow → assembly: instructions selected, blocks laid out, frames made and left.
 *
 * A function is: prologue, blocks in their order, and at its end, out of line, the ways to stop. A jump to the next
 * block is no code, a jump to a block that only jumps goes straight to the end of the chain, and a block that nothing
 * reaches is left out.
 */

import { impossible } from "../../../core/impossible.ts";
import { failure, type Result, success } from "../../../core/result.ts";
import { type BranchMnemonic, opposite } from "../../../machine/isa/branches.ts";
import { stopCodes } from "../../../machine/semantics/step.ts";
import { systemCallNumbers } from "../../../machine/semantics/system-calls.ts";
import type { Assembly, AssemblyFunction, AssemblyLabel } from "../../assembly/assembly.ts";
import type { CompileError } from "../../compile-error.ts";
import type { Block, FlowInstruction, Label, Terminator } from "../../flow/syntax.ts";
import { frameLimit, frameOf } from "../../target/frame.ts";
import type { MemoryLayout } from "../../target/memory-layout.ts";
import { machineRegisters } from "../../target/place.ts";
import type { AllocatedFlow, AllocatedFunction } from "../allocate/flow-to-allocated.ts";
import { FunctionEmitter, type Sequentialise } from "./function-emitter.ts";
import { selectInstruction } from "./select.ts";

const { zero, ra, sp, gp, t0, t1, a0, a7 } = machineRegisters;

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
    const out = new FunctionEmitter(frame, f.homes, f.blocks.length, f.origin, sequentialise);
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
    const order = reachable(blocks, threaded);
    const jumps = jumpsTo(blocks, threaded, order);
    for (const [i, label] of order.entries()) {
      const { instructions, terminator } = blocks[label]!;
      this.#out.origin = terminator.origin;
      this.#out.place(label, jumps[label]! > 0);
      for (const instruction of instructions) this.#instruction(instruction);
      this.#out.origin = terminator.origin;
      this.#terminator(terminator, threaded, order[i + 1]);
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

  #terminator(terminator: Terminator, threaded: readonly number[], next: Label | undefined): void {
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

/** For each label, where a jump to it ends after the blocks that only jump. */
function threadedLabels(blocks: readonly Block[]): readonly Label[] {
  const threaded = new Array<number>(blocks.length).fill(-1);
  const chain: Label[] = [];
  for (let start = 0; start < blocks.length; start++) {
    let label = start;
    // −2 marks the blocks of the current chain: an empty loop of jumps ends at the first block that comes again.
    while (threaded[label] === -1) {
      const { instructions, terminator } = blocks[label]!;
      if (instructions.length > 0 || terminator.op !== "jump") {
        threaded[label] = label;
        break;
      }
      threaded[label] = -2;
      chain.push(label);
      label = terminator.target;
    }
    const end = threaded[label] === -2 ? label : threaded[label]!;
    for (let link = chain.pop(); link !== undefined; link = chain.pop()) threaded[link] = end;
  }
  return threaded;
}

/** The labels of the blocks that control can reach, in layout order; the entry comes first. */
function reachable(blocks: readonly Block[], threaded: readonly number[]): Label[] {
  const reached = new Array<boolean>(blocks.length).fill(false);
  const entry = threaded[0]!;
  const work = [entry];
  const reach = (label: Label): void => {
    const target = threaded[label]!;
    if (reached[target] === true) return;
    reached[target] = true;
    work.push(target);
  };
  reached[entry] = true;
  for (let label = work.pop(); label !== undefined; label = work.pop()) {
    successors(blocks[label]!.terminator).forEach(reach);
  }
  const order: Label[] = [entry];
  for (let label = 0; label < blocks.length; label++) if (reached[label] === true && label !== entry) order.push(label);
  return order;
}

/** By label, how many jumps go to it; falling into it from the block before does not count. */
function jumpsTo(blocks: readonly Block[], threaded: readonly number[], order: readonly Label[]): readonly number[] {
  const jumps = new Array<number>(blocks.length).fill(0);
  for (let i = 0; i < order.length; i++) {
    for (const successor of successors(blocks[order[i]!]!.terminator)) {
      const target = threaded[successor]!;
      if (target !== order[i + 1]) jumps[target] = jumps[target]! + 1;
    }
  }
  return jumps;
}

/** Where a block may continue. */
function successors(terminator: Terminator): readonly Label[] {
  switch (terminator.op) {
    case "jump":
      return [terminator.target];
    case "branch":
      return [terminator.then, terminator.else];
    case "return":
    case "exit":
    case "trap":
      return [];
    default:
      return impossible(terminator);
  }
}
