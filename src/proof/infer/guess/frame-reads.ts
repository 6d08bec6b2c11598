/** Which words of its frame the code of a function may still read from a pc on: those of which a load lies behind it, or in a loop around it. */

import { isBranch } from "../../../machine/isa/branches.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import type { Fetch } from "../control-flow.ts";

/** What lies farther from sp is loaded in another way, of which nothing is known. */
const farthest = 2047;

/** The loads from the frame in the code at these pcs. */
export class FrameReads {
  /** By the offset from sp: the pc of the last load. */
  readonly #last = new Map<number, number>();
  /** Where control goes back: from which pc, and to which. */
  readonly #back: (readonly [from: number, to: number])[] = [];

  constructor(fetch: Fetch, pcs: Iterable<number>) {
    for (const pc of pcs) {
      const instruction = fetch(pc);
      if (typeof instruction === "string") continue;
      if (instruction.mnemonic === "lw" && instruction.rs1 === registerNumbers.sp)
        this.#last.set(instruction.imm, Math.max(pc, this.#last.get(instruction.imm) ?? 0));
      const isJump = instruction.mnemonic === "jal" && instruction.rd === 0;
      if ((isJump || isBranch(instruction)) && instruction.imm <= 0) this.#back.push([pc, pc + instruction.imm]);
    }
  }

  /** Whether words may be read from a pc on, by their offsets from sp. */
  from(pc: number): (offset: number) => boolean {
    const first = this.#back.reduce((first, [from, to]) => (from >= pc && to < first ? to : first), pc);
    return (offset) => offset > farthest || (this.#last.get(offset) ?? -1) >= first;
  }
}
