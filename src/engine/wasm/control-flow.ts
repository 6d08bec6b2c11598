/**
 * From text to functions of basic blocks, found by following jumps from their starts; symbols are not used.
 *
 * A function here is whatever is reached from a start without calling or returning, as far as it was executed. Blocks stand
 * in order of address, and one that several functions reach is in each of them. A block that is not found costs only
 * speed: control that goes to an unknown address goes on in the interpreter.
 */

import { impossible } from "../../core/impossible.ts";
import { isBranch } from "../../machine/isa/branches.ts";
import type { BInstruction, IInstruction, Instruction } from "../../machine/isa/instruction.ts";
import { registerNumbers } from "../../machine/isa/register.ts";

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

/** What discovery needs to know of a text. */
export interface Text {
  /** The instruction at an address that translated code may contain; undefined when there is none. */
  readonly instructionAt: (pc: number) => Instruction | undefined;
  /** Is this where a function is called? */
  readonly isStart: (pc: number) => boolean;
  /** Is the instruction at an address to be translated, if reached? An instruction that was never executed is not. */
  readonly isWanted: (pc: number) => boolean;
  /** Where a computed jump within the function from `start` may lead. */
  readonly targetsWithin: (start: number) => readonly number[];
}

/** The most instructions that are found from one start, and those of one block. More is left out, or divided. */
const foundLimit = 1 << 14;
const blockLimit = 256;

/**
 * The blocks reached from a start, and from other places in the same function; in ascending order of unsigned address. At
 * `landings` blocks begin.
 */
export function discoverBlocks(
  text: Text,
  start: number,
  others: readonly number[],
  landings: ReadonlySet<number>,
): Block[] {
  const leaders = leadersFrom(text, [start, ...landings, ...others], start, landings);
  const sorted = [...leaders].sort((a, b) => (a >>> 0) - (b >>> 0));
  return sorted
    .map((leader) => blockAt(text, leader, leaders))
    .filter(({ count, ending }) => count > 0 || ending.kind === "leave");
}

/** Where blocks begin: the starts, the targets of jumps, and what follows branches, calls and stops. */
function leadersFrom(text: Text, roots: readonly number[], start: number, landings: ReadonlySet<number>): Set<number> {
  const leaders = new Set<number>();
  const seen = new Set<number>();
  const pending: number[] = [];
  const reach = (pc: number): void => {
    if (text.isWanted(pc)) pending.push(pc);
  };
  let computed = false;
  for (const root of roots) {
    if (!seen.has(root) || landings.has(root)) reach(root);
    while (pending.length > 0 && seen.size < foundLimit) {
      const leader = pending.pop()!;
      if (leaders.has(leader)) continue;
      leaders.add(leader);
      for (let pc = leader; ; pc = (pc + 4) | 0) {
        // Running into what is known already.
        if (seen.has(pc) && pc !== leader) break;
        if (!text.isWanted(pc)) break;
        if (pc - leader === 4 * blockLimit) {
          pending.push(pc);
          break;
        }
        seen.add(pc);
        const instruction = text.instructionAt(pc);
        if (instruction === undefined) break;
        const next = (pc + 4) | 0;
        if (instruction.mnemonic === "jal") {
          const target = (pc + instruction.imm) | 0;
          if (instruction.rd !== 0) reach(next);
          else if (target === start || !text.isStart(target)) reach(target);
          break;
        }
        if (instruction.mnemonic === "jalr") {
          if (instruction.rd !== 0) reach(next);
          else if (instruction.rs1 !== registerNumbers.ra && !computed) {
            computed = true;
            for (const target of text.targetsWithin(start)) reach(target);
          }
          break;
        }
        if (isBranch(instruction)) {
          reach(next);
          reach((pc + instruction.imm) | 0);
          break;
        }
        if (instruction.mnemonic === "ecall") reach(next);
        if (instruction.mnemonic === "ecall" || instruction.mnemonic === "ebreak") break;
      }
    }
  }
  return leaders;
}

/** The addresses to which control goes from the end of a block without leaving its function. */
export function successors({ ending }: Block): readonly number[] {
  switch (ending.kind) {
    case "fall":
      return [ending.next];
    case "jump":
      return [ending.target];
    case "branch":
      return [ending.target, ending.next];
    case "call":
    case "callRegister":
    case "jumpRegister":
    case "leave":
      return [];
    default:
      return impossible(ending);
  }
}

function blockAt(text: Text, start: number, leaders: ReadonlySet<number>): Block {
  const body: Instruction[] = [];
  for (let pc = start; ; pc = (pc + 4) | 0) {
    if (pc !== start && leaders.has(pc)) return { start, body, count: body.length, ending: { kind: "fall", next: pc } };
    // An address that is not wanted, or too far away, is reached like another function.
    if (body.length === blockLimit || !text.isWanted(pc)) {
      return { start, body, count: body.length, ending: { kind: "fall", next: pc } };
    }
    const ending = endingAt(text, pc);
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
