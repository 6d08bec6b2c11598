/**
 * Liveness: where each register of a flow function is live, as one interval without holes.
 *
 * Instruction i reads at position 2(i + 1) and writes right after, at 2(i + 1) + 1; parameters are written at 1. For
 * each register the dataflow walks backwards from its uses to its definitions (Appel, Modern Compiler Implementation,
 * section 10.1, register by register).
 */

import { eachOperand, eachTerminatorOperand } from "../../flow/operands.ts";
import { type CutMark, type FlowFunction, type Operand, type Register, writtenBy } from "../../flow/syntax.ts";

/** Where the registers of a function are live. */
export interface Liveness {
  /** First and last position of each register; a register that never occurs has a last before its first. */
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** The arguments that are received: those whose registers occur. */
  readonly entry: ReadonlySet<Register>;
  /** The position of each mark. */
  readonly marks: ReadonlyMap<CutMark, number>;
  /** Variables that do not have their value everywhere between first and last, and which of them are live at each mark. */
  readonly scattered: {
    readonly registers: ReadonlySet<Register>;
    readonly liveAt: ReadonlyMap<CutMark, readonly Register[]>;
  };
  /** The positions of calls, and of what calls the environment, ascending. */
  readonly calls: readonly number[];
  readonly environment: readonly number[];
}

/** The position at which an instruction reads. */
function positionOf(instruction: number): number {
  return 2 * (instruction + 1);
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
  const marks = new Map<CutMark, number>();
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
      if (instruction.op === "call" || instruction.op === "cut") marks.set(instruction.cut, position);
      if (instruction.op === "call") calls.push(position);
      else if (instruction.op === "read" || instruction.op === "write" || instruction.op === "transfer")
        environment.push(position);
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
  const defines = new Array<number>(blocks.length).fill(-1);
  const enters = new Array<number>(blocks.length).fill(-1);
  const leaves = new Array<number>(blocks.length).fill(-1);
  const work: number[] = [];
  /** Walk, with a number that no other walk has; `leave` is told of each block at whose end the register is live. */
  const walk = (register: Register, number: number, leave: (block: number) => void): void => {
    const enter = (b: number): void => {
      if (enters[b] === number) return;
      enters[b] = number;
      work.push(b);
    };
    written.each(register, (b) => {
      defines[b] = number;
    });
    exposed.each(register, enter);
    for (let b = work.pop(); b !== undefined; b = work.pop()) {
      extend(register, begins[b]!);
      predecessors.each(b, (p) => {
        if (leaves[p] === number) return;
        leaves[p] = number;
        leave(p);
        extend(register, ends[p]! + 1);
        if (defines[p] !== number) enter(p);
      });
    }
  };
  for (let register = 0; register < registers; register++)
    if (exposed.has(register)) walk(register, register, () => undefined);

  // A register has its argument from the start, so that wherever the interval is the register holds what the source does.
  const entry = new Set<Register>();
  for (const register of f.parameters) {
    if (register === undefined || last[register]! < 0) continue;
    entry.add(register);
    extend(register, 1);
  }
  const scattered = closeIntervals(f.slots, { begins, ends, predecessors }, first, last);
  const liveAt = new Map<CutMark, readonly Register[]>();
  if (scattered.size > 0) {
    const liveOut: Register[][] = blocks.map(() => []);
    for (const register of scattered) walk(register, registers + register, (b) => liveOut[b]!.push(register));
    for (const [b, block] of blocks.entries()) liveAtMarks(block, scattered, liveOut[b]!, liveAt);
  }
  return { first, last, entry, marks, scattered: { registers: scattered, liveAt }, calls, environment };
}

/** The largest of some of a list of numbers, found in a tree of the largest of two. */
class Largest {
  readonly #tree: number[];
  readonly #size: number;

  constructor(values: readonly number[]) {
    this.#size = values.length;
    this.#tree = [...new Array<number>(values.length).fill(0), ...values];
    for (let i = values.length - 1; i > 0; i--) this.#tree[i] = Math.max(this.#tree[2 * i]!, this.#tree[2 * i + 1]!);
  }

  /** The largest from index `from` to before `to`; −∞ of none. */
  of(from: number, to: number): number {
    let most = Number.NEGATIVE_INFINITY;
    let [low, high] = [from + this.#size, to + this.#size];
    for (; low < high; low >>>= 1, high >>>= 1) {
      if (low & 1) most = Math.max(most, this.#tree[low++]!);
      if (high & 1) most = Math.max(most, this.#tree[--high]!);
    }
    return most;
  }
}

/** Where the blocks of a function are, and from where control comes to them. */
interface Order {
  readonly begins: readonly number[];
  readonly ends: readonly number[];
  readonly predecessors: Chains;
}

/**
 * Make the intervals of variables such that control comes into one only from within. So wherever control is between the
 * first and last position of a variable, its place has its value: it was written, and no other variable has had the
 * place since. A variable that is older than a loop and occurs in it then lasts to the loop's end.
 *
 * Returns the variables for which that is impossible: control jumps behind their first position, which our own lowering
 * never makes.
 */
function closeIntervals(
  slots: number,
  { begins, ends, predecessors }: Order,
  first: readonly number[],
  last: number[],
): ReadonlySet<Register> {
  const latest = begins.map(() => 0);
  const earliest = begins.map(() => Number.POSITIVE_INFINITY);
  // Arguments are there at position 1.
  if (begins.length > 0) [latest[0], earliest[0]] = [1, 1];
  for (let block = 0; block < begins.length; block++)
    predecessors.each(block, (from) => {
      latest[block] = Math.max(latest[block]!, ends[from]! + 1);
      earliest[block] = Math.min(earliest[block]!, ends[from]! + 1);
    });
  const [end, start] = [new Largest(latest), new Largest(earliest.map((position) => -position))];
  const scattered = new Set<Register>();
  for (let slot = 0; slot < slots; slot++) {
    if (last[slot]! < 0) continue;
    const from = blocksUpTo(begins, first[slot]!);
    for (;;) {
      const furthest = end.of(from, blocksUpTo(begins, last[slot]!));
      if (furthest <= last[slot]!) break;
      last[slot] = furthest;
    }
    if (-start.of(from, blocksUpTo(begins, last[slot]!)) < first[slot]!) scattered.add(slot);
  }
  return scattered;
}

/** How many blocks begin at a position or before. */
function blocksUpTo(begins: readonly number[], position: number): number {
  let low = 0;
  let high = begins.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (begins[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Backwards through a block, noting at each mark which of some variables are live. */
function liveAtMarks(
  { instructions, terminator }: FlowFunction["blocks"][number],
  some: ReadonlySet<Register>,
  liveOut: readonly Register[],
  marks: Map<CutMark, readonly Register[]>,
): void {
  const live = new Set(liveOut);
  const use = (operand: Operand): void => {
    if (operand.kind === "register" && some.has(operand.register)) live.add(operand.register);
  };
  eachTerminatorOperand(terminator, use);
  for (let i = instructions.length - 1; i >= 0; i--) {
    const instruction = instructions[i]!;
    const rd = writtenBy(instruction);
    if (rd !== undefined) live.delete(rd);
    if (instruction.op === "call" || instruction.op === "cut") marks.set(instruction.cut, [...live]);
    eachOperand(instruction, use);
  }
}
