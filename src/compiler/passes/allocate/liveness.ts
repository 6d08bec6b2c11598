/**
 * Liveness: where each register of a flow function is live, as ranges of positions with holes between them.
 *
 * Instruction i reads at position 2(i + 1) and writes right after, at 2(i + 1) + 1, so that uses are even and definitions
 * odd; parameters are written at 1. For each register the dataflow walks backwards from its uses to its definitions (Appel,
 * Modern Compiler Implementation, section 10.1, register by register). Marks are no uses.
 */

import { filled } from "../../filled.ts";
import { Chains } from "../../flow/chains.ts";
import { eachOperand, eachTerminatorOperand } from "../../flow/operands.ts";
import { successors } from "../../flow/successors.ts";
import { type CutMark, type FlowFunction, type Operand, type Register, writtenBy } from "../../flow/syntax.ts";
import { regionsOf } from "./regions.ts";

/**
 * Positions at which a register is live, as pairs of a first and a last one, one after the other, ascending. A range begins
 * where the register is written, or with a block at whose beginning it is live; it ends at its last use, or with a block at
 * whose end it is live. A register that is written and never read is live at that one position.
 */
export type Ranges = readonly number[];

/** Where the registers of a function are live. */
export interface Liveness {
  /** By register. */
  readonly ranges: readonly Ranges[];
  /** The position of each mark. */
  readonly marks: ReadonlyMap<CutMark, number>;
  /** The positions of calls, and of what calls the environment, ascending. */
  readonly calls: readonly number[];
  readonly environment: readonly number[];
  /** By block, the position of its first instruction. */
  readonly begins: readonly number[];
}

/** How exact liveness is in functions of many registers and many blocks. Everywhere else it is exact. */
export interface Precision {
  /**
   * In a function of more registers times blocks, a register counts as live also in blocks in which nothing reads it, if it has its
   * word there all the same: between each two of thousands of blocks in which all live, there may be one in which none does.
   */
  readonly withHoles: number;
  /**
   * In a function of still more, a register that lives in more than `walked` blocks counts as live in all the region (regions.ts) of the
   * block in which it is first written, if it occurs nowhere else: thousands of registers are not followed through thousands of blocks each.
   */
  readonly walking: number;
  readonly walked: number;
}

const usual: Precision = { withHoles: 2 ** 16, walking: 2 ** 22, walked: 256 };

/** The position at which parameters are written. */
export const arrival = 1;

/** The position at which an instruction reads. */
function positionOf(instruction: number): number {
  return 2 * (instruction + 1);
}

/** Where the blocks of a function are: the positions of the first instruction and of the terminator. */
interface Spans {
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

/** The liveness of a function. */
export function livenessOf(f: FlowFunction, { withHoles, walking, walked }: Precision = usual): Liveness {
  const { blocks, registers } = f;
  const marks = new Map<CutMark, number>();
  const calls: number[] = [];
  const environment: number[] = [];

  /** The positions of each register. */
  const occurrences = new Chains(registers);
  /** Of each register, the blocks that read it before they write it, and those that write it. */
  const exposed = new Chains(registers);
  const written = new Chains(registers);
  const predecessors = new Chains(blocks.length);
  const exposedIn = filled<number>(registers, -1);
  const writtenIn = filled<number>(registers, -1);
  const begins = filled<number>(blocks.length, 0);
  const ends = filled<number>(blocks.length, 0);
  let block = 0;
  let position = positionOf(0);
  const use = (operand: Operand): void => {
    if (operand.kind === "constant") return;
    const { register } = operand;
    occurrences.add(register, position);
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
        occurrences.add(rd, position + 1);
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
    for (const to of successors(terminator)) predecessors.add(to, block);
  }

  let walk: Walk | undefined;
  const dense = registers * blocks.length > withHoles;
  const regions = registers * blocks.length > walking ? regionsOf(blocks) : undefined;
  /** From where a register is first written, or received, to the end of the region of that block; undefined where it occurs elsewhere. */
  const regionOf = (register: Register): Ranges | undefined => {
    if (regions === undefined) return undefined;
    const first = occurrences.value(occurrences.first(register));
    const isParameter = f.parameters.includes(register);
    if (!isParameter && first % 2 === 0) return undefined;
    const last = regions[isParameter ? 0 : written.value(written.first(register))]!;
    if (last === -1 || occurrences.value(occurrences.last(register)) > ends[last]!) return undefined;
    return [isParameter ? arrival : first, ends[last]! + 1];
  };
  const ranges: Ranges[] = [];
  for (let register = 0; register < registers; register++) {
    if (!exposed.has(register)) {
      ranges.push(rangesWithin(register, occurrences));
      continue;
    }
    const region = regionOf(register);
    walk ??= new Walk(blocks.length, predecessors, written, exposed);
    if (region !== undefined && !walk.run(register, walked)) {
      ranges.push(region);
      continue;
    }
    if (region === undefined) walk.run(register);
    const found = rangesOver(register, occurrences, { begins, ends }, walk, dense);
    if (found[0] === begins[0] && f.parameters.includes(register)) found[0] = arrival;
    ranges.push(found);
  }
  return { ranges, marks, calls, environment, begins };
}

/** Backwards from the uses of one register after the other to their definitions. */
class Walk {
  /** The register that was last found live at the beginning, and at the end, of each block; and that last written there. */
  readonly enters: number[];
  readonly leaves: number[];
  readonly #defines: number[];
  /** The register that each block, in which it does not live, was last found to keep. */
  readonly #passes: number[];
  readonly #predecessors: Chains;
  readonly #written: Chains;
  readonly #exposed: Chains;
  readonly #work: number[] = [];
  /** The first and the last of the blocks at whose beginning or end the register of the last walk is live. */
  first = 0;
  last = 0;

  constructor(blocks: number, predecessors: Chains, written: Chains, exposed: Chains) {
    this.enters = filled<number>(blocks, -1);
    this.leaves = filled<number>(blocks, -1);
    this.#defines = filled<number>(blocks, -1);
    this.#passes = filled<number>(blocks, -1);
    this.#predecessors = predecessors;
    this.#written = written;
    this.#exposed = exposed;
  }

  /** Follow a register; false where it lives in more blocks than `most`, or in some that lie so far apart. */
  run(register: Register, most = Number.POSITIVE_INFINITY): boolean {
    const written = this.#written;
    const exposed = this.#exposed;
    const predecessors = this.#predecessors;
    this.first = this.enters.length;
    this.last = -1;
    for (let link = written.first(register); link !== -1; link = written.after(link))
      this.#defines[written.value(link)] = register;
    for (let link = exposed.first(register); link !== -1; link = exposed.after(link))
      this.#enter(exposed.value(link), register);
    for (let b = this.#work.pop(); b !== undefined; b = this.#work.pop()) {
      if (this.last - this.first >= most) {
        this.#work.length = 0;
        return false;
      }
      for (let link = predecessors.first(b); link !== -1; link = predecessors.after(link)) {
        const from = predecessors.value(link);
        if (this.leaves[from] === register) continue;
        this.leaves[from] = register;
        this.#extend(from);
        if (this.#defines[from] !== register) this.#enter(from, register);
      }
    }
    return true;
  }

  /** Does control come to a block only from blocks that have been left with the register; so it leaves this one with it. */
  comesFromWithin(block: number, register: Register): boolean {
    for (let link = this.#predecessors.first(block); link !== -1; link = this.#predecessors.after(link)) {
      const from = this.#predecessors.value(link);
      if (this.leaves[from] !== register && this.#passes[from] !== register) return false;
    }
    this.#passes[block] = register;
    return true;
  }

  #enter(block: number, register: Register): void {
    if (this.enters[block] === register) return;
    this.enters[block] = register;
    this.#extend(block);
    this.#work.push(block);
  }

  #extend(block: number): void {
    if (block < this.first) this.first = block;
    if (block > this.last) this.last = block;
  }
}

/** The next position of a register: a use lengthens the range that it is in, a definition begins one. */
function extend(ranges: number[], position: number): void {
  if (position % 2 === 0) ranges[ranges.length - 1] = position;
  else ranges.push(position, position);
}

/** The ranges of a register that no block reads before it writes it. */
function rangesWithin(register: Register, occurrences: Chains): number[] {
  let link = occurrences.first(register);
  if (link === -1) return [];
  // It is written first. Most have this range only, and the host keeps room in a list that it has to make longer.
  const written = occurrences.value(link);
  const ranges = [written, written];
  for (link = occurrences.after(link); link !== -1; link = occurrences.after(link))
    extend(ranges, occurrences.value(link));
  return ranges;
}

/** The ranges of a register that is live from block to block; with `dense`, without holes that need not be. */
function rangesOver(
  register: Register,
  occurrences: Chains,
  { begins, ends }: Spans,
  walk: Walk,
  dense: boolean,
): number[] {
  const ranges: number[] = [];
  let link = occurrences.first(register);
  const upTo = (end: number): void => {
    for (; link !== -1 && occurrences.value(link) <= end; link = occurrences.after(link))
      extend(ranges, occurrences.value(link));
  };
  /** The blocks since the last range through which the register could keep its word. */
  let passed = 0;
  for (let b = walk.first; b <= walk.last; b++) {
    const begin = begins[b]!;
    const end = ends[b]!;
    upTo(begin - 1);
    // A block ends right before the next one begins, and what is live over the border is one range.
    if (walk.enters[b] === register && ranges.at(-1) !== begin - 1) {
      if (passed > 0 && ranges.at(-1) === ends[b - passed - 1]! + 1) ranges[ranges.length - 1] = begin;
      else ranges.push(begin, begin);
    }
    const count = ranges.length;
    upTo(end);
    if (walk.leaves[b] === register) ranges[ranges.length - 1] = end + 1;
    const isHole = walk.enters[b] !== register && walk.leaves[b] !== register && ranges.length === count;
    passed =
      dense && isHole && ranges.at(-1) === ends[b - passed - 1]! + 1 && walk.comesFromWithin(b, register)
        ? passed + 1
        : 0;
  }
  upTo(Number.POSITIVE_INFINITY);
  return ranges;
}

/** Is a register with these ranges live over the instruction at a position? */
export function isLiveAt(position: number, ranges: Ranges): boolean {
  const at = firstEnding(ranges, position + 1);
  return at < ranges.length && ranges[at]! <= position;
}

/** Is one of some positions of instructions, which ascend, such that a register with these ranges is live over it? */
export function isLiveOver(positions: readonly number[], ranges: Ranges): boolean {
  if (positions.length === 0) return false;
  for (let i = 0; i < ranges.length; i += 2) {
    const at = firstFrom(positions, ranges[i]!);
    if (at < positions.length && positions[at]! < ranges[i + 1]!) return true;
  }
  return false;
}

/** The index of the first of some ascending positions that is not before one. */
export function firstFrom(positions: readonly number[], position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! >= position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The index of the first pair of some ranges that does not end before a position. */
export function firstEnding(ranges: Ranges, position: number): number {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[2 * middle + 1]! >= position) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
}
