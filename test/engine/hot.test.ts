/**
 * What is translated: what is hot and nothing else, in functions of bounded length, in code that is linear in the program's.
 * The host's compiler takes seconds for more, and goes on when the program has ended. Counted, not timed.
 */

import { type ExecuteOptions, executeImage } from "etalon/engine";
import type { Image, Instruction, SystemCalls } from "etalon/machine";
import { describe, expect, it, vi } from "vitest";
import { FlatMemory } from "../../src/engine/flat-memory.ts";
import { Interpreter } from "../../src/engine/interpreter.ts";
import { TextMap } from "../../src/engine/wasm/text-map.ts";
import {
  assemble,
  readExecute,
  readWrite,
  readWriteExecute,
  segmentOf,
  set,
  setWord,
  textAt,
} from "../machine/programs.ts";
import { functionSizes, modulesOf } from "./modules.ts";
import { expectSame } from "./same.ts";

const tuning = { hotAfter: 1000, sample: 500, price: 50, patience: 0, piece: 200 };
const way = { engine: "auto", tuning } as const;

const return_: Instruction = { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 };
const stop = [set(10, 1), { mnemonic: "ebreak" } as const];

function imageOf(text: readonly Instruction[], data: Uint8Array = new Uint8Array()): Image {
  const bytes = assemble(text);
  return {
    entry: textAt,
    segments: [
      segmentOf(textAt, bytes, readExecute),
      { address: 0x10_0000, bytes: data, size: data.length + 0x1000, permissions: readWrite },
    ],
  };
}

const nothing: SystemCalls<number> = { call: () => ({ kind: "returned", result: 0 }) };

/** The lengths of the functions that are translated while an image runs, without the two modules around them. */
function translated(image: Image, options: ExecuteOptions = way): readonly (readonly number[])[] {
  const { modules } = modulesOf(() => executeImage(image, nothing, { budget: 1_000_000, ...options }));
  return modules.slice(2).map(functionSizes);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A loop over many blocks: bits of a counter decide which are executed, as in a state machine. */
function longLoop(blocks: number, rounds: number): readonly Instruction[] {
  const body = Array.from({ length: blocks }, (_, i): readonly Instruction[] => [
    { mnemonic: "andi", rd: 6, rs1: 5, imm: 1 << (i % 5) },
    { mnemonic: "beq", rs1: 6, rs2: 0, imm: 16 },
    { mnemonic: "addi", rd: 7 + (i % 20), rs1: 7 + ((i + 1) % 20), imm: i % 7 },
    { mnemonic: "sw", rs1: 2, rs2: 7 + (i % 20), imm: -4 * (i % 64) - 4 },
    { mnemonic: "lw", rd: 7 + ((i + 3) % 20), rs1: 2, imm: -4 * ((i + 5) % 64) - 4 },
  ]).flat();
  return [
    ...setWord(2, 0x10_0800),
    ...setWord(5, rounds),
    ...body,
    { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
    { mnemonic: "beq", rs1: 5, rs2: 0, imm: 8 },
    { mnemonic: "jal", rd: 0, imm: -4 * (body.length + 2) },
    ...stop,
  ];
}

describe("what is translated", () => {
  /** 400 functions, each called once, and a loop after them. */
  function manyFunctions(rounds: number): Image {
    const functions = Array.from({ length: 400 }, (_, i): readonly Instruction[] => [
      ...Array.from({ length: 30 }, (__, k): Instruction => ({ mnemonic: "addi", rd: 6, rs1: 6, imm: i + k })),
      return_,
    ]);
    const calls = functions.map((): Instruction => ({ mnemonic: "jal", rd: 1, imm: 0 }));
    const loop: readonly Instruction[] = [
      ...setWord(5, rounds),
      { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
      { mnemonic: "bne", rs1: 5, rs2: 0, imm: -4 },
      ...stop,
    ];
    const before = calls.length + loop.length;
    const placed = calls.map((call, i) => ({ ...call, imm: 4 * (before + 31 * i - i) }));
    return imageOf([...placed, ...loop, ...functions.flat()]);
  }

  it("is none of many functions that are executed once, and the loop after them", () => {
    const image = manyFunctions(50_000);
    const sizes = translated(image);
    expect(sizes.length).toBeGreaterThanOrEqual(1);
    expect(sizes.flat().length).toBeLessThanOrEqual(4);
    expectSame(image, way);
  });

  it("is nothing where nothing is hot; then there is no memory to share with it, and no map of the text", () => {
    const moved = vi.spyOn(FlatMemory.prototype, "copy");
    const mapped = vi.spyOn(TextMap.prototype, "startOf");
    const run = (rounds: number): number => executeImage(manyFunctions(rounds), nothing, way).retired;
    expect(run(1)).toBeGreaterThan(10 * tuning.hotAfter);
    expect([moved.mock.calls.length, mapped.mock.calls.length]).toEqual([0, 0]);
    run(50_000);
    expect(moved.mock.calls.length).toBe(1);
    expect(mapped.mock.calls.length).toBeGreaterThan(0);
    moved.mockRestore();
    mapped.mockRestore();
  });

  it("is no part of a function that was never executed", () => {
    const cold = Array.from({ length: 500 }, (): Instruction => ({ mnemonic: "addi", rd: 6, rs1: 6, imm: 1 }));
    const image = imageOf([
      ...setWord(5, 50_000),
      { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
      { mnemonic: "blt", rs1: 5, rs2: 0, imm: 12 },
      { mnemonic: "bne", rs1: 5, rs2: 0, imm: -8 },
      { mnemonic: "jal", rd: 0, imm: 4 * (cold.length + 1) },
      ...cold,
      ...stop,
    ]);
    expect(sum(translated(image).flat())).toBeLessThan(400);
    expectSame(image, way);
  });

  it("is a long function in pieces, each of bounded length, with code that is linear in the program's", () => {
    const [small, large] = [400, 1600].map((blocks) => {
      const image = imageOf(longLoop(blocks, 400));
      const modules = translated(image);
      const longest = Math.max(...modules.flat());
      // At most 200 instructions each.
      expect(longest).toBeLessThan(200 * 60);
      expect(Math.max(...modules.map(({ length }) => length))).toBeGreaterThanOrEqual((5 * blocks) / 200);
      return Math.max(...modules.map(sum));
    });
    expect(large).toBeLessThan(5 * small!);
    const short = imageOf(longLoop(100, 60));
    for (const budget of [1000, 5003, 12_345, 100_000]) expectSame(short, { ...way, budget });
  });

  it("is linear in the cases of an interpreter that jumps from each case to the next", () => {
    const sizes = [32, 128].map((cases) => {
      const image = threaded(cases);
      expectSame(image, { ...way, budget: 200_000 });
      return Math.max(...translated(image, { engine: "auto", tuning: { ...tuning, piece: 4000 } }).map(sum));
    });
    expect(sizes[1]).toBeLessThan(6 * sizes[0]!);
  });

  it("again is seldom, however often translated code is left", () => {
    // A load that goes to two segments in turn, and one beyond both now and then.
    const image = imageOf([
      ...setWord(5, 200_000),
      ...setWord(8, 0x10_0000),
      ...setWord(9, textAt),
      { mnemonic: "lw", rd: 6, rs1: 8, imm: 0 },
      { mnemonic: "ecall" },
      { mnemonic: "add", rd: 7, rs1: 8, rs2: 0 },
      { mnemonic: "add", rd: 8, rs1: 9, rs2: 0 },
      { mnemonic: "add", rd: 9, rs1: 7, rs2: 0 },
      { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
      { mnemonic: "bne", rs1: 5, rs2: 0, imm: -24 },
      ...stop,
    ]);
    expect(translated(image).length).toBeLessThan(12);
    expectSame(image, { ...way, budget: 30_000 });
  });
});

it("no word is decoded twice, and no access learned twice: not with all of the memory, nor where a run is interrupted", () => {
  const image = imageOf(longLoop(100, 60));
  const fetched = (options: ExecuteOptions): number => {
    const fetch = vi.spyOn(FlatMemory.prototype, "fetch");
    executeImage(image, nothing, options);
    const count = fetch.mock.calls.length;
    fetch.mockRestore();
    return count;
  };
  const once = fetched({ engine: "interpreter" });
  expect(once).toBeGreaterThan(500);
  for (const hotAfter of [100, 1003, 5000]) {
    const looking = { ...tuning, hotAfter, sample: 17, price: Number.POSITIVE_INFINITY };
    expect(fetched({ engine: "auto", tuning: looking })).toBe(once);
  }
});

it("translated code learns where computed jumps lead, into the middle of its blocks, too", () => {
  // As a memset ends: a jump to one of 15 stores, by a number that the program computes. No address is in the data.
  const stores = Array.from({ length: 15 }, (_, i): Instruction => ({ mnemonic: "sb", rs1: 8, rs2: 5, imm: 14 - i }));
  const image = imageOf([
    ...setWord(5, 30_000),
    ...setWord(8, 0x10_0000),
    set(7, 0),
    { mnemonic: "addi", rd: 7, rs1: 7, imm: 12 },
    { mnemonic: "andi", rd: 7, rs1: 7, imm: 60 },
    { mnemonic: "auipc", rd: 6, imm: 0 },
    { mnemonic: "add", rd: 6, rs1: 6, rs2: 7 },
    { mnemonic: "jalr", rd: 0, rs1: 6, imm: 12 },
    ...stores,
    { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
    { mnemonic: "bne", rs1: 5, rs2: 0, imm: -4 * (stores.length + 6) },
    ...stop,
  ]);
  const entered = vi.spyOn(Interpreter.prototype, "runPast");
  const { retired } = executeImage(image, nothing, way);
  expect(retired).toBeGreaterThan(300_000);
  expect(entered.mock.calls.length).toBeLessThan(1000);
  entered.mockRestore();
  expectSame(image, { ...way, budget: 50_000 });
});

it("a loop that leaves translated code each time round is left to the interpreter", () => {
  // It stores into a segment that is executable, too, which translated code never does.
  const text = assemble([
    ...setWord(5, 60_000),
    ...setWord(8, 0x10_0000),
    { mnemonic: "sw", rs1: 8, rs2: 5, imm: 0 },
    { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
    { mnemonic: "bne", rs1: 5, rs2: 0, imm: -8 },
    ...stop,
  ]);
  const written = { address: 0x10_0000, bytes: new Uint8Array(), size: 0x1000, permissions: readWriteExecute };
  const image = { entry: textAt, segments: [segmentOf(textAt, text, readExecute), written] };
  const entered = vi.spyOn(Interpreter.prototype, "runPast");
  const { retired } = executeImage(image, nothing, way);
  expect(retired).toBe(180_006);
  expect(entered.mock.calls.length).toBeLessThan(3000);
  entered.mockRestore();
  expectSame(image, { ...way, budget: 50_000 });
});

/** Cases that each load the address of the next one from a table, and jump there: 8 instructions each. */
function threaded(cases: number): Image {
  const table = 0x10_0000;
  const first = textAt + 4 * 4;
  const addresses = new DataView(new ArrayBuffer(4 * cases));
  for (let i = 0; i < cases; i++) addresses.setInt32(4 * i, first + 32 * i, true);
  const next: readonly Instruction[] = [
    { mnemonic: "addi", rd: 5, rs1: 5, imm: 4 * 7 },
    { mnemonic: "andi", rd: 5, rs1: 5, imm: 4 * cases - 4 },
    { mnemonic: "add", rd: 6, rs1: 8, rs2: 5 },
    { mnemonic: "lw", rd: 6, rs1: 6, imm: 0 },
    { mnemonic: "jalr", rd: 0, rs1: 6, imm: 0 },
  ];
  const text = Array.from({ length: cases }, (_, i): readonly Instruction[] => [
    { mnemonic: "addi", rd: 10 + (i % 8), rs1: 10 + (i % 8), imm: 1 },
    { mnemonic: "xor", rd: 10 + (i % 8), rs1: 10 + ((i + 1) % 8), rs2: 10 + (i % 8) },
    { mnemonic: "sw", rs1: 8, rs2: 10, imm: 1024 },
    ...next,
  ]);
  return imageOf([...setWord(8, table), set(5, 0), set(7, 0), ...text.flat()], new Uint8Array(addresses.buffer));
}
