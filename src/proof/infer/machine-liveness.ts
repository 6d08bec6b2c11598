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
const argumentsOfCall = bits(Array.from({ length: registerArguments }, (_, i) => a0 + i));

/** What an instruction reads and writes, and where control goes on in this function. */
interface Effect {
  readonly reads: number;
  readonly writes: number;
  readonly next: readonly number[];
}

function effectOf(pc: number, instruction: Instruction | Fault): Effect {
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

/** The registers that may be read from each pc on before they are written, as bits. */
export function liveRegisters(fetch: Fetch, pcs: ReadonlySet<number>): ReadonlyMap<number, number> {
  const effects = new Map<number, Effect>();
  const before = new Map<number, number[]>();
  for (const pc of pcs) {
    const effect = effectOf(pc, fetch(pc));
    effects.set(pc, effect);
    for (const to of effect.next) {
      const others = before.get(to);
      if (others === undefined) before.set(to, [pc]);
      else others.push(pc);
    }
  }
  const live = new Map<number, number>();
  const left = [...pcs].sort((a, b) => a - b);
  const waiting = new Set(left);
  for (let pc = left.pop(); pc !== undefined; pc = left.pop()) {
    waiting.delete(pc);
    const { reads, writes, next } = effects.get(pc)!;
    // A jump out of the function's code may read anything.
    const after = next.reduce((all, to) => all | (pcs.has(to) ? (live.get(to) ?? 0) : -1), 0);
    const now = reads | (after & ~writes);
    if (live.get(pc) === now) continue;
    live.set(pc, now);
    for (const from of before.get(pc) ?? [])
      if (!waiting.has(from)) {
        waiting.add(from);
        left.push(from);
      }
  }
  return live;
}
