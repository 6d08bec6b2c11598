/**
 * Which registers the code of a loop writes. A variable that the loop assigns is in one of these, and one that it does not assign in another, whatever
 * they hold when the loop begins.
 */

import type { Fetch } from "../control-flow.ts";
import { effectOf } from "../machine-liveness.ts";

/** So many instructions are looked at, at most. */
const mostLooked = 5_000;

/** The loops of the text. */
export class Rounds {
  readonly #fetch: Fetch;
  readonly #answers = new Map<number, number | undefined>();

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** The registers that are written on ways from a pc back to it, as bits; undefined where no way leads back, as far as was looked. */
  writtenFrom(pc: number): number | undefined {
    if (!this.#answers.has(pc)) this.#answers.set(pc, this.#look(pc));
    return this.#answers.get(pc);
  }

  #look(from: number): number | undefined {
    const writes = new Map<number, number>();
    const before = new Map<number, number[]>();
    const left = [from];
    for (let pc = left.pop(); pc !== undefined; pc = left.pop()) {
      if (writes.has(pc)) continue;
      if (writes.size === mostLooked) return undefined;
      const { writes: written, next } = effectOf(pc, this.#fetch(pc));
      writes.set(pc, written);
      for (const to of next) {
        const others = before.get(to);
        if (others === undefined) before.set(to, [pc]);
        else others.push(pc);
        left.push(to);
      }
    }
    if (!before.has(from)) return undefined;
    let all = 0;
    const seen = new Set<number>();
    const back = [from];
    for (let pc = back.pop(); pc !== undefined; pc = back.pop()) {
      if (seen.has(pc)) continue;
      seen.add(pc);
      all |= writes.get(pc)!;
      back.push(...(before.get(pc) ?? []));
    }
    return all;
  }
}
