/**
 * Which registers the code of a loop writes, and which it only steps. A variable that the loop assigns is in one of these, and one that it does not assign in another, whatever
 * they hold when the loop begins.
 */

import type { Fetch } from "../control-flow.ts";
import { effectOf } from "../machine-liveness.ts";

/** So many instructions are looked at, at most. */
const mostLooked = 5_000;

/** What a loop does with registers. */
export interface Round {
  /** Those that it writes, as bits. */
  readonly written: number;
  /** Those that it writes in one place only, where it adds a constant to what is in them. */
  readonly steps: ReadonlyMap<number, number>;
}

/** The loops of the code at an entry. */
export class Rounds {
  readonly #fetch: Fetch;
  readonly #entry: number;
  readonly #answers = new Map<number, Round | undefined>();

  constructor(fetch: Fetch, entry: number) {
    this.#fetch = fetch;
    this.#entry = entry;
  }

  /** The loop that begins at a pc; undefined where none does. */
  from(head: number): Round | undefined {
    if (!this.#answers.has(head)) this.#answers.set(head, this.#look(head));
    return this.#answers.get(head);
  }

  /** A way back to the head is one from where control comes only by the head: others lead there from a loop around it, or into the loop. */
  #look(head: number): Round | undefined {
    const others = this.#reached(this.#entry, new Set([head]));
    const own = this.#reached(head, new Set(others.keys()));
    const before = new Map<number, number[]>();
    for (const [pc, { next }] of own)
      for (const to of next) {
        const all = before.get(to);
        if (all === undefined) before.set(to, [pc]);
        else all.push(pc);
      }
    const back = before.get(head);
    if (back === undefined) return undefined;
    const inside = new Set([head]);
    for (let pc = back.pop(); pc !== undefined; pc = back.pop()) {
      if (inside.has(pc)) continue;
      inside.add(pc);
      back.push(...(before.get(pc) ?? []));
    }
    let [written, again] = [0, 0];
    const steps = new Map<number, number>();
    for (const pc of inside) {
      const { writes } = own.get(pc)!;
      const instruction = this.#fetch(pc);
      if (typeof instruction !== "string" && instruction.mnemonic === "addi" && instruction.rd === instruction.rs1)
        steps.set(instruction.rd, instruction.imm);
      else again |= writes;
      again |= written & writes;
      written |= writes;
    }
    for (const register of steps.keys()) if (((again >>> register) & 1) === 1) steps.delete(register);
    return { written, steps };
  }

  /** What is reached from a pc, not by way of others, with what it does. */
  #reached(from: number, without: ReadonlySet<number>): ReadonlyMap<number, ReturnType<typeof effectOf>> {
    const reached = new Map<number, ReturnType<typeof effectOf>>();
    const left = [from];
    for (let pc = left.pop(); pc !== undefined && reached.size < mostLooked; pc = left.pop()) {
      if (reached.has(pc) || without.has(pc)) continue;
      const effect = effectOf(pc, this.#fetch(pc));
      reached.set(pc, effect);
      left.push(...effect.next);
    }
    return reached;
  }
}
