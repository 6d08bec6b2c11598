/** ELF files: what is written is read back, by us and by GNU readelf; and no file can harm the reader. */

import { type Image, readElf, runMachine, type Segment, writeElf } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyImage } from "./generators.ts";
import { installed, objdump, runTool, withFiles } from "./tools.ts";

const readExecute = { read: true, write: false, execute: true };
const readWrite = { read: true, write: true, execute: false };
const text: Segment = { address: 0x10000, bytes: Uint8Array.of(0x73, 0, 0x10, 0), size: 4, permissions: readExecute };
const data: Segment = { address: 0x10000000, bytes: Uint8Array.of(1, 2), size: 0x1000, permissions: readWrite };
const small: Image = {
  entry: 0x10000,
  segments: [text, data],
  symbols: [{ name: "_start", address: 0x10000, size: 4 }],
  notes: [{ name: ".etalon.origins", bytes: Uint8Array.of(7, 8, 9) }],
};

/** The file of `small` with some bytes replaced. */
function withWord(offset: number, value: number, size: 2 | 4 = 4): Uint8Array {
  const file = writeElf(small);
  const view = new DataView(file.buffer);
  if (size === 2) view.setUint16(offset, value, true);
  else view.setUint32(offset, value, true);
  return file;
}

const firstSegment = 52;
const secondSegment = 84;

describe("reading what was written", () => {
  it("read ∘ write = id", () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        expect(readElf(writeElf(image))).toEqual({ ok: true, value: image });
      }),
    );
  });

  it("the bytes depend on the image alone", () => {
    expect(writeElf(small)).toEqual(writeElf(structuredClone(small)));
  });

  it.runIf(installed(objdump))("readelf reads it without complaint", () => {
    const { stdout, stderr, status } = withFiles({ "a.elf": writeElf(small) }, (directory) =>
      runTool("riscv64-unknown-elf-readelf", ["-W", "-a", `${directory}/a.elf`]),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const name of [".text", ".data", ".bss", ".etalon.origins", ".symtab", ".strtab", ".shstrtab", "_start"]) {
      expect(stdout.toString()).toContain(name);
    }
  });
});

/** The file of `small`, its second segment ending so many bytes past the end of the file. */
function withSegmentPastTheEnd(excess: number): Uint8Array {
  const file = writeElf(small);
  const view = new DataView(file.buffer);
  const length = file.length + excess - view.getUint32(secondSegment + 4, true);
  view.setUint32(secondSegment + 16, length, true);
  view.setUint32(secondSegment + 20, length, true);
  return file;
}

/** The file in which the second segment is empty, at an address. */
function withEmptySegment(address: number): Uint8Array {
  const file = withWord(secondSegment + 8, address);
  const view = new DataView(file.buffer);
  for (const size of [16, 20]) view.setUint32(secondSegment + size, 0, true);
  return file;
}

describe("files that are refused", () => {
  const refused: readonly [string, () => Uint8Array, string][] = [
    ["an empty file", () => new Uint8Array(), "too few for an ELF header"],
    ["not ELF", () => new Uint8Array(100), "not an ELF file"],
    ["64-bit", () => withWord(4, 0x00010102), "not a 32-bit ELF file"],
    ["big-endian", () => withWord(4, 0x00010201), "not a little-endian ELF file"],
    ["another system", () => withWord(4, 0x09010101), "operating system 9"],
    ["shared", () => withWord(16, 3, 2), "position-independent or shared"],
    ["an object file", () => withWord(16, 1, 2), "expected an executable"],
    ["another machine", () => withWord(18, 62, 2), "made for machine 62"],
    ["compressed instructions", () => withWord(36, 1), "compressed instructions"],
    ["hardware floating point", () => withWord(36, 4), "floating-point registers"],
    ["sixteen registers", () => withWord(36, 8), "RV32E"],
    ["no program headers", () => withWord(44, 0, 2), "nothing to load"],
    ["program headers outside", () => withWord(28, 0xfffffff0), "program headers lie beyond"],
    ["section headers outside", () => withWord(32, 0xfffffff0), "section headers lie beyond"],
    ["a dynamic section", () => withWord(firstSegment, 2), "dynamic linker"],
    ["an interpreter", () => withWord(firstSegment, 3), "dynamic linker"],
    ["file size above memory size", () => withWord(secondSegment + 20, 1), "only 1 in memory"],
    ["bytes outside the file", () => withWord(secondSegment + 4, 0x7ffff000), "its bytes lie beyond"],
    ["one byte more than the file", () => withSegmentPastTheEnd(1), "its bytes lie beyond"],
    ["a 4 GiB segment", () => withWord(secondSegment + 20, 0xffffffff), "beyond the 32-bit address space"],
    ["a 3 GiB segment", () => withWord(secondSegment + 20, 0xc0000000), "more than 1024 MiB"],
    ["overlapping segments", () => withWord(secondSegment + 8, 0x10000), "overlap"],
    ["an offset that cannot be mapped", () => withWord(secondSegment + 8, 0x10000004), "cannot be mapped"],
    ["an empty segment within a page", () => withEmptySegment(0x20004), "begins within a page"],
    ["zeros that cannot be written", () => withWord(secondSegment + 24, 4), "not writable"],
    ["an entry in data", () => withWord(24, 0x10000000), "not in executable text"],
    ["an entry outside", () => withWord(24, 0x10004), "not in executable text"],
    ["an entry at the end of the text", () => withWord(24, 0x10001), "not in executable text"],
    [
      "an entry between two instructions",
      () => writeElf({ ...small, entry: 0x10002, segments: [{ ...text, bytes: new Uint8Array(8), size: 8 }, data] }),
      "not a multiple of 4",
    ],
    ["a string table that is none", () => withWord(50, 1, 2), "does not name a string table"],
  ];
  it.each(refused)("%s", (_, file, message) => {
    const result = readElf(file());
    expect(result.ok ? "accepted" : result.error.map((error) => error.message).join("\n")).toContain(message);
  });

  it("but a segment may end with the file", () => {
    expect(readElf(withSegmentPastTheEnd(0)).ok).toBe(true);
  });

  it("but an empty segment may begin a page, even one where there is something", () => {
    for (const address of [0x10000, 0x20000]) {
      const image = readElf(withEmptySegment(address));
      expect(image.ok && image.value.segments.map((segment) => segment.address)).toEqual([0x10000]);
    }
  });

  it("but all segments together may need 1024 MiB, to the byte", () => {
    const most = 2 ** 30 - text.size;
    expect(readElf(withWord(secondSegment + 20, most)).ok).toBe(true);
    const more = readElf(withWord(secondSegment + 20, most + 1));
    expect(!more.ok && more.error.map(({ message }) => message)).toEqual([
      expect.stringContaining("more than 1024 MiB"),
    ]);
  });

  it("a segment in one page with the one before", () => {
    const file = writeElf({ ...small, segments: [text, { ...data, address: 0x10800, size: 0x1000 }] });
    const result = readElf(file);
    expect(!result.ok && result.error[0]?.message).toContain("share a page");
  });
});

describe("no file harms the reader", () => {
  /** Accepted, and then it runs to some behaviour; or refused with reasons. */
  function total(file: Uint8Array): void {
    const result = readElf(file);
    if (result.ok) expect(runMachine(result.value, { budget: 100 }).retired).toBeLessThanOrEqual(100);
    else expect(result.error.length).toBeGreaterThan(0);
  }

  it("65,535 segments of the same bytes, sections of the same bytes, and names without end", () => {
    const file = new Uint8Array(65535 * 40 + 52);
    file.set(writeElf(small).subarray(0, 52));
    const view = new DataView(file.buffer);
    view.setUint16(44, 65535, true);
    for (let i = 0; i < 65535; i++) {
      const header = [1, 0, 0x10000 + 0x1000 * i, 0, 0x1000, 0x1000, 5, 0x1000];
      for (const [j, word] of header.entries()) view.setUint32(52 + 32 * i + 4 * j, word, true);
    }
    total(file);
    view.setUint16(44, 1, true);
    view.setUint32(32, 52, true);
    view.setUint16(48, 65535, true);
    view.setUint16(50, 1, true);
    for (let i = 0; i < 65535; i++) {
      const header = [1, 3, 0, 0, 0, file.length, 0, 0, 1, 0];
      for (const [j, word] of header.entries()) view.setUint32(52 + 40 * i + 4 * j, word, true);
    }
    total(file);
  });

  it("no more than some twenty complaints, however many segments are wrong", () => {
    const file = new Uint8Array(52 + 65535 * 32);
    file.set(writeElf(small).subarray(0, 52));
    const view = new DataView(file.buffer);
    view.setUint16(44, 65535, true);
    for (let i = 0; i < 65535; i++) {
      view.setUint32(52 + 32 * i, 1, true);
      view.setUint32(52 + 32 * i + 8, 0x6fff_fffc - 0x1000 * i, true);
    }
    const result = readElf(file);
    expect(result.ok ? 0 : result.error.length).toBeLessThan(25);
  });

  it("random bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), total));
  });

  it("truncated at every length", () => {
    const file = writeElf(small);
    for (let length = 0; length < file.length; length++) total(file.subarray(0, length));
  });

  it("mutated", () => {
    // Most of the file is padding, so mutations go where meaning is: headers at both ends.
    const file = writeElf(small);
    const place = fc.oneof(fc.nat(200), fc.integer({ min: file.length - 800, max: file.length - 1 }));
    const mutation = fc.tuple(place, fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)));
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), (mutations) => {
        const mutated = file.slice();
        for (const [at, byte] of mutations) mutated[at] = byte;
        total(mutated);
      }),
      { numRuns: 3000 },
    );
  });
});
