/**
 * The machine side of a segment: the machine's own `step` on terms and on the image's own bytes, under the facts of one
 * source path, to the next pc that the certificate names.
 */

import type { Words } from "../../../core/word.ts";
import { hex } from "../../../machine/isa/image.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { ellSystemCalls } from "../../../machine/semantics/ell-environment.ts";
import type { CallEffect, Machine, MachineFinal, Memory, SystemCalls } from "../../../machine/semantics/machine.ts";
import { step } from "../../../machine/semantics/step.ts";
import { MachineAccess } from "../memory/machine-access.ts";
import type { MachineMemory, MemorySetting } from "../memory/machine-memory.ts";
import type { Path } from "../paths/path.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import { showTerm, type Term } from "../terms/term.ts";
import { type Effect, inOrder, Notes, SymbolicEnvironment, UnknownAnswers } from "./effect.ts";
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

/** A machine on terms, along one path. */
class Run implements Machine<Term>, SystemCalls<Term> {
  readonly words: Path;
  pc: Term;
  readonly registers: Term[];
  readonly memory: MachineAccess;
  /** The pc of the last instruction. */
  last: number;
  steps = 0;
  readonly #notes = new Notes();

  constructor({ pc, registers }: State, setting: MemorySetting) {
    this.words = setting.path;
    this.pc = setting.path.constant(pc);
    this.registers = registers.slice();
    this.memory = new MachineAccess(setting, this.#notes);
    this.last = pc;
  }

  get environment(): SystemCalls<Term> {
    return this;
  }

  /** Most runs call nothing, so the environment is made for a call. */
  call(words: Words<Term>, registers: readonly Term[], memory: Memory<Term>): CallEffect<Term> {
    const environment = new SymbolicEnvironment(this.words, this.#notes, "machine");
    return ellSystemCalls(environment, new UnknownAnswers(this.words, this.#notes)).call(words, registers, memory);
  }

  describe(word: Term): string {
    return word.kind === "constant" ? hex(word.value) : showTerm(word);
  }

  /** What it is like now, at this end. */
  path(end: MachineEnd): MachinePath {
    const { registers, memory, steps, last: pc } = this;
    return { end, effects: inOrder(this.#notes.happened), registers, memory: memory.memory, steps, pc };
  }
}

/** Run the machine along one path, at least one step. Start-up returns to nobody: it begins with unknown registers. */
export function runMachinePath(state: State, setting: MemorySetting, ending: Ending, budget: number): MachinePath {
  const run = new Run(state, setting);
  const { path } = setting;
  const look = (): MachinePath => run.path(underWay);
  while (run.steps < budget) {
    run.steps++;
    if (run.pc.kind === "constant") run.last = run.pc.value >>> 0;
    path.work.spend(1);
    const { outcome } = step(run);
    if (run.memory.lost !== undefined) return run.path({ kind: "stuck", reason: run.memory.lost });
    if (outcome !== undefined) return run.path({ kind: "final", final: outcome });
    const target: Term = run.pc;
    if (target.kind !== "constant") {
      // jalr clears the low bit of the target; return addresses are multiples of 4.
      const returns = target === path.and(callersRegister[registerNumbers.ra]!, path.constant(-2));
      if (returns) return run.path({ kind: "return" });
      return run.path({ kind: "stuck", reason: `jumps to ${showTerm(target)}, which is not the return address` });
    }
    const end = ending(target.value >>> 0, run.last, look);
    if (end !== undefined) return run.path(end);
  }
  return run.path(underWay);
}

const underWay: MachineEnd = { kind: "over budget" };
