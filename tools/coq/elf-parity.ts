/**
 * Does the ELF reader in Coq agree with ours? The same memory from the same files, and the same files refused; but for those that ours refuses
 * only for their sections or symbols, which Coq does not look at. And files on which the two could part.
 */

import { isDeepStrictEqual } from "node:util";
import { readElf } from "../../src/machine/elf/read.ts";
import { elfInCoq } from "./machine.ts";

const beyondMemory = /section|symbol|e_sh/u;

/** What Coq's reader says of a file, or how ours and Coq's differ. */
export function elfParity(file: Uint8Array): "accepted" | "refused" | "different" {
  const ours = readElf(file);
  const coq = elfInCoq(file);
  const answer = coq === undefined ? "refused" : "accepted";
  if (!ours.ok)
    return coq === undefined || ours.error.every(({ message }) => beyondMemory.test(message)) ? answer : "different";
  const { entry, segments } = ours.value;
  const same = { entry, segments: segments.map((s) => ({ ...s, bytes: Uint8Array.from(s.bytes) })) };
  return isDeepStrictEqual(coq, same) ? answer : "different";
}

/** A file of 128 bytes: a header, two program headers, a text of 12 bytes that comes after them, and one page of zeros. */
export function smallFile(): DataView {
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

/** The bytes of a file. */
export function bytesOf(file: DataView): Uint8Array {
  return new Uint8Array(file.buffer);
}

/** That file with one word of its headers changed, to values at which rules begin and end, or with a bit of one byte changed, or cut off. */
export function* filesAtBorders(): Generator<Uint8Array> {
  const values = [0, 1, 2, 3, 4, 5, 7, 8, 0xc, 0x20034, 0xfff, 0x1000, 0x1001, 0x10001, 0x10076, 0x10078, 0x11000];
  const great = [0x1f000, 0x3ffffff0, 0x40000000, 0x7fffffff, 0x80000000, 0xfffff000, 0xffffffff];
  for (let offset = 0; offset < 116; offset += 4)
    for (const value of [...values, ...great]) {
      const file = smallFile();
      file.setUint32(offset, value, true);
      yield bytesOf(file);
    }
  // The first segment ends where the page of the second begins, or a byte before or behind it.
  for (const size of [0xff8b, 0xff8c, 0xff8d]) {
    const file = smallFile();
    file.setUint32(52 + 20, size, true);
    file.setUint32(52 + 24, 7, true);
    yield bytesOf(file);
  }
  // The second is empty, and begins with its page, within it, or at its end.
  for (const address of [0x20000, 0x20001, 0x20fff, 0x21000, 0x10000, 0x10ffc]) {
    const file = smallFile();
    file.setUint32(84 + 8, address, true);
    file.setUint32(84 + 20, 0, true);
    yield bytesOf(file);
  }
  for (let bit = 0; bit < 8 * 116; bit++) {
    const file = smallFile();
    file.setUint8(bit >> 3, file.getUint8(bit >> 3) ^ (1 << (bit & 7)));
    yield bytesOf(file);
  }
  for (let length = 0; length < 128; length++) yield bytesOf(smallFile()).subarray(0, length);
}
