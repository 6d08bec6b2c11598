/**
 * Whether the machine soon reads a register as it is at a pc. A register that it does not read has a value by chance.
 */

import { calleeSavedRegisters } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { registersReadBy, registersWrittenBy } from "../../../machine/isa/register-sets.ts";
import { type Fetch, isCall, isLast } from "../control-flow.ts";

/** So many instructions are looked at, at most. */
const mostLooked = 100;

/** What the text reads. */
export class Reads {
  readonly #fetch: Fetch;
  /** By the pc and the register. */
  readonly #answers = new Map<number, boolean>();

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** Is a register read from a pc on, before it is written? Behind a call those are asked for that a callee keeps. */
  isRead(pc: number, register: number): boolean {
    const key = 32 * pc + register;
    const answer = this.#answers.get(key) ?? this.#look(pc, register);
    this.#answers.set(key, answer);
    return answer;
  }

  #look(from: number, register: number): boolean {
    const bit = 1 << register;
    const seen = new Set<number>();
    const left = [from];
    for (let pc = left.pop(); pc !== undefined && seen.size < mostLooked; pc = left.pop()) {
      if (seen.has(pc)) continue;
      seen.add(pc);
      const instruction = this.#fetch(pc);
      if (typeof instruction === "string") continue;
      if ((registersReadBy(instruction) & bit) !== 0) return true;
      if ((registersWrittenBy(instruction) & bit) !== 0) continue;
      // What a callee need not keep is lost, but for what it is given, which the caller puts in its place mostly.
      if (isCall(instruction) && (kept & bit) === 0) continue;
      switch (instruction.mnemonic) {
        case "beq":
        case "bne":
        case "blt":
        case "bge":
        case "bltu":
        case "bgeu":
          left.push(pc + instruction.imm, pc + 4);
          break;
        case "jal":
          left.push(instruction.rd === 0 ? pc + instruction.imm : pc + 4);
          break;
        default:
          if (!isLast(instruction)) left.push(pc + 4);
      }
    }
    return false;
  }
}

/** What a callee gives back as it got it. */
const kept = [registerNumbers.sp, registerNumbers.gp, registerNumbers.tp, ...calleeSavedRegisters].reduce(
  (all, register) => all | (1 << register),
  0,
);
