/** The heap of a foreign program: what brk gave out is there, in pages, and nothing before or beyond it; on every engine. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ForeignOptions, runForeign } from "etalon/linux";
import { type Image, type Instruction, writeElf } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { assemble, ecall, readExecute, segmentOf, set, setWord, textAt } from "../machine/programs.ts";
import { installed, qemu, qemuProcessor } from "../machine/tools.ts";

const page = 4096;

const ways: readonly ForeignOptions[] = [
  { engine: "reference" },
  { engine: "interpreter" },
  { engine: "interpreter", tuning: { window: 64, strays: Number.POSITIVE_INFINITY } },
  { engine: "interpreter", tuning: { window: 64, strays: 3 } },
  { engine: "wasm", tuning: { hotAfter: 0, price: 0 } },
  { engine: "auto", tuning: { hotAfter: 50, sample: 10, price: 1, window: 64 } },
];

const brk: readonly Instruction[] = [set(17, 214), ecall];

/** A program that has asked where its heap begins; x8 has that, and memory is asked for up to `size` bytes from there. */
function withHeap(size: number, ...rest: readonly Instruction[]): Image {
  const program = [
    set(10, 0),
    ...brk,
    { mnemonic: "addi", rd: 8, rs1: 10, imm: 0 } as const,
    ...setWord(9, size),
    { mnemonic: "add", rd: 10, rs1: 8, rs2: 9 } as const,
    ...brk,
    ...rest,
    set(10, 42),
    set(17, 93),
    ecall,
  ];
  return { entry: textAt, segments: [segmentOf(textAt, assemble(program), readExecute)] };
}

/** How it ends on every engine, which must be the same. */
function endOf(image: Image): string {
  const runs = ways.map((way) => {
    const run = runForeign(image, way);
    if (!run.ok) throw new Error(run.error);
    const { outcome, retired, pc, machine } = run.value;
    return { outcome, retired, pc, registers: [...machine.registers] };
  });
  for (const run of runs) expect(run).toEqual(runs[0]);
  const { outcome } = runs[0]!;
  return outcome.kind === "halted" ? `exit ${outcome.code}` : outcome.kind;
}

/** A load of one byte at x8 + offset, by way of x5. */
function touch(offset: number): Instruction[] {
  return [
    ...setWord(5, offset),
    { mnemonic: "add", rd: 5, rs1: 8, rs2: 5 },
    { mnemonic: "lbu", rd: 6, rs1: 5, imm: 0 },
  ];
}

const cases: readonly (readonly [string, Image, string])[] = [
  ["nothing asked for, its first byte", withHeap(0, ...touch(0)), "faulted"],
  ["one byte, the last of its page", withHeap(1, ...touch(page - 1)), "exit 42"],
  ["one byte, the next page", withHeap(1, ...touch(page)), "faulted"],
  ["a page, its last byte", withHeap(page, ...touch(page - 1)), "exit 42"],
  ["a page, the byte behind it", withHeap(page, ...touch(page)), "faulted"],
  ["much, the last byte", withHeap(100 * page, ...touch(100 * page - 1)), "exit 42"],
  ["much, the byte behind it", withHeap(100 * page, ...touch(100 * page)), "faulted"],
  ["a word over the end", withHeap(page, ...touch(page - 2), { mnemonic: "lw", rd: 6, rs1: 5, imm: 0 }), "faulted"],
];

describe("an access", () => {
  it.each(cases)("%s", (_, image, end) => expect(endOf(image)).toBe(end));

  it("by a system call is refused as one by the program is", () => {
    // write(1, x8 + page − 1, 2) moves one byte, and read to behind the heap is refused.
    const image = withHeap(
      page,
      set(10, 1),
      ...setWord(11, page - 1),
      { mnemonic: "add", rd: 11, rs1: 11, rs2: 8 },
      set(12, 2),
      set(17, 64),
      ecall,
      { mnemonic: "addi", rd: 18, rs1: 10, imm: 0 },
      set(10, 1),
      { mnemonic: "addi", rd: 11, rs1: 11, imm: 1 },
      ecall,
      { mnemonic: "addi", rd: 19, rs1: 10, imm: 0 },
    );
    expect(endOf(image)).toBe("exit 42");
    const run = runForeign(image);
    expect(run.ok && run.value.machine.registers.slice(18, 20)).toEqual([1, -14]);
  });
});

/** Twenty times a page more, each written whole; then `last` bytes from the start a word is read. */
function growing(last: number): Image {
  const loop: Instruction[] = [
    { mnemonic: "add", rd: 10, rs1: 9, rs2: 18 },
    ...brk,
    // Each word of the page is its address.
    { mnemonic: "sw", rs1: 9, rs2: 9, imm: 0 },
    { mnemonic: "addi", rd: 9, rs1: 9, imm: 4 },
    { mnemonic: "bne", rs1: 9, rs2: 10, imm: -8 },
    { mnemonic: "addi", rd: 19, rs1: 19, imm: -1 },
  ];
  return withHeap(
    0,
    { mnemonic: "addi", rd: 9, rs1: 8, imm: 0 },
    ...setWord(18, page),
    set(19, 20),
    ...loop,
    { mnemonic: "bne", rs1: 19, rs2: 0, imm: -4 * loop.length },
    ...setWord(5, last),
    { mnemonic: "add", rd: 5, rs1: 8, rs2: 5 },
    { mnemonic: "lw", rd: 6, rs1: 5, imm: -4 },
    { mnemonic: "lw", rd: 7, rs1: 8, imm: 0 },
    { mnemonic: "lw", rd: 7, rs1: 5, imm: 0 },
  );
}

it("grows while translated code uses it", () => {
  expect(endOf(growing(19 * page))).toBe("exit 42");
  expect(endOf(growing(20 * page))).toBe("faulted");
});

it("is refused more than there is, and keeps what it has", () => {
  const ask: Instruction[] = [...setWord(10, 0x7f000000), ...brk, { mnemonic: "sub", rd: 18, rs1: 10, rs2: 8 }];
  const less: Instruction[] = [{ mnemonic: "addi", rd: 10, rs1: 8, imm: 0 }, ...brk];
  const image = withHeap(page, ...ask, ...less, { mnemonic: "sub", rd: 19, rs1: 10, rs2: 8 }, ...touch(page - 1));
  expect(endOf(image)).toBe("exit 42");
  const run = runForeign(image);
  expect(run.ok && run.value.machine.registers.slice(18, 20)).toEqual([page, page]);
});

describe.runIf(installed(qemu))("under QEMU", () => {
  it("the same accesses fault", () => {
    const directory = mkdtempSync(join(tmpdir(), "etalon-test-"));
    try {
      for (const [name, image, end] of cases) {
        const file = join(directory, "heap.elf");
        writeFileSync(file, writeElf(image), { mode: 0o755 });
        const { status, signal } = spawnSync(qemu, ["-cpu", qemuProcessor, file]);
        expect([name, signal === null ? `exit ${status}` : "faulted"]).toEqual([name, end]);
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
