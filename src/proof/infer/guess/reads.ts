/**
 * Which registers the machine soon reads as they are at a pc. A register that it does not read has a value by chance.
 */

import { type Fetch, isCall } from "../control-flow.ts";
import { effectOf } from "../machine-liveness.ts";

/** So many instructions are looked at, at most: an optimiser keeps words in registers for long. */
const mostLooked = 1000;
const fewLooked = 100;

/** What the text reads. */
export class Reads {
  readonly #fetch: Fetch;
  readonly #most: number;
  /** By the pc: the registers that are read, as bits. */
  readonly #answers = new Map<number, number>();

  constructor(fetch: Fetch, isFar: boolean) {
    this.#fetch = fetch;
    this.#most = isFar ? mostLooked : fewLooked;
  }

  /** Those of these registers that are read from a pc on before they are written, as bits. Behind a call those are asked for that a callee keeps. */
  from(pc: number, registers: number): number {
    let read = this.#answers.get(pc);
    if (read === undefined) {
      read = this.#look(pc, true);
      this.#answers.set(pc, read);
    }
    return read & registers;
  }

  /** The registers that code from a pc on reads before it writes them, up to the next calls, as bits. */
  upToCalls(pc: number): number {
    return this.#look(pc, false);
  }

  #look(from: number, overCalls: boolean): number {
    let read = 0;
    /** The registers that were not written on some way to a pc. */
    const kept = new Map<number, number>();
    const left = [{ pc: from, still: -1 }];
    let looked = 0;
    for (let next = left.pop(); next !== undefined && looked < this.#most; next = left.pop()) {
      const { pc, still } = next;
      const before = kept.get(pc) ?? 0;
      const now = (still | before) & ~read;
      if ((now & ~before) === 0) continue;
      kept.set(pc, now);
      looked++;
      // What a callee need not keep is lost over a call; what it is given the caller puts in its place mostly.
      const instruction = this.#fetch(pc);
      const { surely, writes, next: targets } = effectOf(pc, instruction);
      read |= surely & now;
      if (overCalls || !isCall(instruction))
        for (const target of targets) left.push({ pc: target, still: now & ~writes });
    }
    return read;
  }
}
