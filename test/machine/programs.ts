/**
 * Small programs for the machine's tests: instructions to images, and single instructions on given registers.
 */

import { environmentOf, type RecordingEnvironment } from "etalon";
import { linuxCalls } from "etalon/linux";
import {
  encode,
  type Image,
  type Instruction,
  loadMachine,
  type Machine,
  type Segment,
  type Step,
  step,
} from "etalon/machine";

export const textAt = 0x10000;
export const dataAt = 0x20000;

export const readExecute = { read: true, write: false, execute: true };
export const readWrite = { read: true, write: true, execute: false };
export const readWriteExecute = { read: true, write: true, execute: true };

/** The bytes of a list of instructions or raw words. */
export function assemble(program: readonly (Instruction | number)[]): Uint8Array {
  const bytes = new Uint8Array(4 * program.length);
  const view = new DataView(bytes.buffer);
  for (const [i, item] of program.entries()) {
    const word = typeof item === "number" ? { ok: true as const, value: item } : encode(item);
    if (!word.ok) throw new Error(word.error.message);
    view.setUint32(4 * i, word.value, true);
  }
  return bytes;
}

/** A segment that holds the given bytes. */
export function segmentOf(address: number, bytes: Uint8Array, permissions: Segment["permissions"]): Segment {
  return { address, bytes, size: bytes.length, permissions };
}

/** An image with the program as its text at {@link textAt}, and one page of zeros at {@link dataAt}. */
export function imageOf(program: readonly (Instruction | number)[]): Image {
  const data: Segment = { address: dataAt, bytes: new Uint8Array(), size: 0x1000, permissions: readWrite };
  return { entry: textAt, segments: [segmentOf(textAt, assemble(program), readExecute), data] };
}

/** A machine about to run an image, its registers set, with its environment at hand. */
export function machineOf(
  image: Image,
  registers: Readonly<Record<number, number>> = {},
  input: Uint8Array = new Uint8Array(),
): { readonly machine: Machine<number>; readonly environment: RecordingEnvironment } {
  const environment = environmentOf(input);
  const machine = loadMachine(image, linuxCalls(environment));
  for (const [register, value] of Object.entries(registers)) machine.registers[Number(register)] = value;
  return { machine, environment };
}

/** One step of one instruction (or raw word) on the given registers. */
export function stepOnce(
  instruction: Instruction | number,
  registers: Readonly<Record<number, number>> = {},
): { readonly machine: Machine<number>; readonly taken: Step<number> } {
  const { machine } = machineOf(imageOf([instruction]), registers);
  const taken = step(machine);
  return { machine, taken };
}

/** The instruction `addi rd, x0, value`. */
export function set(rd: number, value: number): Instruction {
  return { mnemonic: "addi", rd, rs1: 0, imm: value };
}

/** Load any word into a register: lui and addi. */
export function setWord(rd: number, value: number): Instruction[] {
  const low = (value << 20) >> 20;
  const high = (value - low) | 0;
  return [
    { mnemonic: "lui", rd, imm: high },
    { mnemonic: "addi", rd, rs1: rd, imm: low },
  ];
}

export const ecall: Instruction = { mnemonic: "ecall" };
export const ebreak: Instruction = { mnemonic: "ebreak" };
