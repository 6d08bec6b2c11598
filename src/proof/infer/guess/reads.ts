/**
 * Whether the machine soon reads a register as it is at a pc. A register that it does not read has a value by chance.
 */

import type { Fetch } from "../control-flow.ts";
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
