/**
 * Whether the machine soon reads a register as it is at a pc. A register that it does not read has a value by chance.
 */

import { type Fetch, isCall } from "../control-flow.ts";
import { effectOf } from "../machine-liveness.ts";

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

  /** The registers that code from a pc on reads before it writes them, up to the next calls, as bits. */
  readFrom(from: number): number {
    let read = 0;
    const seen = new Set<number>();
    const left = [{ pc: from, written: 0 }];
    for (let at = left.pop(); at !== undefined && seen.size < mostLooked; at = left.pop()) {
      if (seen.has(at.pc)) continue;
      seen.add(at.pc);
      const instruction = this.#fetch(at.pc);
      const { surely, writes, next } = effectOf(at.pc, instruction);
      read |= surely & ~at.written;
      const written = at.written | writes;
      if (!isCall(instruction)) for (const pc of next) left.push({ pc, written });
    }
    return read;
  }

  #look(from: number, register: number): boolean {
    const bit = 1 << register;
    const seen = new Set<number>();
    const left = [from];
    for (let pc = left.pop(); pc !== undefined && seen.size < mostLooked; pc = left.pop()) {
      if (seen.has(pc)) continue;
      seen.add(pc);
      // What a callee need not keep is lost over a call; what it is given the caller puts in its place mostly.
      const { surely, writes, next } = effectOf(pc, this.#fetch(pc));
      if ((surely & bit) !== 0) return true;
      if ((writes & bit) === 0) left.push(...next);
    }
    return false;
  }
}
