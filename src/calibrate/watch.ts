/**
 * A watched run of a program on the formal machine: the expected observation, every step, and whether the program is fair.
 *
 * A fair program gives the same result on every machine that follows the manual: it reads no register before it writes it
 * (the system chooses the words at the start), makes known calls on its own memory, and faults, if at all, at addresses
 * where no system has memory. The reducer leaves parts of programs out, and a part that makes a program fair must stay.
 */

import { written } from "../core/behaviour.ts";
import { environmentOf } from "../core/environment.ts";
import { impossible } from "../core/impossible.ts";
import { linuxCalls } from "../linux/linux-calls.ts";
import type { Image } from "../machine/isa/image.ts";
import { type Instruction, rowOf } from "../machine/isa/instruction.ts";
import { registerNumbers } from "../machine/isa/register.ts";
import { registersWrittenBy } from "../machine/isa/register-sets.ts";
import { loadMachine } from "../machine/semantics/load.ts";
import type { Machine } from "../machine/semantics/machine.ts";
import { type Rule, type Step, step } from "../machine/semantics/step.ts";
import { systemCallNumbers } from "../machine/semantics/system-calls.ts";
import { resultsAddress, scratchAddress, scratchReach } from "./experiment.ts";
import { type Expectation, endingOf } from "./observation.ts";
import { unknownCall } from "./system-experiments.ts";

/** What a fair program does on the formal machine. */
export interface Watched {
  readonly expectation: Expectation;
  /** The first steps, up to a limit. */
  readonly steps: readonly Step<number>[];
  /** How many steps there were. */
  readonly retired: number;
  /** The rule of the last step. */
  readonly last: Rule;
  /** Where it faulted: the address of the access, or the pc. */
  readonly faultedAt: number | undefined;
}

const keptSteps = 4096;
const { a0, a1, a2, a7 } = registerNumbers;

/** Watch a program; undefined when it is not fair, or does not end within the budget. */
export function watch(image: Image, budget: number): Watched | undefined {
  const environment = environmentOf(new Uint8Array());
  const machine = loadMachine(image, linuxCalls(environment));
  const steps: Step<number>[] = [];
  let defined = 1; // x0
  for (let retired = 0; retired < budget; retired++) {
    const instruction = machine.memory.fetch(machine.pc);
    if (typeof instruction !== "string") {
      if (sourcesOf(instruction).some((register) => (defined & (1 << register)) === 0)) return undefined;
      if (instruction.mnemonic === "ecall" && !fairCall(machine, defined)) return undefined;
      defined |= registersWrittenBy(instruction);
    }
    const taken = step(machine);
    if (steps.length < keptSteps) steps.push(taken);
    const { outcome } = taken;
    if (outcome === undefined) continue;
    const expectation = { end: endingOf(outcome, machine.pc), output: written(environment.events) };
    const faultedAt = outcome.kind === "faulted" ? (taken.address ?? taken.pc) >>> 0 : undefined;
    return { expectation, steps, retired: retired + 1, last: taken.rule, faultedAt };
  }
  return undefined;
}

/** The registers that an instruction reads. */
function sourcesOf(instruction: Instruction): number[] {
  const { format } = rowOf(instruction.mnemonic);
  switch (format) {
    case "R":
    case "I":
    case "shift":
    case "S":
    case "B": {
      const { rs1, rs2 } = instruction as { readonly rs1: number; readonly rs2?: number };
      return rs2 === undefined ? [rs1] : [rs1, rs2];
    }
    case "system":
      return instruction.mnemonic === "ecall" ? [a7] : [a0];
    case "U":
    case "J":
    case "fence":
      return [];
    default:
      return impossible(format);
  }
}

/** Is it one of the suite's calls, on memory of the program or at an address where no system has memory? */
function fairCall({ registers }: Machine<number>, defined: number): boolean {
  const known = (...list: readonly number[]): boolean => list.every((register) => (defined & (1 << register)) !== 0);
  const number = registers[a7]!;
  if (number === systemCallNumbers.exit) return known(a0);
  if (number !== systemCallNumbers.write && number !== systemCallNumbers.read) return number === unknownCall;
  const from = registers[a1]! >>> 0;
  const end = scratchAddress + scratchReach;
  return known(a0, a1, a2) && registers[a0]! >= 0 && from >= resultsAddress && from <= end;
}
