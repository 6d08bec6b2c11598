/**
 * The machine side of a segment: the machine's own `step` on terms and on the image's own bytes, under the facts of one
 * source path, to the next pc that the certificate names.
 */

import { hex } from "../../../machine/isa/image.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { ellSystemCalls } from "../../../machine/semantics/ell-environment.ts";
import type { Machine, MachineFinal } from "../../../machine/semantics/machine.ts";
import { step } from "../../../machine/semantics/step.ts";
import { MachineAccess } from "../memory/machine-access.ts";
import type { MachineMemory, MemorySetting } from "../memory/machine-memory.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import { showTerm, type Term } from "../terms/term.ts";
import { type Effect, inOrder, Notes, symbolicEnvironment, unknownAnswers } from "./effect.ts";
import { type FunctionUnderCheck, type State, siteAt } from "./state.ts";

/** Where a machine path ends. */
export type MachineEnd =
  /** At the pc of a cut point of this function. */
  | { readonly kind: "cut"; readonly pc: number }
  /** At the entry of a function. */
  | { readonly kind: "call"; readonly callee: number }
  /** At the caller's return address. */
  | { readonly kind: "return" }
  | { readonly kind: "final"; readonly final: MachineFinal<Term> }
  /** Not to be followed: in words, why. */
  | { readonly kind: "stuck"; readonly reason: string }
  | { readonly kind: "over budget" };

/** A finished machine path. */
export interface MachinePath {
  readonly end: MachineEnd;
  readonly effects: readonly Effect[];
  readonly registers: readonly Term[];
  readonly memory: MachineMemory;
  readonly steps: number;
  /** The pc of the last instruction. */
  readonly pc: number;
}

/** The functions by the pcs of their entries. */
export type Entries = ReadonlyMap<number, number>;

/**
 * Does a run end at the pc to which it has come, and how? It came there from the instruction at `from`; `look` shows the machine as it is.
 */
export type Ending = (pc: number, from: number, look: () => Omit<MachinePath, "end">) => MachineEnd | undefined;

/**
 * The run of a function ends at the pcs of its cut points, and at every entry. It goes over a pc that is named for the return of a call alone: the
 * source ends at the call, so nothing on its side could be the pair of such an end.
 */
export function namedEnding(
  { certificate, sites }: FunctionUnderCheck,
  entries: Entries,
  isCall: (node: number) => boolean,
): Ending {
  const ends = new Set<number>();
  for (const cut of certificate.cuts) {
    const isReturn = cut.phase === "after" && isCall(cut.node) && !siteAt({ sites }, cut).inner.has(cut.node);
    if (!isReturn) ends.add(cut.pc);
  }
  return (pc) => {
    const callee = entries.get(pc);
    if (callee !== undefined) return { kind: "call", callee };
    return ends.has(pc) ? { kind: "cut", pc } : undefined;
  };
}

/** Run the machine along one path, at least one step. Start-up returns to nobody. */
export function runMachinePath(
  { pc, registers }: State,
  setting: MemorySetting,
  starting: boolean,
  ending: Ending,
  budget: number,
): MachinePath {
  const notes = new Notes();
  const access = new MachineAccess(setting, notes);
  const { path } = setting;
  const machine: Machine<Term> = {
    words: path,
    pc: path.constant(pc),
    registers: registers.slice(),
    memory: access,
    // Most runs call nothing, so the environment is made for a call.
    environment: {
      call: (...machine) =>
        ellSystemCalls(symbolicEnvironment(path, notes, "machine"), unknownAnswers(path, notes)).call(...machine),
    },
    describe: (word) => (word.kind === "constant" ? hex(word.value) : showTerm(word)),
  };
  let last = pc;
  const now = (steps: number): Omit<MachinePath, "end"> => ({
    effects: inOrder(notes.happened),
    registers: machine.registers,
    memory: access.memory,
    steps,
    pc: last,
  });
  const finish = (end: MachineEnd, steps: number): MachinePath => ({ ...now(steps), end });
  for (let steps = 1; steps <= budget; steps++) {
    if (machine.pc.kind === "constant") last = machine.pc.value >>> 0;
    path.work.spend(1);
    const fired = step(machine);
    if (access.lost !== undefined) return finish({ kind: "stuck", reason: access.lost }, steps);
    if (fired.outcome !== undefined) return finish({ kind: "final", final: fired.outcome }, steps);
    const target: Term = machine.pc;
    if (target.kind !== "constant") {
      // jalr clears the low bit of the target; return addresses are multiples of 4.
      const returns = !starting && target === path.and(callersRegister[registerNumbers.ra]!, path.constant(-2));
      if (returns) return finish({ kind: "return" }, steps);
      return finish({ kind: "stuck", reason: `jumps to ${showTerm(target)}, which is not the return address` }, steps);
    }
    const end = ending(target.value >>> 0, last, () => now(steps));
    if (end !== undefined) return finish(end, steps);
  }
  return finish({ kind: "over budget" }, budget);
}
