/**
 * The ELF reader in Coq and in TypeScript: the same memory from the same files, and the same files refused; but for those that
 * TypeScript refuses only for their sections or symbols, which Coq does not look at.
 */

import { readFileSync } from "node:fs";
import { readElf, writeElf } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elfInCoq } from "../../tools/coq/machine.ts";
import { anyImage } from "../machine/generators.ts";

const beyondMemory = /section|symbol|e_sh/u;

function compare(file: Uint8Array): "accepted" | "refused" {
  const ours = readElf(file);
  const coq = elfInCoq(file);
  if (ours.ok) {
    const { entry, segments } = ours.value;
    expect(coq).toEqual({ entry, segments: segments.map((s) => ({ ...s, bytes: Uint8Array.from(s.bytes) })) });
  } else if (ours.error.some(({ message }) => !beyondMemory.test(message))) expect(coq).toBeUndefined();
  return coq === undefined ? "refused" : "accepted";
}

/** A file of 128 bytes: a header, two program headers, a text of 12 bytes that comes after them, and one page of zeros. */
function small(): DataView {
  const file = new DataView(new ArrayBuffer(128));
  const [text, data] = [0x10000 + 116, 0x20000];
  const words = [0x464c457f, 0x00010101, 0, 0, 0x00f30002, 1, text, 52, 0, 0, 0x00200034, 2, 0];
  const load = (offset: number, address: number, inFile: number, inMemory: number, flags: number): number[] => [
    ...[1, offset, address, address, inFile, inMemory, flags, 0x1000],
  ];
  const all = [...words, ...load(116, text, 12, 12, 5), ...load(0, data, 0, 0x1000, 6)];
  for (const [i, word] of all.entries()) file.setUint32(4 * i, word, true);
  return file;
}

function bytesOf(file: DataView): Uint8Array {
  return new Uint8Array(file.buffer);
}

describe("the ELF reader in Coq", () => {
  it("reads what we write", () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        expect(compare(writeElf(image))).toBe("accepted");
      }),
      { numRuns: 12 },
    );
  });

  it("reads a file that others made", () => {
    expect(compare(readFileSync(new URL("../engine/calls.elf", import.meta.url)))).toBe("accepted");
  });

  it("refuses a truncated file", () => {
    expect(compare(bytesOf(small()))).toBe("accepted");
    for (let length = 0; length < 128; length++) expect(compare(bytesOf(small()).subarray(0, length))).toBe("refused");
  });

  it("agrees whatever is in a field", () => {
    // Values at which rules begin and end, in every word of all three headers.
    const values = [0, 1, 2, 3, 4, 5, 7, 8, 0xc, 0x20034, 0xfff, 0x1000, 0x1001, 0x10001, 0x10078, 0x11000, 0x1f000];
    const great = [0x3ffffff0, 0x40000000, 0x7fffffff, 0x80000000, 0xfffff000, 0xffffffff];
    for (let offset = 0; offset < 116; offset += 4)
      for (const value of [...values, ...great]) {
        const file = small();
        file.setUint32(offset, value, true);
        compare(bytesOf(file));
      }
  });

  it("agrees on mutated files", () => {
    const mutation = fc.tuple(fc.nat(115), fc.oneof(fc.constantFrom(0, 1, 3, 0x10, 0x7f, 0x80, 0xff), fc.nat(255)));
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const file = small();
        for (const [at, byte] of mutations) file.setUint8(at, byte);
        compare(bytesOf(file));
      }),
      { numRuns: 500 },
    );
  });
});
