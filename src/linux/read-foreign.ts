/**
 * File → image, as Linux and QEMU's user mode load it: page by page, where the strict reader goes byte by byte.
 *
 * A segment brings the whole of its pages: what is before it and behind it in them are the file's own bytes, or zeros
 * where the file ends, or where the segment is longer in memory than in the file. Where segments meet in a page, the one
 * whose header comes last has it. A file may say that it has compressed instructions; they fault when executed.
 *
 * Only for running programs that others built. What is certified is read strictly.
 */

import { type Result, success } from "../core/result.ts";
import { elfSegment, elfSizes } from "../machine/elf/format.ts";
import { type ElfError, type FoundSegment, readElf, withMemory } from "../machine/elf/read.ts";
import type { Image, Segment } from "../machine/isa/image.ts";
import { pageSize } from "../machine/isa/layout.ts";

/**
 * The image in a file as Linux would load it, or every reason found to refuse it.
 *
 * @example
 * ```ts
 * import { readForeignElf } from "etalon/linux";
 * import { writeElf } from "etalon/machine";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x73, 0, 0x10, 0), size: 4, permissions: { read: true, write: false, execute: true } };
 * const image = readForeignElf(writeElf({ entry: 0x10000, segments: [text] }));
 * image.ok && image.value.segments[0]?.size; // => 4096
 * ```
 */
export function readForeignElf(file: Uint8Array): Result<Image, readonly ElfError[]> {
  const image = readElf(file, { compressed: true, place: placePages });
  return image.ok ? success({ ...image.value, programHeaders: programHeadersOf(file) }) : image;
}

/** The memory that the kernel would map: for each page, what the last header that has a part of it says. */
function placePages(found: readonly FoundSegment[], file: Uint8Array): Segment[] {
  const mapped = withMemory(found).map((one) => mappingOf(one, file));
  const owners = new Map<number, Segment>();
  for (const mapping of mapped)
    for (let at = 0; at < mapping.size; at += pageSize) owners.set(mapping.address + at, mapping);
  const segments: Segment[] = [];
  let last: { owner: Segment; start: number; end: number } | undefined;
  const finish = (): void => {
    if (last === undefined) return;
    const { owner, start, end } = last;
    const bytes = owner.bytes.subarray(start - owner.address, end - owner.address);
    segments.push({ ...owner, address: start, bytes, size: end - start });
  };
  for (const page of [...owners.keys()].sort((a, b) => a - b)) {
    const owner = owners.get(page)!;
    if (last?.owner === owner && last.end === page) last.end += pageSize;
    else {
      finish();
      last = { owner, start: page, end: page + pageSize };
    }
  }
  finish();
  return segments;
}

/** One segment with the rest of its first and last page. */
function mappingOf({ offset, segment }: FoundSegment, file: Uint8Array): Segment {
  const { address, bytes, size, permissions } = segment;
  const before = address % pageSize;
  const whole = Math.ceil((before + size) / pageSize) * pageSize;
  if (bytes.length === 0) return { address: address - before, bytes, size: whole, permissions };
  // Behind the file's part there are zeros only when the segment asks for memory there.
  const end = size > bytes.length ? offset + bytes.length : offset - before + whole;
  return { address: address - before, bytes: file.subarray(offset - before, end), size: whole, permissions };
}

/** Where the table of program headers is in memory: in the segment that has that part of the file, if one has. */
function programHeadersOf(file: Uint8Array): { readonly address: number; readonly count: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = view.getUint32(28, true);
  const count = view.getUint16(44, true);
  for (let i = 0; i < count; i++) {
    const at = table + i * elfSizes.programHeader;
    const offset = view.getUint32(at + 4, true);
    const inside = table >= offset && table < offset + view.getUint32(at + 16, true);
    if (view.getUint32(at, true) === elfSegment.load && inside)
      return { address: view.getUint32(at + 8, true) + table - offset, count };
  }
  return { address: 0, count };
}
