/**
 * Experiments and probes. An experiment is a few instructions whose results are left in registers; a probe is a whole
 * program made of experiments of one instruction and operand class, which writes all their results to descriptor 1.
 *
 * The code around the experiments uses only `lui`, `addi`, `sw` and `ecall`: these must work before anything else can be
 * measured.
 */

import { type Result, success } from "../core/result.ts";
import type { Image, ImageNote, Segment } from "../machine/isa/image.ts";
import type { Instruction, Mnemonic } from "../machine/isa/instruction.ts";
import { dataAddress, pageSize } from "../machine/isa/layout.ts";
import { registerNumbers } from "../machine/isa/register.ts";
import { systemCallNumbers } from "../machine/semantics/system-calls.ts";
import { assemble, code, type Item, setRegister } from "./assembler.ts";
import type { OperandClass } from "./operand-class.ts";

/** Where the results are collected. */
export const resultsAddress = dataAddress;

/** The middle of the memory that experiments load from and store to; it begins `scratchReach` below. */
export const scratchAddress = dataAddress + 0x11000;

/** How far the scratch memory reaches on both sides of its middle, in bytes: the reach of an immediate, and more. */
export const scratchReach = pageSize;

/** The exit status of a probe that ran to its end. */
const finishedStatus = 42;

/** The exit status of a probe that continued after an instruction that should have stopped it. */
export const survivedStatus = 77;

/** Some code, and the registers that hold its results. */
export interface Experiment {
  /** The instruction that it tests; undefined for programs over all instructions. */
  readonly mnemonic: Mnemonic | undefined;
  readonly operandClass: OperandClass;
  readonly body: readonly Item[];
  /** Code after the end of the program, to which the body jumps. */
  readonly aside: readonly Item[];
  /** The registers whose values are the results. */
  readonly results: readonly number[];
  /** Is the scratch memory also a result? */
  readonly memory: boolean;
  /** Does the body end the process? Then nothing else can be in the same program. */
  readonly stops: boolean;
  /** Does it test something that no other experiment of its class tests? Then it is also in the quick suite. */
  readonly alone: boolean;
}

/** An experiment; `more` has the fields that are seldom needed. */
export function experiment(
  mnemonic: Mnemonic | undefined,
  operandClass: OperandClass,
  body: readonly Item[],
  results: readonly number[],
  more: Partial<Pick<Experiment, "aside" | "memory" | "stops" | "alone">> = {},
): Experiment {
  return { mnemonic, operandClass, body, results, aside: [], memory: false, stops: false, alone: false, ...more };
}

/** A program of the suite. */
export interface Probe {
  /** The name, such as `sra/corners`. */
  readonly name: string;
  readonly mnemonic: Mnemonic | undefined;
  /** The operand class; undefined when the experiments are of several classes. */
  readonly operandClass: OperandClass | undefined;
  readonly experiments: readonly Experiment[];
}

/** How many words of results an experiment has. */
export function resultWords({ results, memory }: Experiment): number {
  return results.length + (memory ? (2 * scratchReach) / 4 : 0);
}

/** The registers that an instruction names. */
function registersOf(instruction: Instruction): number[] {
  const operands = instruction as { readonly rd?: number; readonly rs1?: number; readonly rs2?: number };
  return [operands.rd, operands.rs1, operands.rs2].filter((register) => register !== undefined);
}

/** A register that the code does not name, for the code around the experiments. */
export function freeRegister(items: readonly Item[], results: readonly number[], among = defaultFree): number {
  const named = new Set(results);
  for (const item of items) {
    if (item.kind === "address") named.add(item.rd);
    if (item.kind === "instruction" || item.kind === "jump") {
      for (const register of registersOf(item.instruction)) named.add(register);
    }
  }
  return among.find((register) => !named.has(register)) ?? among[0]!;
}

// Not a0…a2 and a7, which system calls use.
const defaultFree: readonly number[] = [31, 30, 29, 28, 27, 9, 8, 7, 6, 5];

/** The words in the registers at the start of a probe: all different, and none is the number of a system call. */
export function initialWord(register: number): number {
  return 0x5a000000 | (register << 16) | (register << 3) | 5 | 0;
}

/** The program of a probe made of these experiments. */
export function itemsOf(experiments: readonly Experiment[]): Item[] {
  const items: Item[] = [];
  for (let register = 1; register < 32; register++) items.push(...setRegister(register, initialWord(register)));
  const asides: Item[] = [];
  let at = resultsAddress;
  let memory = false;
  for (const { body, results, aside, ...rest } of experiments) {
    items.push(...body);
    asides.push(...aside);
    memory ||= rest.memory;
    if (rest.stops) continue;
    items.push(...storeResults(body, results, at));
    at += 4 * results.length;
  }
  if (experiments.some(({ stops }) => stops)) return [...items, ...exitWith(survivedStatus), ...asides];
  // The registers that no experiment uses: they must be unchanged.
  const pointer = 31;
  items.push(...setRegister(pointer, at));
  for (let register = 1; register < pointer; register++) {
    items.push(code({ mnemonic: "sw", rs1: pointer, rs2: register, imm: 4 * (register - 1) }));
  }
  at += 4 * (pointer - 1);
  items.push(...writeOut(resultsAddress, at - resultsAddress));
  if (memory) items.push(...writeOut(scratchAddress - scratchReach, 2 * scratchReach));
  return [...items, ...exitWith(finishedStatus), ...asides];
}

/** The words of registers, stored from an address on. */
function storeResults(body: readonly Item[], results: readonly number[], at: number): Item[] {
  if (results.length === 0) return [];
  const pointer = freeRegister(body, results);
  const stores = results.map((rs2, i) => code({ mnemonic: "sw", rs1: pointer, rs2, imm: 4 * i }));
  return [...setRegister(pointer, at), ...stores];
}

/** The system call that writes so many bytes from an address on. */
export function writeOut(address: number, count: number): Item[] {
  const { a0, a1, a2, a7 } = registerNumbers;
  return [
    ...setRegister(a7, systemCallNumbers.write),
    ...setRegister(a0, 1),
    ...setRegister(a1, address),
    ...setRegister(a2, count),
    code({ mnemonic: "ecall" }),
  ];
}

/** The system call that ends the program. */
export function exitWith(status: number): Item[] {
  const { a0, a7 } = registerNumbers;
  return [...setRegister(a7, systemCallNumbers.exit), ...setRegister(a0, status), code({ mnemonic: "ecall" })];
}

const readWrite = { read: true, write: true, execute: false };

/** What is in the scratch memory at the start: different bytes, of both signs. */
function scratchByte(offset: number): number {
  return (Math.imul(offset + 1, 0x9e3779b1) >>> 24) ^ (offset & 255);
}

const scratchBytes = Uint8Array.from({ length: 2 * scratchReach }, (_, offset) => scratchByte(offset));

/** The data of every probe: room for the results, and the scratch memory. */
const data: readonly Segment[] = [
  { address: resultsAddress, bytes: new Uint8Array(), size: 4 * pageSize, permissions: readWrite },
  {
    address: scratchAddress - scratchReach,
    bytes: scratchBytes,
    size: scratchBytes.length,
    permissions: readWrite,
  },
];

/** Marks the file as a probe, and tells `etalon exec` that it has all its memory in its segments and needs no heap. */
const notes: readonly ImageNote[] = [{ name: ".etalon.calibration", bytes: new Uint8Array() }];

/** The image of a program made of such items; or why there is none. */
export function imageOf(items: readonly Item[]): Result<Image, string> {
  const image = assemble(items, data);
  return image.ok ? success({ ...image.value, notes }) : image;
}
