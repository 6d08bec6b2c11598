/**
 * A run as a sequence of steps: what `etalon trace` prints.
 */

import type { Event } from "../../core/behaviour.ts";
import { environmentOf } from "../../core/environment.ts";
import { assemblyText } from "../isa/disassemble.ts";
import type { Image } from "../isa/image.ts";
import type { Instruction } from "../isa/instruction.ts";
import { registerName, registerNumbers } from "../isa/register.ts";
import { ellSystemCalls } from "./ell-environment.ts";
import { loadMachine } from "./load.ts";
import type { MachineFinal, Memory, Width } from "./machine.ts";
import { defaultEventBudget, type RunOptions } from "./run.ts";
import { type Rule, rules, type Step, step } from "./step.ts";

/** A register and the int32 it was given. */
export interface RegisterWrite {
  readonly register: number;
  /** Its ABI name. */
  readonly name: string;
  readonly value: number;
}

/** A load or store: its address (unsigned), its width in bytes, and the bytes moved as an unsigned number. */
export interface MemoryAccess {
  readonly address: number;
  readonly width: Width;
  readonly value: number;
}

/** One step of a run. A field that does not apply is undefined. */
export interface TracedStep {
  /** 0 for the first. */
  readonly index: number;
  readonly rule: Rule;
  /** The rule's number in docs/machine.md, such as `M14`. */
  readonly number: string;
  /** The address of the instruction, unsigned. */
  readonly pc: number;
  readonly instruction: Instruction | undefined;
  /** The instruction as assembly text, with absolute targets. */
  readonly text: string | undefined;
  /** The register that changed; none when it is x0. */
  readonly wrote: RegisterWrite | undefined;
  readonly loaded: MemoryAccess | undefined;
  readonly stored: MemoryAccess | undefined;
  readonly taken: boolean | undefined;
  /** The events of this step, in order. */
  readonly events: readonly Event[];
  readonly outcome: MachineFinal<number> | undefined;
}

/**
 * The number of a rule in docs/machine.md.
 *
 * @example
 * ```ts
 * import { ruleNumber } from "etalon/machine";
 * ruleNumber("lw"); // => "M14"
 * ```
 */
export function ruleNumber(rule: Rule): string {
  return `M${rules.indexOf(rule) + 1}`;
}

/** A step of the machine, and where it was taken. */
export interface MachineMoment {
  readonly step: Step<number>;
  /** x0…x31 before the step. */
  readonly registers: readonly number[];
  /** The memory as it is now. */
  readonly memory: Memory<number>;
  /** The events of this step. */
  readonly events: readonly Event[];
}

/**
 * The steps of a run with what they were taken from, one by one, until it stops or a budget is spent: for those who explain them
 * (`etalon/rules`).
 *
 * @example
 * ```ts
 * import { watchMachine } from "etalon/machine";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x13, 0x05, 0x10, 0x00), size: 4, permissions: { read: true, write: false, execute: true } };
 * const [first] = watchMachine({ entry: 0x10000, segments: [text] });
 * [first?.step.rule, first?.registers[10]]; // => ["addi", 0]
 * ```
 */
export function* watchMachine(image: Image, options: RunOptions = {}): Generator<MachineMoment> {
  const environment = environmentOf(options.input ?? new Uint8Array(), options.arrival);
  const { system = ellSystemCalls } = options;
  const machine = loadMachine(image, system(environment), options);
  const { events } = environment;
  const budget = options.budget ?? Number.POSITIVE_INFINITY;
  const eventBudget = options.eventBudget ?? defaultEventBudget;
  for (let index = 0; index < budget && events.length < eventBudget; index++) {
    const before = events.length;
    const registers = machine.registers.slice();
    const taken = step(machine);
    yield { step: taken, registers, memory: machine.memory, events: events.slice(before) };
    if (taken.outcome !== undefined) return;
  }
}

/**
 * The steps of a run, one by one, until it stops or a budget is spent.
 *
 * @example
 * ```ts
 * import { traceMachine } from "etalon/machine";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x13, 0x05, 0x10, 0x00, 0x73, 0, 0x10, 0), size: 8, permissions: { read: true, write: false, execute: true } };
 * const steps = [...traceMachine({ entry: 0x10000, segments: [text] })];
 * steps.map((s) => s.text); // => ["addi\ta0,zero,1", "ebreak"]
 * steps[0]?.wrote; // => { register: 10, name: "a0", value: 1 }
 * steps[1]?.outcome; // => { kind: "trapped", trap: "divide" }
 * ```
 */
export function* traceMachine(image: Image, options: RunOptions = {}): Generator<TracedStep> {
  let index = 0;
  for (const { step, events } of watchMachine(image, options)) yield tracedStep(index++, step, events);
}

/** A step as a trace has it: its number in the run, and the events that it made. */
export function tracedStep(index: number, taken: Step<number>, events: readonly Event[]): TracedStep {
  const { rule, instruction, outcome } = taken;
  const pc = taken.pc >>> 0;
  const text = instruction === undefined ? undefined : assemblyText(instruction, { pc });
  const moved = movedBytes(taken);
  const loaded = taken.result === undefined ? undefined : moved;
  const stored = taken.stored === undefined ? undefined : moved;
  const number = ruleNumber(rule);
  const wrote = registerWrite(taken);
  return { index, rule, number, pc, instruction, text, wrote, loaded, stored, taken: taken.taken, events, outcome };
}

function registerWrite({ instruction, result }: Step<number>): RegisterWrite | undefined {
  if (instruction === undefined || result === undefined) return undefined;
  const register = "rd" in instruction ? instruction.rd : registerNumbers.a0;
  return register === 0 ? undefined : { register, name: registerName(register), value: result };
}

/** The bytes that a load or store moved. */
function movedBytes({ rule, address, result, stored }: Step<number>): MemoryAccess | undefined {
  const width = accessWidths.get(rule);
  const word = stored ?? result;
  if (width === undefined || address === undefined || word === undefined) return undefined;
  return { address: address >>> 0, width, value: width === 4 ? word >>> 0 : word & (2 ** (8 * width) - 1) };
}

const accessWidths: ReadonlyMap<Rule, Width> = new Map<Rule, Width>([
  ["lb", 1],
  ["lh", 2],
  ["lw", 4],
  ["lbu", 1],
  ["lhu", 2],
  ["sb", 1],
  ["sh", 2],
  ["sw", 4],
]);
