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
const argumentRegisters = Array.from({ length: registerArguments }, (_, i) => a0 + i);
const argumentsOfCall = bits(argumentRegisters);

/** What an instruction reads and writes, and where control goes on in this function. */
interface Effect {
  readonly reads: number;
  readonly writes: number;
  readonly next: readonly number[];
}

/** What counts as read by another function, by the system and where control leaves the code: what may be read there, or what is read for certain. */
type Reads = "may" | "must";

function effectOf(pc: number, instruction: Instruction | Fault, elsewhere: Reads): Effect {
  const effect = effectIn(pc, instruction);
  if (elsewhere === "may") return effect;
  if (typeof instruction === "string") return { ...effect, reads: 0 };
  const { mnemonic } = instruction;
  if (mnemonic === "ecall") return { ...effect, reads: bits([a0, a7]) };
  return mnemonic === "jal" || mnemonic === "jalr" ? { ...effect, reads: registersReadBy(instruction) } : effect;
}

function effectIn(pc: number, instruction: Instruction | Fault): Effect {
  if (typeof instruction === "string") return { reads: -1, writes: 0, next: [] };
  const [reads, writes] = [registersReadBy(instruction), registersWrittenBy(instruction)];
  if (isBranch(instruction)) return { reads, writes, next: [pc + 4, (pc + instruction.imm) >>> 0] };
  const { mnemonic } = instruction;
  switch (mnemonic) {
    case "jal":
    case "jalr": {
      if (instruction.rd !== zero)
        return { reads: reads | argumentsOfCall | everywhere, writes: ~kept, next: [pc + 4] };
      if (mnemonic === "jal") return { reads, writes, next: [(pc + instruction.imm) >>> 0] };
      return instruction.rs1 === ra
        ? { reads: bits([ra, a0]) | kept, writes: 0, next: [] }
        : { reads: -1, writes: 0, next: [] };
    }
    case "ecall":
      return { reads: bits([a0, a1, a2, a7]), writes: bits([a0]), next: [pc + 4] };
    case "ebreak":
      return { reads: bits([a0]), writes: 0, next: [] };
    default:
      return { reads, writes, next: [pc + 4] };
  }
}

/**
 * The registers that are read from each pc on before they are written, as bits: those that may be, or those that the function's own code reads
 * on some way.
 */
export function liveRegisters(
  fetch: Fetch,
  pcs: ReadonlySet<number>,
  elsewhere: Reads = "may",
): ReadonlyMap<number, number> {
  // Mostly control goes on to a higher pc, so the highest is looked at first, and a few rounds do.
  const inOrder = [...pcs].sort((a, b) => b - a);
  const places = new Map(inOrder.map((pc, i) => [pc, i]));
  const effects = inOrder.map((pc) => {
    const { reads, writes, next } = effectOf(pc, fetch(pc), elsewhere);
    return { reads, writes, next: next.map((to) => places.get(to)) };
  });
  // A jump out of the function's code may read anything.
  const outside = elsewhere === "may" ? -1 : 0;
  const live = effects.map(() => 0);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [i, { reads, writes, next }] of effects.entries()) {
      let after = 0;
      for (const to of next) after |= to === undefined ? outside : live[to]!;
      const now = reads | (after & ~writes);
      changed ||= now !== live[i];
      live[i] = now;
    }
  }
  return new Map(inOrder.map((pc, i) => [pc, live[i]!]));
}

/**
 * Does code that reads these registers read one that a function with so many parameters is not given: a further argument, or one that nobody keeps
 * for another function?
 */
export function readsWhatIsNotGiven(read: number, parameters: number): boolean {
  const given = argumentRegisters.slice(0, parameters);
  return (read & ~(kept | bits([zero, ra, ...given]))) !== 0;
}

/** Are all of these arguments among registers that are read, as far as there are registers for them? */
export function readsArguments(read: number, needed: readonly number[]): boolean {
  return needed.every((argument) => argument >= registerArguments || ((read >>> (a0 + argument)) & 1) === 1);
}
