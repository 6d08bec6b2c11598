/** Memory with windows: what is between them is there, too, and goes along when all of it is wanted. */

import { type RunImageOptions, runImage } from "etalon/engine";
import type { Image, Instruction, Segment } from "etalon/machine";
import { expect, it } from "vitest";
import {
  assemble,
  ebreak,
  readExecute,
  readWrite,
  readWriteExecute,
  segmentOf,
  set,
  setWord,
  textAt,
} from "../machine/programs.ts";
import { expectSame } from "./same.ts";

const many = Number.POSITIVE_INFINITY;

const ways: readonly RunImageOptions[] = [
  { engine: "interpreter" },
  { engine: "interpreter", tuning: { window: 64, strays: many } },
  { engine: "interpreter", tuning: { window: 64, strays: 2 } },
  { engine: "wasm", tuning: { window: 64, strays: many, hotAfter: 40, sample: 10, price: 1 } },
  { engine: "auto", tuning: { window: 64, strays: 5, hotAfter: 300, sample: 50, price: 1 } },
];

const largeAt = 0x1000_0004;
const size = 0x1ff8;

function large(permissions: Segment["permissions"]): Segment {
  return { address: largeAt, bytes: Uint8Array.of(1, 2, 3), size, permissions };
}

/** Every word, and some that overlap two, written with its address and read again: x7 sums what is read. */
function sweep(step: number): Image {
  const loop = (body: Instruction[]): Instruction[] => [
    ...setWord(5, largeAt),
    ...body,
    { mnemonic: "addi", rd: 5, rs1: 5, imm: step },
    { mnemonic: "bltu", rs1: 5, rs2: 6, imm: -4 * (body.length + 1) },
  ];
  const program = [
    ...setWord(6, largeAt + size - 3),
    ...loop([
      { mnemonic: "lbu", rd: 8, rs1: 5, imm: 3 },
      { mnemonic: "add", rd: 7, rs1: 7, rs2: 8 },
    ]),
    ...loop([{ mnemonic: "sw", rs1: 5, rs2: 5, imm: 0 }]),
    ...loop([
      { mnemonic: "lw", rd: 8, rs1: 5, imm: 0 },
      { mnemonic: "add", rd: 7, rs1: 7, rs2: 8 },
    ]),
    ...loop([
      { mnemonic: "lhu", rd: 8, rs1: 5, imm: 1 },
      { mnemonic: "add", rd: 7, rs1: 7, rs2: 8 },
    ]),
    // One byte beyond the end.
    { mnemonic: "lw", rd: 8, rs1: 6, imm: 0 } as const,
  ];
  return { entry: textAt, segments: [segmentOf(textAt, assemble(program), readExecute), large(readWrite)] };
}

it("all of a segment, one word after the other", () => {
  for (const step of [4, 3, 62]) {
    for (const way of ways) {
      const { outcome } = expectSame(sweep(step), way);
      expect(outcome.kind).toBe("faulted");
      for (const budget of [1, 700, 2222, 5000]) expectSame(sweep(step), { ...way, budget });
    }
  }
});

it("text between the windows, written and executed there", () => {
  const inner = [set(9, 5), { mnemonic: "addi", rd: 9, rs1: 9, imm: 6 } as const, ebreak];
  const words = new DataView(assemble(inner).buffer);
  const program = [
    ...setWord(5, largeAt + 0xffc),
    ...inner.flatMap((_, i) => [
      ...setWord(6, words.getInt32(4 * i, true)),
      { mnemonic: "sw", rs1: 5, rs2: 6, imm: 4 * i } as const,
    ]),
    set(10, 16),
    { mnemonic: "jalr", rd: 1, rs1: 5, imm: 0 } as const,
  ];
  const image = {
    entry: textAt,
    segments: [segmentOf(textAt, assemble(program), readExecute), large(readWriteExecute)],
  };
  for (const way of ways) expect(expectSame(image, way).machine.registers[9]).toBe(11);
});

it("text between the windows, written again after it was executed", () => {
  const words = new DataView(assemble([set(9, 1), { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 }, set(9, 2)]).buffer);
  const call: Instruction = { mnemonic: "jalr", rd: 1, rs1: 5, imm: 0 };
  const put = (i: number, imm: number): Instruction[] => [
    ...setWord(6, words.getInt32(4 * i, true)),
    { mnemonic: "sw", rs1: 5, rs2: 6, imm },
  ];
  const program = [...setWord(5, largeAt + 0xffc), ...put(0, 0), ...put(1, 4), call, ...put(2, 0), call, ebreak];
  const image = {
    entry: textAt,
    segments: [segmentOf(textAt, assemble(program), readExecute), large(readWriteExecute)],
  };
  for (const way of ways) expect(expectSame(image, way).machine.registers[9]).toBe(2);
});

it("a copy of the memory keeps to itself", () => {
  for (const way of ways) {
    const { machine } = runImage(sweep(4), way);
    const copy = machine.memory.fork();
    for (const address of [largeAt, largeAt + 0x800, largeAt + size - 4]) {
      expect(copy.load(address, 4)).toBe(machine.memory.load(address, 4));
      copy.store(address, 4, 7);
      expect([machine.memory.load(address, 4) === 7, copy.load(address, 4)]).toEqual([false, 7]);
    }
  }
});
