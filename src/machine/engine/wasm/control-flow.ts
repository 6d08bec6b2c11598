/**
 * From text to functions of basic blocks, found by following jumps from their starts; nothing is believed of symbols.
 *
 * A function here is whatever is reached from a start without calling or returning. Blocks stand in order of address, and
 * one that several functions reach is in each of them. What is not found costs speed alone: code that leaves for an
 * unknown address is left to the interpreter.
 */

import type { BInstruction, IInstruction, Instruction } from "../../instruction.ts";
import { registerNumbers } from "../../register.ts";

/** How a block ends. Addresses are int32. */
export type Ending =
  /** The next instruction begins another block. */
  | { readonly kind: "fall"; readonly next: number }
  | { readonly kind: "jump"; readonly target: number }
  | { readonly kind: "branch"; readonly test: BInstruction; readonly target: number; readonly next: number }
  /** Call the function at `target`, expecting to be returned to at `next`. */
  | { readonly kind: "call"; readonly rd: number; readonly target: number; readonly next: number }
  /** Call what a register holds. */
  | { readonly kind: "callRegister"; readonly jump: IInstruction; readonly next: number }
  /** Jump to what a register holds: a return, a switch, or a call in last position. */
  | { readonly kind: "jumpRegister"; readonly jump: IInstruction }
  /** What comes next is not for translated code: a system call, after which to go on at `next`; a stop; no instruction. */
  | { readonly kind: "leave"; readonly next: number | undefined };

/** Instructions that are executed one after the other. */
export interface Block {
  /** The address of the first; an int32. */
  readonly start: number;
  /** The plain ones: those of the ending are not among them. */
  readonly body: readonly Instruction[];
  /** The instructions retired when it is passed: the body, and that of the ending if it has one. */
  readonly count: number;
  readonly ending: Ending;
}

/** Blocks in ascending order of unsigned address. */
export interface CodeFunction {
  /** Where it is called. */
  readonly start: number;
  readonly blocks: readonly Block[];
}

/** What discovery needs to know of a text. */
export interface Text {
  /** The instruction at an address that translated code may contain; undefined when there is none. */
  readonly instructionAt: (pc: number) => Instruction | undefined;
  /** Is this where a function is called? */
  readonly isStart: (pc: number) => boolean;
  /** Where a computed jump within the function from `start` may lead. */
  readonly targetsWithin: (start: number) => readonly number[];
}

/** The most instructions of a function; what lies beyond is left out, and reached through the interpreter. */
const functionLimit = 4096;

/** The function that begins at `start`. */
export function discoverFunction(text: Text, start: number): CodeFunction {
  const leaders = leadersFrom(text, start);
  const sorted = [...leaders].sort((a, b) => (a >>> 0) - (b >>> 0));
  const blocks = sorted.map((leader) => blockAt(text, leader, leaders));
  return { start, blocks };
}

/** Where blocks begin: the start, the targets of jumps, and what follows branches, calls and stops. */
function leadersFrom(text: Text, start: number): Set<number> {
  const leaders = new Set<number>();
  const seen = new Set<number>();
  const pending = [start];
  let computed = false;
  while (pending.length > 0 && seen.size < functionLimit) {
    const leader = pending.pop()!;
    if (leaders.has(leader)) continue;
    leaders.add(leader);
    for (let pc = leader; seen.size < functionLimit; pc = (pc + 4) | 0) {
      if (seen.has(pc)) {
        // Running into what is known already: it begins a block from now on, unless it did.
        if (pc !== leader) break;
      }
      seen.add(pc);
      const instruction = text.instructionAt(pc);
      if (instruction === undefined) break;
      const next = (pc + 4) | 0;
      if (instruction.mnemonic === "jal") {
        const target = (pc + instruction.imm) | 0;
        if (instruction.rd !== 0) pending.push(next);
        else if (target === start || !text.isStart(target)) pending.push(target);
        break;
      }
      if (instruction.mnemonic === "jalr") {
        if (instruction.rd !== 0) pending.push(next);
        else if (instruction.rs1 !== registerNumbers.ra && !computed) {
          computed = true;
          pending.push(...text.targetsWithin(start));
        }
        break;
      }
      if (isBranch(instruction)) {
        pending.push(next, (pc + instruction.imm) | 0);
        break;
      }
      if (instruction.mnemonic === "ecall") pending.push(next);
      if (instruction.mnemonic === "ecall" || instruction.mnemonic === "ebreak") break;
    }
  }
  return leaders;
}

function blockAt(text: Text, start: number, leaders: ReadonlySet<number>): Block {
  const body: Instruction[] = [];
  for (let pc = start; ; pc = (pc + 4) | 0) {
    if (pc !== start && leaders.has(pc)) return { start, body, count: body.length, ending: { kind: "fall", next: pc } };
    const ending = body.length < functionLimit ? endingAt(text, pc) : leave;
    if (ending !== undefined) {
      return { start, body, count: body.length + (ending.kind === "leave" ? 0 : 1), ending };
    }
    body.push(text.instructionAt(pc)!);
  }
}

const leave: Ending = { kind: "leave", next: undefined };

/** The ending that the instruction at pc makes; undefined when the block goes on. */
function endingAt(text: Text, pc: number): Ending | undefined {
  const instruction = text.instructionAt(pc);
  if (instruction === undefined) return leave;
  const next = (pc + 4) | 0;
  switch (instruction.mnemonic) {
    case "ecall":
      return { kind: "leave", next };
    case "ebreak":
      return leave;
    case "jal": {
      const target = (pc + instruction.imm) | 0;
      return instruction.rd === 0 ? { kind: "jump", target } : { kind: "call", rd: instruction.rd, target, next };
    }
    case "jalr":
      return instruction.rd === 0
        ? { kind: "jumpRegister", jump: instruction }
        : { kind: "callRegister", jump: instruction, next };
    default:
      if (!isBranch(instruction)) return undefined;
      return { kind: "branch", test: instruction, target: (pc + instruction.imm) | 0, next };
  }
}

/** Is it a conditional branch? */
function isBranch(instruction: Instruction): instruction is BInstruction {
  switch (instruction.mnemonic) {
    case "beq":
    case "bne":
    case "blt":
    case "bge":
    case "bltu":
    case "bgeu":
      return true;
    default:
      return false;
  }
}
