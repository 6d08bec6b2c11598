/** What Linux does where programs rely on it: each the same on every engine, and under QEMU on a real file system. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "etalon";
import { type EngineName, engineNames } from "etalon/engine";
import { FileSystem, readForeignElf, runForeign } from "etalon/linux";
import type { Instruction } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { elfFile } from "../machine/elf-file.ts";
import { assemble, ecall, set, setWord } from "../machine/programs.ts";
import { installed, qemu, runTool, withFiles } from "../machine/tools.ts";

const at = 0x10000;
const entry = at + 0x100;
/** Where the name of a file is, and where results go. */
const name = at + 0x800;
const results = at + 0x900;

/** A process of one segment, all of it read, written and executed, with 16 MiB of memory; it has one file. */
function programOf(text: readonly (Instruction | number)[]): Uint8Array {
  const parts = { 256: assemble(text), 2048: new TextEncoder().encode("in.txt\0") };
  return elfFile(entry, [{ offset: 0, address: at, fileSize: 0x900, size: 2 ** 24, flags: 7 }], parts);
}

const call = (number: number, ...words: readonly number[]): Instruction[] => [
  ...words.flatMap((word, i) => setWord(10 + i, word)),
  ...setWord(17, number),
  ecall,
];
const open = call(56, -100, name, 0, 0);
/** Use what the last call returned as the first argument of the next. */
const keep: Instruction = { mnemonic: "addi", rd: 8, rs1: 10, imm: 0 };
const withKept = (number: number, ...rest: readonly number[]): Instruction[] => [
  ...call(number, 0, ...rest).slice(0, -1),
  { mnemonic: "addi", rd: 10, rs1: 8, imm: 0 },
  ecall,
];
/** Keep the word in a0 among the results. */
const note = (i: number): Instruction[] => [...setWord(5, results), { mnemonic: "sw", rs1: 5, rs2: 10, imm: 4 * i }];
const show = (words: number): Instruction[] => [...call(64, 1, results, 4 * words), ...call(93, 0)];

function ours(file: Uint8Array, content: Uint8Array, engine: EngineName) {
  const image = readForeignElf(file);
  if (!image.ok) throw new Error(image.error[0]?.message);
  const files = new FileSystem();
  files.write("in.txt", content);
  const run = runForeign(image.value, { engine, files, tuning: { hotAfter: 100 } });
  if (!run.ok) throw new Error(run.error);
  expect(run.value.outcome).toEqual({ kind: "halted", code: 0 });
  return [...new Int32Array(Uint8Array.from(written(run.value.events)).buffer)];
}

/** The words that a program shows, on every engine and under QEMU. */
function everywhere(text: readonly (Instruction | number)[], content = new Uint8Array()): number[] {
  const file = programOf(text);
  const [first, ...others] = engineNames.map((engine) => ours(file, content, engine));
  for (const other of others) expect(other).toEqual(first);
  if (installed(qemu)) {
    const outside = withFiles({ "a.elf": file }, (directory) => {
      writeFileSync(join(directory, "in.txt"), content);
      return runTool("sh", ["-c", `cd '${directory}' && exec ${qemu} a.elf`]);
    });
    expect([outside.status, [...new Int32Array(Uint8Array.from(outside.stdout).buffer)]]).toEqual([0, first]);
  }
  return first!;
}

const EFAULT = -14;

describe("as Linux does it", () => {
  it("_llseek moves, and then says that there is no place for the result", () => {
    const content = new TextEncoder().encode("abcdef");
    const text = [
      ...[...open, keep],
      ...[...withKept(62, 0, 4, 8, 0), ...note(0)],
      ...[...withKept(63, results + 8, 1), ...note(1)],
      ...show(3),
    ];
    expect(everywhere(text, content)).toEqual([EFAULT, 1, "e".charCodeAt(0)]);
  });

  it("a read of more than 1 MiB reads all of it", () => {
    const content = new Uint8Array(3 * 2 ** 20 + 5).fill(7);
    const text = [...open, keep, ...withKept(63, at + 0x10000, 2 ** 22), ...note(0), ...show(1)];
    expect(everywhere(text, content)).toEqual([content.length]);
  });

  it("clocks go on, each call later than the one before", () => {
    const text = [
      ...[...call(403, 1, results + 0x20), ...note(0)],
      ...[...call(403, 1, results + 0x40), ...note(1)],
      ...[...call(403, 12, results + 0x40), ...note(2)],
      ...[...call(403, 1, 8), ...note(3)],
      // Is the second later? The seconds are most likely the same; then nanoseconds decide.
      ...setWord(5, results),
      ...[0x20, 0x28, 0x40, 0x48].map((imm, i): Instruction => ({ mnemonic: "lw", rd: 6 + i, rs1: 5, imm })),
      { mnemonic: "sltu", rd: 10, rs1: 7, rs2: 9 },
      { mnemonic: "beq", rs1: 6, rs2: 8, imm: 8 },
      { mnemonic: "sltu", rd: 10, rs1: 6, rs2: 8 },
      ...note(4),
      ...show(5),
    ] as Instruction[];
    expect(everywhere(text)).toEqual([0, 0, -22, EFAULT, 1]);
  });

  it("a run is always the same, down to what its clocks show", () => {
    const file = programOf([...call(403, 1, results), ...show(4)]);
    // Two words for each of the two arguments and for the number, then the call itself.
    expect(ours(file, new Uint8Array(), "reference")).toEqual([0, 0, 6, 0]);
  });
});

describe("fence.i", () => {
  const fenceI = 0x0000100f;
  /** A loop whose body is written anew each time: `addi a0, a0, n` for n = 1, 2, 3, … */
  const rewriting = (times: number): (Instruction | number)[] => {
    const change = new DataView(assemble([{ mnemonic: "addi", rd: 10, rs1: 10, imm: 1 }]).buffer).getInt32(0, true);
    const start = [...setWord(6, change), ...setWord(7, 1 << 20), set(28, times), set(10, 0)];
    // The word to be written is the fourth of the loop.
    const place = entry + 4 * (start.length + 2 + 3);
    return [
      ...start,
      ...setWord(5, place),
      { mnemonic: "sw", rs1: 5, rs2: 6, imm: 0 },
      fenceI,
      { mnemonic: "add", rd: 6, rs1: 6, rs2: 7 },
      { mnemonic: "ebreak" },
      { mnemonic: "addi", rd: 28, rs1: 28, imm: -1 },
      { mnemonic: "bne", rs1: 28, rs2: 0, imm: -20 },
      ...note(0),
      ...show(1),
    ];
  };

  it("lets what was written be executed, on every engine", () => {
    expect(everywhere(rewriting(1))).toEqual([1]);
    // 1 + 2 + … + 1000
    expect(everywhere(rewriting(1000))).toEqual([500_500]);
  });

  it("is one instruction whatever its reserved fields are, and none where it is not asked for", () => {
    for (const word of [0x0000100f, 0xfff0100f | 0, 0x00ff9f8f, 0x0000108f]) {
      const file = programOf([word, ...call(93, 0)]);
      const image = readForeignElf(file);
      if (!image.ok) throw new Error("refused");
      for (const engine of engineNames) {
        const run = runForeign(image.value, { engine });
        const without = runForeign(image.value, { engine, fenceI: false });
        expect(run.ok && run.value.outcome).toEqual({ kind: "halted", code: 0 });
        expect(run.ok && run.value.retired).toBe(6);
        expect(without.ok && without.value.outcome.kind).toBe("faulted");
      }
    }
  });
});
