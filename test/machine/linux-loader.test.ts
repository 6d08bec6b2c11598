/** A file that our reader accepts means the same to Linux: every byte of every segment is there, before 6.7 and since. */

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elfHeader, elfSizes } from "../../src/machine/elf/format.ts";
import { readElf } from "../../src/machine/elf/read.ts";
import { type Loaded, loadedBefore, loadedSince } from "./linux-loader.ts";

const fileSize = 0x3000;

/** A file of no byte 0 behind its headers, with these segments; the first one has the entry, and is text. */
function fileOf(segments: readonly Loaded[]): Uint8Array {
  const file = new Uint8Array(fileSize).fill(0xa5, elfSizes.header + segments.length * elfSizes.programHeader);
  const view = new DataView(file.buffer);
  file.set([...elfHeader.magic, elfHeader.class32, elfHeader.littleEndian, elfHeader.version]);
  view.setUint16(16, elfHeader.typeExecutable, true);
  view.setUint16(18, elfHeader.machineRiscv, true);
  view.setUint32(20, elfHeader.version, true);
  view.setUint32(24, segments[0]!.address, true);
  view.setUint32(28, elfSizes.header, true);
  view.setUint16(40, elfSizes.header, true);
  view.setUint16(42, elfSizes.programHeader, true);
  view.setUint16(44, segments.length, true);
  for (const [i, { offset, address, fileSize, size, writable }] of segments.entries()) {
    const words = [1, offset, address, address, fileSize, size, writable ? 6 : 5, 0x1000];
    for (const [j, word] of words.entries())
      view.setUint32(elfSizes.header + i * elfSizes.programHeader + 4 * j, word, true);
  }
  return file;
}

/** The first byte of the segments that is another than the image has; undefined where there is none. */
function difference(segments: readonly Loaded[], file: Uint8Array, load: typeof loadedBefore): string | undefined {
  const memory = load(file, segments);
  for (const { address, offset, fileSize, size } of memory === undefined ? [] : segments)
    for (let i = 0; i < size; i++) {
      const expected = i < fileSize ? file[offset + i] : 0;
      const found = memory?.(address + i);
      if (found !== expected) return `${found} and not ${expected} at ${address + i}`;
    }
  return undefined;
}

const text: Loaded = { offset: 0x1000, address: 0x1_0000, fileSize: 4, size: 4, writable: false };

const others = fc
  .record({ page: fc.integer({ min: 0x11, max: 0x16 }), within: fc.constantFrom(0, 0, 0, 4, 0xffc) })
  .chain(({ page, within }) => {
    const address = page * 0x1000 + within;
    return fc.record({
      offset: fc.constantFrom(within, within, 0x1000 + within, 8),
      address: fc.constant(address),
      fileSize: fc.constantFrom(0, 0, 4, 0x1000, 0x1004),
      more: fc.constantFrom(0, 0, 4, 0x1000, 0x2400),
      writable: fc.boolean(),
    });
  });

describe("what Linux loads", () => {
  it("is what the reader says, for every file that it accepts", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(others, { maxLength: 3 }), (made) => {
        const segments = [text, ...made.map(({ more, ...segment }) => ({ ...segment, size: segment.fileSize + more }))];
        const file = fileOf(segments);
        if (!readElf(file).ok) return;
        accepted++;
        expect(difference(segments, file, loadedSince)).toBe(undefined);
        expect(difference(segments, file, loadedBefore)).toBe(undefined);
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(1000);
  });

  it("is something else before 6.7 where an empty segment stands before one at a lower address", () => {
    const data: Loaded = { offset: 0x2000, address: 0x2_0000, fileSize: 4, size: 0x3000, writable: true };
    const empty: Loaded = { offset: 0, address: 0x2_1000, fileSize: 0, size: 0, writable: true };
    const wrong = [text, empty, data];
    expect(difference(wrong, fileOf(wrong), loadedSince)).toBe(undefined);
    expect(difference(wrong, fileOf(wrong), loadedBefore)).toBe("165 and not 0 at 131076");
    const read = readElf(fileOf(wrong));
    expect(!read.ok && read.error.map(({ message }) => message)).toEqual([
      "the segment at 0x00020000 and the one at 0x00021000 are not in ascending order",
    ]);
    expect(readElf(fileOf([text, data, empty])).ok).toBe(true);
  });
});
