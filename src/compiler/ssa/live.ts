/**
 * The registers that are live where a block begins and at its marks, by a walk backwards from the uses of each register
 * to its definitions. Of Flow, and of SSA, where the arguments of a jump are read by the jump, and parameters are written
 * where their block begins.
 */

import { filled } from "../filled.ts";
import { Chains } from "../flow/chains.ts";
import { eachOperand } from "../flow/operands.ts";
import { successors } from "../flow/successors.ts";
import {
  type Block,
  type CutMark,
  type FlowInstruction,
  instructionCount,
  type Label,
  type Operand,
  type Register,
  writtenBy,
} from "../flow/syntax.ts";
import { eachExitOperand } from "./operands.ts";
import type { SsaBlock } from "./syntax.ts";

/** Registers live at block beginnings and at marks, counted together, that a function may have to be optimised: so many for each instruction … */
const heldPerInstruction = 60;
/** … and so many in any case. */
const heldAlways = 20_000;

/** How many registers that are live at block beginnings and at marks together a function may have to be optimised. */
export function mostHeld(blocks: readonly (Block | SsaBlock)[]): number {
  return heldAlways + heldPerInstruction * instructionCount(blocks);
}

/**
 * By label, the registers that are live where control comes to the block from another one; undefined when all the lists together
 * are longer than `most`.
 */
export function liveAtBegin(
  blocks: readonly (Block | SsaBlock)[],
  predecessors: readonly (readonly Label[])[],
  order: readonly Label[],
  registers: number,
  most: number,
): readonly (readonly Register[])[] | undefined {
  if (order.length === 1 && predecessors[order[0]!]!.length === 0) return blocks.map(() => []);
  // For each register, the blocks that read it before they write it, and those that write it.
  const exposed = new Chains(registers);
  const written = new Chains(registers);
  const writtenIn = filled<number>(registers, -1);
  const exposedIn = filled<number>(registers, -1);
  let block = 0;
  const use = (operand: Operand): void => {
    if (operand.kind === "constant") return;
    const { register } = operand;
    if (writtenIn[register] === block || exposedIn[register] === block) return;
    exposedIn[register] = block;
    exposed.add(register, block);
  };
  const write = (register: Register): void => {
    if (writtenIn[register] === block) return;
    writtenIn[register] = block;
    written.add(register, block);
  };
  for (block of order) {
    const one = blocks[block]!;
    if ("parameters" in one) for (const parameter of one.parameters) write(parameter);
    for (const instruction of one.instructions) {
      eachOperand(instruction, use);
      const rd = writtenBy(instruction);
      if (rd !== undefined) write(rd);
    }
    eachExitOperand(one.terminator, use);
  }

  const live: Register[][] = blocks.map(() => []);
  const defines = filled<number>(blocks.length, -1);
  const enters = filled<number>(blocks.length, -1);
  const work: Label[] = [];
  let total = 0;
  for (let register = 0; register < registers; register++) {
    if (!exposed.has(register)) continue;
    for (let link = written.first(register); link !== -1; link = written.after(link))
      defines[written.value(link)] = register;
    for (let link = exposed.first(register); link !== -1; link = exposed.after(link)) {
      const reader = exposed.value(link);
      enters[reader] = register;
      work.push(reader);
    }
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      if (predecessors[at]!.length === 0) continue;
      live[at]!.push(register);
      if (++total > most) return undefined;
      for (const from of predecessors[at]!) {
        if (defines[from] === register || enters[from] === register) continue;
        enters[from] = register;
        work.push(from);
      }
    }
  }
  return live;
}

/** A set of registers that forgets nothing it has to remember: membership, adding and deleting in constant time. */
export class RegisterSet {
  readonly list: Register[] = [];
  readonly #where: number[];

  constructor(registers: number) {
    this.#where = filled<number>(registers, -1);
  }

  has(register: Register): boolean {
    return this.#where[register] !== -1;
  }

  add(register: Register): void {
    if (this.#where[register] !== -1) return;
    this.#where[register] = this.list.length;
    this.list.push(register);
  }

  delete(register: Register): void {
    const where = this.#where[register]!;
    if (where === -1) return;
    const last = this.list.pop()!;
    this.#where[register] = -1;
    if (last === register) return;
    this.list[where] = last;
    this.#where[last] = where;
  }

  clear(): void {
    if (this.list.length === 0) return;
    for (const register of this.list) this.#where[register] = -1;
    this.list.length = 0;
  }
}

/** Backwards through a block: at each mark, the registers that are live there. The set is `live`'s, and changes after each visit. */
export function eachMark(
  block: Block | SsaBlock,
  begin: readonly (readonly Register[])[],
  live: RegisterSet,
  visit: (mark: CutMark, live: readonly Register[]) => void,
): void {
  const { instructions, terminator } = block;
  let first = 0;
  while (first < instructions.length && !hasMark(instructions[first]!)) first++;
  if (first === instructions.length) return;
  live.clear();
  const use = (operand: Operand): void => {
    if (operand.kind === "register") live.add(operand.register);
  };
  for (const to of successors(terminator)) for (const register of begin[to]!) live.add(register);
  eachExitOperand(terminator, use);
  for (let i = instructions.length - 1; i >= first; i--) {
    const instruction = instructions[i]!;
    const rd = writtenBy(instruction);
    if (rd !== undefined) live.delete(rd);
    if (hasMark(instruction)) visit(instruction.cut, live.list);
    eachOperand(instruction, use);
  }
}

/** Is there a mark at an instruction? */
export function hasMark(
  instruction: FlowInstruction,
): instruction is Extract<FlowInstruction, { readonly cut: CutMark }> {
  return instruction.op === "call" || instruction.op === "cut";
}
