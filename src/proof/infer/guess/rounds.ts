/**
 * Which registers the code of a loop writes, and which it only steps. A variable that the loop assigns is in one of these, and one that it does not assign in another, whatever
 * they hold when the loop begins.
 */

import { registerNumbers } from "../../../machine/isa/register.ts";
import type { Fetch } from "../control-flow.ts";
import { type StepOfRound, stepsOfRound } from "./round-steps.ts";
import type { TextCode } from "./text-code.ts";

/** What a loop does with registers. */
export interface Round {
  /** Those that it writes, as bits, but for those that hold again at the end what they held before. */
  readonly written: number;
  /** Those to which each round adds a constant, or the only instruction that writes them. */
  readonly steps: ReadonlyMap<number, number>;
  /** The words of the frame that it writes, by their offsets from sp. */
  readonly stored: ReadonlySet<number>;
}

/** The loops of the code at an entry. */
export class Rounds {
  readonly #fetch: Fetch;
  readonly #code: TextCode;
  readonly #entry: number;
  readonly #answers = new Map<number, Round | undefined>();

  constructor(fetch: Fetch, code: TextCode, entry: number) {
    this.#fetch = fetch;
    this.#code = code;
    this.#entry = entry;
  }

  /** The loop that begins at a pc; undefined where none does. */
  from(head: number): Round | undefined {
    if (!this.#answers.has(head)) this.#answers.set(head, this.#look(head));
    return this.#answers.get(head);
  }

  #look(head: number): Round | undefined {
    const inside = this.#inside(head);
    if (inside.size === 0) return undefined;
    let [written, again] = [0, 0];
    const steps = new Map<number, number>();
    const stored = new Set<number>();
    for (const number of inside) {
      const writes = this.#code.writtenBy(number);
      const instruction = this.#fetch(this.#code.pcOf(number));
      if (typeof instruction !== "string" && instruction.mnemonic === "sw" && instruction.rs1 === registerNumbers.sp)
        stored.add(instruction.imm);
      if (typeof instruction !== "string" && instruction.mnemonic === "addi" && instruction.rd === instruction.rs1)
        steps.set(instruction.rd, instruction.imm);
      else again |= writes;
      again |= written & writes;
      written |= writes;
    }
    for (const register of steps.keys()) if (((again >>> register) & 1) === 1) steps.delete(register);
    // Where a register is written more than once, it may be stepped by way of another one.
    if (again !== 0)
      for (const [register, step] of stepsOfRound(this.#code.numberOf(head)!, (number) => this.#stepAt(inside, number)))
        if (step === 0) written &= ~(1 << register);
        else if (!steps.has(register)) steps.set(register, step);
    return { written, steps, stored };
  }

  #stepAt(inside: ReadonlySet<number>, number: number): StepOfRound | undefined {
    if (!inside.has(number)) return undefined;
    const instruction = this.#fetch(this.#code.pcOf(number));
    return {
      instruction: typeof instruction === "string" ? undefined : instruction,
      writes: this.#code.writtenBy(number),
      next: this.#code.after(number),
    };
  }

  /** The numbers of a loop's pcs: those on ways back to the head, where control comes to these only by the head. Other ways lead from a loop around it, or into the loop. */
  #inside(head: number): ReadonlySet<number> {
    const [first, entry] = [this.#code.numberOf(head), this.#code.numberOf(this.#entry)];
    const inside = new Set<number>();
    if (first === undefined) return inside;
    for (const back of this.#code.before(first)) {
      const way: Set<number> = new Set([first, back]);
      for (const number of way) if (number !== first) for (const one of this.#code.before(number)) way.add(one);
      if (first === entry || !way.has(entry!)) for (const number of way) inside.add(number);
    }
    return inside;
  }
}
