/**
 * The predecoding interpreter: what goes on around the switch (switch.ts), which executes what is common and says why it
 * cannot go on. Here slots are decoded, sites learn, and the limit is kept. What is rare is the reference's: for calls,
 * stops, faults and accesses that leave their segment the interpreter stops before the instruction and says `step`.
 *
 * Nothing counts in the switch between two jumps. A run of slots without a jump is no longer than a chunk; so as long as
 * more may retire than that, nothing can be overdrawn. Then, at each jump, a slot is made to say `stop`, as far from
 * there as the limit goes.
 */

import type { Instruction } from "../machine/isa/instruction.ts";
import type { FlatMemory } from "./flat-memory.ts";
import { type Chunk, chunkBytes, type PredecodedText } from "./predecode.ts";
import { learn, storeInText } from "./sites.ts";
import { executeSlots, type Progress, type Why } from "./switch.ts";

/** When fewer may retire than a chunk has instructions, jumps must be counted one by one. */
export const nearLimit = chunkBytes / 4;

/** Why the interpreter stopped, always before the instruction at pc. */
export type Halt =
  /** The limit is reached. */
  | "limit"
  /** There is translated code from pc on. */
  | "enter"
  /** The reference must execute the next instruction. */
  | "step";

/** An interpreter of one machine. It owns pc; registers and memory are shared with its maker. */
export class Interpreter {
  /** The next instruction; an int32. */
  pc = 0;
  readonly registers: Int32Array;
  readonly memory: FlatMemory;
  readonly text: PredecodedText;

  /** `registers` are x0…x31 and the register of lost results. */
  constructor(registers: Int32Array, memory: FlatMemory, text: PredecodedText) {
    this.registers = registers;
    this.memory = memory;
    this.text = text;
    memory.onCodeWritten = (address) => text.forget(address);
  }

  /** Execute the marked instruction at pc, if the limit allows it, and go on as {@link run} does. */
  runPast(limit: number, exact = true): { readonly halt: Halt; readonly left: number } {
    const { pc, text } = this;
    if (limit <= 0) return { halt: "limit", left: limit };
    const marked = text.isMarked(pc);
    if (marked) text.unmark(pc);
    const { halt, left } = this.run(1);
    if (marked) text.mark(pc);
    return left === 0 ? this.run(limit - 1, exact) : { halt, left: limit };
  }

  /**
   * Why it stopped, and how much of the limit, which is below 2²⁸, is left. Near the limit each jump costs more; unless
   * `exact` is true, the answer is `limit` at the first jump with fewer than {@link nearLimit} left.
   */
  run(limit: number, exact = true): { readonly halt: Halt; readonly left: number } {
    const { registers, memory, text } = this;
    const progress: Progress = { pc: this.pc, left: limit };
    let halt: Halt | undefined;
    while (halt === undefined) {
      if (progress.left <= 0) {
        halt = "limit";
        break;
      }
      if ((progress.pc & 3) !== 0) {
        halt = "step";
        break;
      }
      const chunk = text.chunkAt(progress.pc);
      const { base } = chunk;
      const stop = progress.pc - base + 4 * progress.left;
      if (stop < chunkBytes) text.stopAt((base + stop) | 0);
      const why: Why = executeSlots(chunk, registers, memory, progress);
      if (stop < chunkBytes) text.goOn();
      switch (why) {
        case "jump":
          if (!exact && progress.left < nearLimit) halt = "limit";
          break;
        case "stop":
          halt = "limit";
          break;
        case "unknown": {
          const instruction = memory.fetch(progress.pc);
          if (typeof instruction === "string") halt = "step";
          else text.decoded(progress.pc, instruction);
          break;
        }
        case "access":
          if (!this.#access(chunk, progress)) halt = "step";
          break;
        case "enter":
        case "step":
          halt = why;
      }
    }
    this.pc = progress.pc;
    return { halt, left: progress.left };
  }

  /** Make the access at pc possible, or make it; false when the reference must do it. */
  #access(chunk: Chunk, progress: Progress): boolean {
    const { registers, memory } = this;
    const instruction = memory.fetch(progress.pc) as Instruction;
    const base = "rs1" in instruction ? registers[instruction.rs1]! : 0;
    const value = "rs2" in instruction ? registers[instruction.rs2]! : 0;
    if (storeInText(memory, base, value, instruction)) {
      progress.pc = (progress.pc + 4) | 0;
      progress.left--;
      return true;
    }
    return learn(memory, chunk, progress.pc - chunk.base, base, instruction);
  }
}
