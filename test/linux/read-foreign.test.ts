/** Files as Linux loads them, page by page: what is in memory is what QEMU's user mode has there. */

import { written } from "etalon";
import { engineNames } from "etalon/engine";
import { readForeignElf, runForeign } from "etalon/linux";
import { type Instruction, readElf } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elfFile, type Load } from "../machine/elf-file.ts";
import { assemble, ecall, set, setWord } from "../machine/programs.ts";
import { installed, qemu, runTool, withFiles } from "../machine/tools.ts";

const readExecute = 5;
const readWrite = 6;
const all = 7;

/** Write out `count` bytes from `address`. */
function show(address: number, count: number): Instruction[] {
  return [set(17, 64), set(10, 1), ...setWord(11, address), ...setWord(12, count), ecall];
}

const exit: readonly Instruction[] = [set(17, 93), set(10, 7), ecall];

/** The name of each byte of a file: never 0, and different from that of its neighbours. */
const marks = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => 1 + (i % 251));

function ours(file: Uint8Array, engine: (typeof engineNames)[number]) {
  const image = readForeignElf(file);
  if (!image.ok) throw new Error(image.error[0]?.message);
  const run = runForeign(image.value, { engine });
  if (!run.ok) throw new Error(run.error);
  return { output: [...written(run.value.events)], outcome: run.value.outcome };
}

/** The same file on every engine, and under QEMU if there is one. */
function everywhere(file: Uint8Array, status = 7): number[] {
  const expected = ours(file, "reference");
  expect(expected.outcome).toEqual({ kind: "halted", code: status });
  for (const engine of engineNames) expect(ours(file, engine)).toEqual(expected);
  if (installed(qemu)) {
    const outside = withFiles({ "a.elf": file }, (directory) => runTool(qemu, [`${directory}/a.elf`]));
    expect([outside.status, [...outside.stdout]]).toEqual([status, expected.output]);
  }
  return expected.output;
}

describe("the rest of a segment's pages", () => {
  const text = assemble([...show(0x10000, 0x1000), ...exit]);
  const entry = 0x10000 + 0x200;
  const load: Load = { offset: 0x200, address: entry, fileSize: text.length, size: text.length, flags: readExecute };

  it("is the file's own bytes, before it and behind it", () => {
    const parts = { 256: marks(256), 512: text, 1024: marks(0x1400) };
    expect(everywhere(elfFile(entry, [load], parts)).slice(1024)).toEqual([...marks(0xc00)]);
  });

  it("is zeros where the file has ended", () => {
    const output = everywhere(elfFile(entry, [load], { 512: text, 1024: marks(100) }));
    expect(output.slice(1024, 1124)).toEqual([...marks(100)]);
    expect(output.slice(1124).every((byte) => byte === 0)).toBe(true);
  });

  it("is zeros where the segment is longer in memory than in the file", () => {
    const longer = { ...load, size: text.length + 1, flags: all };
    const output = everywhere(elfFile(entry, [longer], { 512: text, 600: marks(0x1000) }));
    expect(output.slice(512 + text.length).every((byte) => byte === 0)).toBe(true);
  });

  it("is memory to its last byte, and no further", () => {
    // Stores to the last byte of the page, and then beyond it.
    const store: Instruction[] = [...setWord(5, 0x11000), { mnemonic: "sb", rs1: 5, rs2: 5, imm: -1 }];
    const fits = assemble([...store, ...exit]);
    const whole = { offset: 0, address: 0x10000, fileSize: 0x200, size: 0x200, flags: all };
    everywhere(elfFile(0x10100, [whole], { 256: fits }));
    const beyond = assemble([...store, { mnemonic: "sb", rs1: 5, rs2: 5, imm: 0 }, ...exit]);
    const file = elfFile(0x10100, [whole], { 256: beyond });
    for (const engine of engineNames) expect(ours(file, engine).outcome.kind).toBe("faulted");
    if (installed(qemu)) {
      const outside = withFiles({ "a.elf": file }, (directory) => runTool(qemu, [`${directory}/a.elf`]));
      expect(outside.signal ?? outside.status).toBe("SIGSEGV");
    }
  });

  it("does not come with the image of a program that is certified", () => {
    const strict = readElf(elfFile(entry, [load], { 512: text, 1024: marks(100) }));
    expect(strict.ok && strict.value.segments.map(({ address, size }) => [address, size])).toEqual([
      [entry, text.length],
    ]);
  });
});

describe("segments that meet in a page", () => {
  const text = assemble([...show(0x10000, 0x2000), ...exit]);
  const first: Load = { offset: 0, address: 0x10000, fileSize: 0x1200, size: 0x1200, flags: readExecute };
  const second: Load = { offset: 0x2800, address: 0x11800, fileSize: 0x100, size: 0x100, flags: readWrite };
  const parts = { 512: text, 4096: marks(0x1000), 8192: marks(0x1000).map((byte) => 255 - byte) };

  it("leave it to the one whose header comes last", () => {
    const file = elfFile(0x10200, [first, second], parts);
    expect(everywhere(file).slice(0x1000)).toEqual([...parts[0x2000]]);
    expect(readElf(file).ok).toBe(false);
  });

  it("also when that is the lower one", () => {
    expect(everywhere(elfFile(0x10200, [second, first], parts)).slice(0x1000)).toEqual([...parts[0x1000]]);
  });
});

describe("addresses", () => {
  const size = 0x200;
  const at = (address: number): Uint8Array => {
    const text = assemble([...show(address + 0x100, 16), ...exit]);
    return elfFile(address + 0x100, [{ offset: 0, address, fileSize: size, size, flags: all }], { 256: text });
  };

  it.each([0x1000, 0x7ffff000, 0x80000000, 0xa0000000, 0xc0001000].map((a) => [a.toString(16), a] as const))(
    "from 0x%s on",
    (_, address) => {
      expect(everywhere(at(address)).length).toBe(16);
    },
  );

  it.each([0, 0xffffe000].map((a) => [a.toString(16), a] as const))("from 0x%s on, here alone", (_, address) => {
    for (const engine of engineNames) expect(ours(at(address), engine).output.length).toBe(16);
  });
});

describe("translated code", () => {
  it.each([0x1000, 0x7fffe000, 0x80000000, 0xc0001000].map((a) => [a.toString(16), a] as const))(
    "does the same from 0x%s on",
    (_, address) => {
      // Sums the words of the text, a thousand times over, by a call each time; then shows the sum.
      const data = address + 0x1000;
      const sum: Instruction[] = [
        { mnemonic: "lw", rd: 6, rs1: 8, imm: 0 },
        { mnemonic: "add", rd: 9, rs1: 9, rs2: 6 },
        { mnemonic: "sw", rs1: 18, rs2: 9, imm: 0 },
        { mnemonic: "addi", rd: 8, rs1: 8, imm: 4 },
        { mnemonic: "bltu", rs1: 8, rs2: 19, imm: -16 },
        { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 },
      ];
      const start: Instruction[] = [
        ...[...setWord(18, data), ...setWord(19, address + 0x180), set(20, 1000)],
        ...setWord(8, address + 0x100),
        { mnemonic: "jal", rd: 1, imm: 4 * (3 + show(0, 0).length + exit.length) },
        { mnemonic: "addi", rd: 20, rs1: 20, imm: -1 },
        { mnemonic: "bne", rs1: 20, rs2: 0, imm: -16 },
        ...show(data, 4),
        ...exit,
      ];
      const load = { offset: 0, address, fileSize: 0x200, size: 0x200, flags: readExecute };
      const room = { offset: 0, address: data, fileSize: 0, size: 16, flags: readWrite };
      const file = elfFile(address + 0x100, [load, room], { 256: assemble([...start, ...sum]) });
      const output = everywhere(file);
      const image = readForeignElf(file);
      if (!image.ok) throw new Error("refused");
      const run = runForeign(image.value, { engine: "wasm", tuning: { hotAfter: 100 } });
      expect(run.ok && [...written(run.value.events)]).toEqual(output);
      expect(run.ok && run.value.retired).toBeGreaterThan(150_000);
    },
  );
});

describe("no file harms the reader", () => {
  const load = { offset: 0, address: 0x10000, fileSize: 0x300, size: 0x1300, flags: 7 };
  const other = { offset: 0x2f0, address: 0x112f0, fileSize: 0x10, size: 0x20, flags: 6 };
  const file = elfFile(0x10100, [load, other, load], { 256: assemble([...show(0x10000, 0x100), ...exit]) });

  /** Accepted, and then whole pages that follow one another without overlap, and some behaviour; or refused with reasons. */
  function total(changed: Uint8Array): void {
    const image = readForeignElf(changed);
    if (!image.ok) return expect(image.error.length).toBeGreaterThan(0);
    let end = 0;
    for (const { address, size, bytes } of image.value.segments) {
      expect([address % 0x1000, size % 0x1000, address >= end, bytes.length <= size]).toEqual([0, 0, true, true]);
      end = address + size;
    }
    expect(end).toBeLessThanOrEqual(2 ** 32);
    const run = runForeign(image.value, { budget: 200, engine: "interpreter" });
    if (run.ok) expect(run.value.retired).toBeLessThanOrEqual(200);
  }

  it("mutated", () => {
    const mutation = fc.tuple(fc.nat(160), fc.oneof(fc.constantFrom(0, 1, 0x10, 0x7f, 0x80, 0xff), fc.nat(255)));
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 6 }), (mutations) => {
        const changed = file.slice();
        for (const [at, byte] of mutations) changed[at] = byte;
        total(changed);
      }),
      { numRuns: 200 },
    );
  });

  it("with 65,535 segments in the same pages", () => {
    const many = new Uint8Array(52 + 65535 * 32);
    many.set(file.subarray(0, 52));
    const view = new DataView(many.buffer);
    view.setUint16(44, 65535, true);
    for (let i = 0; i < 65535; i++) {
      const header = [1, 0, 0x10000 + 0x1000 * (i % 7), 0, 16, 0x2000, 7, 0x1000];
      for (const [j, word] of header.entries()) view.setUint32(52 + 32 * i + 4 * j, word, true);
    }
    total(many);
  });
});

describe("the flag for compressed instructions", () => {
  const load: Load = { offset: 0, address: 0x10000, fileSize: 0x200, size: 0x200, flags: readExecute };

  it("is taken where none is executed", () => {
    const file = elfFile(0x10100, [load], { 256: assemble([...show(0x10000, 4), ...exit]) }, { flags: 1 });
    everywhere(file);
    expect(readElf(file).ok).toBe(false);
  });

  it("leads to a fault at the first one that is", () => {
    // c.nop twice, in one word.
    const file = elfFile(0x10100, [load], { 256: assemble([0x00010001, ...exit]) }, { flags: 1 });
    for (const engine of engineNames) {
      expect(ours(file, engine).outcome).toEqual({
        kind: "faulted",
        reason: "0x00010001 is no RV32IM instruction (pc 0x00010100)",
      });
    }
  });
});

describe("the program headers", () => {
  /** Exit with the auxiliary vector's word for a tag: it is looked for from sp on, behind argc, one argument and no variable. */
  const find = (tag: number): Instruction[] => [
    // Skip the variables.
    { mnemonic: "addi", rd: 5, rs1: 2, imm: 12 },
    { mnemonic: "lw", rd: 6, rs1: 5, imm: 0 },
    { mnemonic: "addi", rd: 5, rs1: 5, imm: 4 },
    { mnemonic: "bne", rs1: 6, rs2: 0, imm: -8 },
    set(7, tag),
    { mnemonic: "lw", rd: 6, rs1: 5, imm: 0 },
    { mnemonic: "addi", rd: 5, rs1: 5, imm: 8 },
    { mnemonic: "bne", rs1: 6, rs2: 7, imm: -8 },
    { mnemonic: "addi", rd: 11, rs1: 5, imm: -4 },
    set(17, 64),
    set(10, 1),
    set(12, 4),
    ecall,
    ...exit,
  ];
  const shown = (tag: number, load: Load): number => {
    const output = everywhere(elfFile(load.address - load.offset + 0x400, [load], { 1024: assemble(find(tag)) }));
    return new DataView(Uint8Array.from(output).buffer).getUint32(0, true);
  };
  const load: Load = { offset: 0, address: 0x30000, fileSize: 0x600, size: 0x600, flags: readExecute };

  it("are where the auxiliary vector says", () => {
    expect([3, 4, 5].map((tag) => shown(tag, load))).toEqual([0x30034, 32, 1]);
  });
});
