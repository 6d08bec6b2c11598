/** Executables that do what no Ell program does, written word by word: for the tests of what `check` starts. */

import { encode, type Image, type Instruction, writeElf } from "../../src/machine/index.ts";

const start = 0x10000;

/** A system call with these arguments, as instructions. */
function call(number: number, ...values: readonly number[]): Instruction[] {
  return [...values.flatMap((value, i) => load(10 + i, value)), ...load(17, number), { mnemonic: "ecall" }];
}

/** Any constant into a register. */
function load(rd: number, value: number): Instruction[] {
  const low = (value << 20) >> 20;
  return [
    { mnemonic: "lui", rd, imm: (value - low) | 0 },
    { mnemonic: "addi", rd, rs1: rd, imm: low },
  ];
}

/** An executable of these instructions, with a text behind them whose address they may ask for. */
function executable(make: (text: number) => readonly Instruction[], text = ""): Uint8Array {
  const size = 4 * make(start).length;
  const bytes = new Uint8Array(size + text.length + 1);
  for (const [i, instruction] of make(start + size).entries()) {
    const word = encode(instruction);
    if (!word.ok) throw new Error(word.error.message);
    new DataView(bytes.buffer).setInt32(4 * i, word.value, true);
  }
  bytes.set(new TextEncoder().encode(text), size);
  const permissions = { read: true, write: false, execute: true };
  const image: Image = { entry: start, segments: [{ address: start, size: bytes.length, bytes, permissions }] };
  return writeElf(image);
}

const calls = { openat: 56, exit: 93, kill: 129, getpid: 172, clone: 220 };
const here = -100;
const createToWrite = 0o101;

/** Creates an empty file, and exits with 0; with 1 when it could not. */
export function creates(path: string): Uint8Array {
  return executable(
    (text) => [
      ...call(calls.openat, here, text, createToWrite, 0o644),
      { mnemonic: "srli", rd: 10, rs1: 10, shamt: 31 },
      ...load(17, calls.exit),
      { mnemonic: "ecall" },
    ],
    path,
  );
}

/** Starts as many processes as it can, which do the same. */
export function multiplies(): Uint8Array {
  return executable(() => {
    const body = call(calls.clone, 17, 0, 0, 0, 0);
    return [...body, { mnemonic: "jal", rd: 0, imm: -4 * body.length }];
  });
}

/** Kills every process that it can reach, and exits with 0. */
export function killsAll(): Uint8Array {
  return executable(() => [...call(calls.kill, -1, 9), ...call(calls.exit, 0)]);
}

/** Kills itself, as a limit of the system would. */
export function killsItself(): Uint8Array {
  return executable(() => [
    ...call(calls.getpid),
    ...load(11, 9),
    ...load(17, calls.kill),
    { mnemonic: "ecall" },
    { mnemonic: "jal", rd: 0, imm: 0 },
  ]);
}
