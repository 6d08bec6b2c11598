/**
 * Faulty processors: the formal machine with one defect. They measure whether calibration finds defects.
 *
 * A fault is a wrapper around the reference semantics: it changes what is fetched, what memory permits, or the result of a
 * step. The semantics itself does not know it.
 */

import type { Outcome } from "../../core/behaviour.ts";
import { environmentOf } from "../../core/environment.ts";
import { linuxCalls } from "../../linux/linux-calls.ts";
import type { Image } from "../../machine/isa/image.ts";
import type { Instruction, Mnemonic } from "../../machine/isa/instruction.ts";
import { loadMachine } from "../../machine/semantics/load.ts";
import type { Access, Fault, Machine, MachineFinal, Memory, Width } from "../../machine/semantics/machine.ts";
import { type Rule, type Step, step } from "../../machine/semantics/step.ts";

/** The operands of an instruction: the words of its source registers before the step. */
export interface Operands {
  readonly a: number;
  readonly b: number;
  /** The immediate, or 0. */
  readonly imm: number;
  readonly pc: number;
}

/** The points at which a fault changes the machine. */
export interface Hooks {
  /** What is executed instead of what was fetched. */
  readonly fetched?: (found: Instruction | Fault, machine: Machine<number>) => Instruction | Fault;
  /** What memory answers instead of its own answer. */
  readonly permitted?: (own: Fault | undefined, address: number, width: Width, access: Access) => Fault | undefined;
  /** Called after a step that did not stop the machine: may change or stop the machine. */
  readonly done?: (
    machine: Machine<number>,
    taken: Step<number>,
    operands: Operands,
  ) => MachineFinal<number> | undefined;
}

/** A faulty processor. */
export interface CpuFault {
  /** The name, in lower case with hyphens. */
  readonly name: string;
  /** What it does wrong, as a sentence without the subject. */
  readonly sentence: string;
  /** `rule`: wrong for a whole class of operands. `operand`: wrong for only a few of very many operands. */
  readonly scope: "rule" | "operand";
  /** The rules of the semantics that it violates. */
  readonly rules: readonly Rule[];
  /** The hooks for one run; they may keep state from step to step. */
  readonly begin: () => Hooks;
}

/** One step of a machine with a fault. */
export function faultyStepper(machine: Machine<number>, fault: CpuFault): () => MachineFinal<number> | undefined {
  const { fetched, permitted, done } = fault.begin();
  const memory = wire(machine, fetched, permitted);
  // The operating system has no defect, and sees memory as it is.
  const environment: Machine<number>["environment"] = {
    call: (words, registers) => machine.environment.call(words, registers, machine.memory),
  };
  const wired: Machine<number> = { ...machine, memory, environment };
  return () => {
    const operands = done === undefined ? undefined : operandsOf(wired);
    const taken = step(wired);
    const outcome =
      taken.outcome ?? (done === undefined || operands === undefined ? undefined : done(wired, taken, operands));
    // The hooks and the caller see one machine: its registers and memory are shared, its pc is not.
    machine.pc = wired.pc;
    return outcome;
  };
}

function wire(machine: Machine<number>, fetched: Hooks["fetched"], permitted: Hooks["permitted"]): Memory<number> {
  const { memory } = machine;
  if (fetched === undefined && permitted === undefined) return memory;
  return {
    fetch: (pc) => {
      const found = memory.fetch(pc);
      if (fetched === undefined) return found;
      machine.pc = pc;
      return fetched(found, machine);
    },
    permits: (address, width, access) => {
      const own = memory.permits(address, width, access);
      return permitted === undefined ? own : permitted(own, address, width, access);
    },
    load: (address, width) => memory.load(address, width),
    store: (address, width, value) => memory.store(address, width, value),
    permitsBlock: (address, count, access) => memory.permitsBlock(address, count, access),
    loadBlock: (address) => memory.loadBlock(address),
    storeBlock: (address, block) => memory.storeBlock(address, block),
    fork: () => memory.fork(),
  };
}

function operandsOf(machine: Machine<number>): Operands {
  const { registers, pc } = machine;
  const instruction = machine.memory.fetch(pc);
  if (typeof instruction === "string") return { a: 0, b: 0, imm: 0, pc };
  const { rs1, rs2, imm, shamt } = instruction as Partial<Record<"rs1" | "rs2" | "imm" | "shamt", number>>;
  const second = rs2 === undefined ? (shamt ?? imm ?? 0) : registers[rs2]!;
  return { a: rs1 === undefined ? 0 : registers[rs1]!, b: second, imm: imm ?? 0, pc };
}

/** A run of an image on a faulty processor, without input. */
export function runFaulty(
  image: Image,
  fault: CpuFault,
  budget: number,
): { readonly outcome: Outcome; readonly output: Uint8Array } {
  const environment = environmentOf(new Uint8Array());
  const next = faultyStepper(loadMachine(image, linuxCalls(environment)), fault);
  const output = (): Uint8Array =>
    Uint8Array.from(environment.events.flatMap((event) => ("write" in event ? [event.write] : [])));
  for (let retired = 0; retired < budget; retired++) {
    const outcome = next();
    if (outcome !== undefined) return { outcome, output: output() };
  }
  return { outcome: { kind: "running" }, output: output() };
}

/** A fault that mistakes an instruction for another one. */
export function decodes(
  name: string,
  sentence: string,
  mnemonic: Mnemonic,
  as: (instruction: Instruction, machine: Machine<number>) => Instruction | Fault,
): CpuFault {
  const fetched = (found: Instruction | Fault, machine: Machine<number>): Instruction | Fault =>
    typeof found === "string" || found.mnemonic !== mnemonic ? found : as(found, machine);
  return { name, sentence, scope: "rule", rules: ruleOf(mnemonic), begin: () => ({ fetched }) };
}

/** A fault that executes an instruction as another one of its format: `sra-as-srl`. */
export function swaps(mnemonic: Mnemonic, other: Mnemonic, why: string): CpuFault {
  const as = (instruction: Instruction): Instruction => ({ ...instruction, mnemonic: other }) as Instruction;
  return decodes(`${mnemonic}-as-${other}`, why, mnemonic, as);
}

/** A fault that computes something else, from both operands (the second is an immediate or register) and the right result. */
export function computes(
  name: string,
  sentence: string,
  mnemonic: Mnemonic,
  result: (a: number, b: number, right: number, operands: Operands) => number,
): CpuFault {
  const done: Hooks["done"] = (machine, { instruction, result: right }, operands) => {
    if (instruction?.mnemonic !== mnemonic || right === undefined || !("rd" in instruction)) return undefined;
    if (instruction.rd !== 0) machine.registers[instruction.rd] = result(operands.a, operands.b, right, operands) | 0;
    return undefined;
  };
  return { name, sentence, scope: "rule", rules: ruleOf(mnemonic), begin: () => ({ done }) };
}

/** A fault that jumps elsewhere: computes the next pc from an instruction's operands and the right pc. */
export function goes(
  name: string,
  sentence: string,
  mnemonic: Mnemonic,
  target: (right: number, operands: Operands, taken: Step<number>) => number,
): CpuFault {
  const done: Hooks["done"] = (machine, taken, operands) => {
    if (taken.instruction?.mnemonic === mnemonic) machine.pc = target(machine.pc, operands, taken) | 0;
    return undefined;
  };
  return { name, sentence, scope: "rule", rules: ruleOf(mnemonic), begin: () => ({ done }) };
}

/** The same fault, for few operands only. */
export function rarely(fault: CpuFault): CpuFault {
  return { ...fault, scope: "operand" };
}

function ruleOf(mnemonic: Mnemonic): readonly Rule[] {
  return mnemonic === "ebreak" ? ["ebreak_trap", "ebreak_exhausted", "ebreak_fault"] : [mnemonic];
}
