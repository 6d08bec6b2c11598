/**
 * Which registers the machine soon reads as they are at a pc. A register that it does not read has a value by chance.
 */

import { type Fetch, isCall } from "../control-flow.ts";
import { effectOf } from "../machine-liveness.ts";

/** So many instructions are looked at, at most. */
const mostLooked = 1000;

/** What the text reads. */
export class Reads {
  readonly #fetch: Fetch;
  /** By the pc: which registers were asked for, and which of these are read, as bits. */
  readonly #answers = new Map<number, { readonly asked: number; readonly read: number }>();

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** Those of these registers that are read from a pc on before they are written, as bits. Behind a call those are asked for that a callee keeps. */
  from(pc: number, registers: number): number {
    let answer = this.#answers.get(pc);
    if (answer === undefined || (registers & ~answer.asked) !== 0) {
      const asked = registers | (answer?.asked ?? 0);
      answer = { asked, read: this.#look(pc, asked) };
      this.#answers.set(pc, answer);
    }
    return answer.read & registers;
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

  #look(from: number, asked: number): number {
    let read = 0;
    /** The registers that were not written on some way to a pc. */
    const kept = new Map<number, number>();
    const left = [{ pc: from, still: asked }];
    let looked = 0;
    for (let next = left.pop(); next !== undefined && looked < mostLooked; next = left.pop()) {
      const { pc, still } = next;
      const before = kept.get(pc) ?? 0;
      const now = (still | before) & ~read;
      if ((now & ~before) === 0) continue;
      kept.set(pc, now);
      looked++;
      // What a callee need not keep is lost over a call; what it is given the caller puts in its place mostly.
      const { surely, writes, next: targets } = effectOf(pc, this.#fetch(pc));
      read |= surely & now;
      for (const target of targets) left.push({ pc: target, still: now & ~writes });
    }
    return read;
  }
}
