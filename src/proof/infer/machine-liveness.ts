/**
 * Which registers a function's code may still read at each pc. What lies in the others is left over, and nothing need be said of it: so
 * claims are few. A guess like all that is seen in the text alone, and no harm where it is wrong.
 */

import { isBranch } from "../../machine/isa/branches.ts";
import { calleeSavedRegisters, registerArguments } from "../../machine/isa/convention.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import { registerNumbers } from "../../machine/isa/register.ts";
import { registersReadBy, registersWrittenBy } from "../../machine/isa/register-sets.ts";
import type { Fault } from "../../machine/semantics/machine.ts";
import type { Fetch } from "./control-flow.ts";

const { zero, ra, sp, gp, tp, a0, a1, a2, a7 } = registerNumbers;

function bits(registers: readonly number[]): number {
  return registers.reduce((all, register) => all | (1 << register), 0);
}

const everywhere = bits([sp, gp, tp]);
const kept = bits(calleeSavedRegisters) | everywhere;
const asked = bits([a0, a1, a2, a7]);
const askedSurely = bits([a0, a7]);
const argumentRegisters = Array.from({ length: registerArguments }, (_, i) => a0 + i);
/** The registers in which a callee is given arguments. */
export const argumentsOfCall = bits(argumentRegisters);

/** What an instruction reads and writes, and where control goes on in this function. */
interface Effect {
  /** What may be read, but for what a callee reads and a caller is given. */
  readonly reads: number;
  /** What the function's own code reads for certain. */
  readonly surely: number;
  readonly writes: number;
  readonly next: readonly number[];
  /** Who may read more. */
  readonly who?: "callee" | "caller";
}

/** What an instruction does with registers. */
export function effectOf(pc: number, instruction: Instruction | Fault): Effect {
  if (typeof instruction === "string") return { reads: -1, surely: 0, writes: 0, next: [] };
  const [reads, writes] = [registersReadBy(instruction), registersWrittenBy(instruction)];
  const own = { reads, surely: reads, writes };
  if (isBranch(instruction)) return { ...own, next: [pc + 4, (pc + instruction.imm) >>> 0] };
  const { mnemonic } = instruction;
  switch (mnemonic) {
    case "jal":
    case "jalr": {
      if (instruction.rd !== zero)
        return { reads: reads | everywhere, surely: reads, writes: ~kept, next: [pc + 4], who: "callee" };
      if (mnemonic === "jal") return { ...own, next: [(pc + instruction.imm) >>> 0] };
      return instruction.rs1 === ra
        ? { reads: (1 << ra) | kept, surely: reads, writes: 0, next: [], who: "caller" }
        : { reads: -1, surely: reads, writes: 0, next: [] };
    }
    case "ecall":
      return { reads: asked, surely: askedSurely, writes: 1 << a0, next: [pc + 4] };
    case "ebreak":
      return { reads: 1 << a0, surely: 1 << a0, writes: 0, next: [] };
    default:
      return { ...own, next: [pc + 4] };
  }
}

/** Of a pc where control goes on that is none of the function's. */
const elsewhere = -1;
/** Of a way that is none. */
const nowhere = -2;

/** The code of a function, as far as registers go. */
export class MachineLiveness {
  /** Mostly control goes on to a higher pc, so the highest is looked at first, and a few rounds do. */
  readonly #pcs: readonly number[];
  /** What each instruction may read, what the function's own code reads for certain, who may read more, what it writes, and where control goes on: at most two places, by their numbers. */
  readonly #reads: Int32Array;
  readonly #surely: Int32Array;
  readonly #who: (Effect["who"] | undefined)[] = [];
  readonly #writes: Int32Array;
  readonly #next: Int32Array;

  constructor(fetch: Fetch, pcs: ReadonlySet<number>) {
    this.#pcs = [...pcs].sort((a, b) => b - a);
    const places = new Map(this.#pcs.map((pc, i) => [pc, i]));
    const { length } = this.#pcs;
    this.#reads = new Int32Array(length);
    this.#surely = new Int32Array(length);
    this.#writes = new Int32Array(length);
    this.#next = new Int32Array(2 * length).fill(nowhere);
    for (const [i, pc] of this.#pcs.entries()) {
      const { reads, surely, writes, next, who } = effectOf(pc, fetch(pc));
      this.#reads[i] = reads;
      this.#surely[i] = surely;
      this.#writes[i] = writes;
      this.#who.push(who);
      for (const [k, to] of next.entries()) this.#next[2 * i + k] = places.get(to) ?? elsewhere;
    }
  }

  /**
   * The registers that may be read from each pc on before they are written, as bits, given what a callee reads that is called at a pc, and whether the
   * function has a result.
   */
  live(readByCallee: (pc: number) => number, hasResult: boolean): ReadonlyMap<number, number> {
    const live = this.#mayBeRead(readByCallee, hasResult);
    return new Map(this.#pcs.map((pc, i) => [pc, live[i]!]));
  }

  /** The registers that may be read from an entry on, whatever is called. */
  liveAt(entry: number): number {
    return this.#mayBeRead(() => -1, true)[this.#pcs.indexOf(entry)]!;
  }

  /** The registers that the function's own code reads on some way from its entry on before it writes them. */
  readFrom(entry: number): number {
    return this.#before(this.#surely, 0)[this.#pcs.indexOf(entry)]!;
  }

  #mayBeRead(readByCallee: (pc: number) => number, hasResult: boolean): Int32Array {
    const reads = this.#reads.map((own, i) => {
      const who = this.#who[i];
      if (who === undefined) return own;
      return own | (who === "callee" ? readByCallee(this.#pcs[i]!) & argumentsOfCall : hasResult ? 1 << a0 : 0);
    });
    // A jump out of the function's code may read anything.
    return this.#before(reads, -1);
  }

  #before(reads: Int32Array, outside: number): Int32Array {
    const [next, writes] = [this.#next, this.#writes];
    const live = new Int32Array(reads.length);
    const readAt = (to: number): number => (to >= 0 ? live[to]! : to === elsewhere ? outside : 0);
    for (let changed = true; changed; ) {
      changed = false;
      for (let i = 0; i < reads.length; i++) {
        const after = readAt(next[2 * i]!) | readAt(next[2 * i + 1]!);
        const now = reads[i]! | (after & ~writes[i]!);
        if (now !== live[i]) changed = true;
        live[i] = now;
      }
    }
    return live;
  }
}

/**
 * Does code that reads these registers read one that a function with so many parameters is not given: a further argument, or one that nobody keeps
 * for another function?
 */
export function readsWhatIsNotGiven(read: number, parameters: number): boolean {
  return (read & ~(kept | bits([zero, ra]) | givenTo(parameters))) !== 0;
}

/** The registers in which a function with so many parameters is given them. */
export function givenTo(parameters: number): number {
  return bits(argumentRegisters.slice(0, parameters));
}

/** Are all of these arguments among registers that are read, as far as there are registers for them? */
export function readsArguments(read: number, needed: readonly number[]): boolean {
  return needed.every((argument) => argument >= registerArguments || ((read >>> (a0 + argument)) & 1) === 1);
}
