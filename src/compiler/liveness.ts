/**
 * Liveness: where each register of a flow function is live, as one interval without holes, and what is live at cuts.
 *
 * Instruction i reads at position 2(i + 1) and writes right after, at 2(i + 1) + 1; parameters are written at 1. For
 * each register the dataflow walks backwards from its uses to its definitions (Appel, Modern Compiler Implementation,
 * section 10.1, register by register), so the cost is the size of the answer.
 */

import { impossible } from "../core/impossible.ts";
import {
  type CutMark,
  type FlowFunction,
  type FlowInstruction,
  type HeldValue,
  type Operand,
  type Register,
  type Terminator,
  writtenBy,
} from "./flow/syntax.ts";

/** Where the registers of a function are live. */
export interface Liveness {
  /** First and last position of each register; a register that never occurs has a last before its first. */
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** The registers that are live on entry: the arguments that are looked at. */
  readonly entry: ReadonlySet<Register>;
  /** For each cut, the source values whose registers are live there. */
  readonly cuts: ReadonlyMap<CutMark, readonly HeldValue[]>;
  /** The positions of calls, and of `read` and `write`, ascending. */
  readonly calls: readonly number[];
  readonly environment: readonly number[];
}

/** The position at which an instruction reads. */
function positionOf(instruction: number): number {
  return 2 * (instruction + 1);
}

/** Visit the operands of an instruction. */
function eachOperand(instruction: FlowInstruction, visit: (operand: Operand) => void): void {
  switch (instruction.op) {
    case "copy":
      return visit(instruction.from);
    case "operate":
      visit(instruction.left);
      return visit(instruction.right);
    case "length":
      return visit(instruction.array);
    case "load_element":
      visit(instruction.array);
      return visit(instruction.index);
    case "store_element":
      visit(instruction.array);
      visit(instruction.index);
      return visit(instruction.value);
    case "set_global":
    case "write":
      return visit(instruction.value);
    case "allocate":
      return visit(instruction.length);
    case "call":
      return instruction.arguments.forEach(visit);
    case "get_global":
    case "allocate_text":
    case "read":
    case "cut":
      return;
    default:
      return impossible(instruction);
  }
}

/** Visit the operands of a terminator. */
function eachTerminatorOperand(terminator: Terminator, visit: (operand: Operand) => void): void {
  switch (terminator.op) {
    case "branch":
      visit(terminator.left);
      return visit(terminator.right);
    case "return":
      if (terminator.value !== undefined) visit(terminator.value);
      return;
    case "exit":
      return visit(terminator.value);
    case "jump":
    case "trap":
      return;
    default:
      return impossible(terminator);
  }
}

/** Pairs (key, block) as chains in flat arrays: cheap to add, and to walk for one key. */
class Chains {
  readonly #head: number[];
  readonly #next: number[] = [];
  readonly #value: number[] = [];

  constructor(keys: number) {
    this.#head = new Array<number>(keys).fill(-1);
  }

  add(key: number, value: number): void {
    this.#next.push(this.#head[key]!);
    this.#value.push(value);
    this.#head[key] = this.#next.length - 1;
  }

  has(key: number): boolean {
    return this.#head[key] !== -1;
  }

  each(key: number, visit: (value: number) => void): void {
    for (let at = this.#head[key]!; at !== -1; at = this.#next[at]!) visit(this.#value[at]!);
  }
}

/** The liveness of a function. */
export function livenessOf(f: FlowFunction): Liveness {
  const { blocks, registers } = f;
  const first = new Array<number>(registers).fill(2 ** 31 - 1);
  const last = new Array<number>(registers).fill(-1);
  const calls: number[] = [];
  const environment: number[] = [];
  const extend = (register: Register, position: number): void => {
    if (position < first[register]!) first[register] = position;
    if (position > last[register]!) last[register] = position;
  };

  // Of each block, the registers it reads before it writes them, and those it writes.
  const exposed = new Chains(registers);
  const written = new Chains(registers);
  const predecessors = new Chains(blocks.length);
  const exposedIn = new Array<number>(registers).fill(-1);
  const writtenIn = new Array<number>(registers).fill(-1);
  const begins = new Array<number>(blocks.length).fill(0);
  const ends = new Array<number>(blocks.length).fill(0);
  const hasCuts = new Array<boolean>(blocks.length).fill(false);
  let block = 0;
  let position = positionOf(0);
  const use = (operand: Operand): void => {
    if (operand.kind === "constant") return;
    const { register } = operand;
    extend(register, position);
    if (writtenIn[register] === block || exposedIn[register] === block) return;
    exposedIn[register] = block;
    exposed.add(register, block);
  };
  for (; block < blocks.length; block++) {
    const { instructions, terminator } = blocks[block]!;
    begins[block] = position;
    for (const instruction of instructions) {
      eachOperand(instruction, use);
      const rd = writtenBy(instruction);
      if (rd !== undefined) {
        extend(rd, position + 1);
        if (writtenIn[rd] !== block) {
          writtenIn[rd] = block;
          written.add(rd, block);
        }
      }
      if (instruction.op === "call") calls.push(position);
      else if (instruction.op === "read" || instruction.op === "write") environment.push(position);
      if (instruction.op === "call" || instruction.op === "cut") hasCuts[block] = true;
      position += 2;
    }
    eachTerminatorOperand(terminator, use);
    ends[block] = position;
    position += 2;
    if (terminator.op === "jump") predecessors.add(terminator.target, block);
    else if (terminator.op === "branch") {
      predecessors.add(terminator.then, block);
      predecessors.add(terminator.else, block);
    }
  }

  // From each exposed use back to the definitions.
  const liveOut: Register[][] = blocks.map(() => []);
  const entry = new Set<Register>();
  const defines = new Array<number>(blocks.length).fill(-1);
  const enters = new Array<number>(blocks.length).fill(-1);
  const leaves = new Array<number>(blocks.length).fill(-1);
  const work: number[] = [];
  for (let register = 0; register < registers; register++) {
    if (!exposed.has(register)) continue;
    const enter = (b: number): void => {
      if (enters[b] === register) return;
      enters[b] = register;
      work.push(b);
    };
    written.each(register, (b) => {
      defines[b] = register;
    });
    exposed.each(register, enter);
    for (let b = work.pop(); b !== undefined; b = work.pop()) {
      extend(register, begins[b]!);
      if (b === 0) {
        entry.add(register);
        extend(register, 1);
      }
      predecessors.each(b, (p) => {
        if (leaves[p] === register) return;
        leaves[p] = register;
        liveOut[p]!.push(register);
        extend(register, ends[p]! + 1);
        if (defines[p] !== register) enter(p);
      });
    }
  }

  const cuts = new Map<CutMark, readonly HeldValue[]>();
  for (let b = 0; b < blocks.length; b++) if (hasCuts[b] === true) liveAtCuts(f, b, liveOut[b]!, cuts);
  return { first, last, entry, cuts, calls, environment };
}

/** Backwards through a block, noting at each cut what is live. */
function liveAtCuts(
  f: FlowFunction,
  block: number,
  liveOut: readonly Register[],
  cuts: Map<CutMark, readonly HeldValue[]>,
): void {
  const { instructions, terminator } = f.blocks[block]!;
  const live = new Set(liveOut);
  const use = (operand: Operand): void => {
    if (operand.kind === "register") live.add(operand.register);
  };
  eachTerminatorOperand(terminator, use);
  for (let i = instructions.length - 1; i >= 0; i--) {
    const instruction = instructions[i]!;
    const rd = writtenBy(instruction);
    if (rd !== undefined) live.delete(rd);
    if (instruction.op === "call" || instruction.op === "cut")
      cuts.set(instruction.cut, heldAt(instruction.cut, f.slots, live));
    eachOperand(instruction, use);
  }
}

/** What of a mark's values is live, and all live locals. */
function heldAt(cut: CutMark, slots: number, live: ReadonlySet<Register>): HeldValue[] {
  const locals: number[] = [];
  for (const register of live) if (register < slots) locals.push(register);
  locals.sort((a, b) => a - b);
  const values: HeldValue[] = locals.map((slot) => ({
    source: { kind: "local", slot },
    at: { kind: "register", register: slot },
  }));
  for (const held of cut.values) if (held.at.kind === "constant" || live.has(held.at.register)) values.push(held);
  return values;
}
