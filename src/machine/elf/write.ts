/**
 * Image → file: a static ELF32 executable that Linux (and `qemu-riscv32`) runs and that objdump and readelf read.
 *
 * The file is: header, program headers, the bytes of each segment (at an offset equal to its address modulo the page
 * size, so that they can be mapped), notes, symbol table, string tables, section headers. Sections follow from the
 * segments. The bytes depend on the image alone.
 */

import type { Image, Permissions, Segment } from "../isa/image.ts";
import { pageSize } from "../isa/layout.ts";
import { elfHeader, elfSection, elfSegment, elfSizes, elfSymbol } from "./format.ts";

/** A section while the file is laid out; `offset` and `size` are of the file. */
interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link?: number;
  readonly info?: number;
  readonly align: number;
  readonly entrySize?: number;
}

/** A growing file. */
class Output {
  #bytes = new Uint8Array(0x4000);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Zeros until the length is `remainder` modulo `multiple`. */
  align(multiple: number, remainder = 0): void {
    const gap = (((remainder - this.#length) % multiple) + multiple) % multiple;
    this.#reserve(gap);
    this.#length += gap;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#view.setUint8(this.#length, value);
    this.#length += 1;
  }

  half(value: number): void {
    this.#reserve(2);
    this.#view.setUint16(this.#length, value, true);
    this.#length += 2;
  }

  words(...values: readonly number[]): void {
    this.#reserve(4 * values.length);
    for (const value of values) {
      this.#view.setUint32(this.#length, value, true);
      this.#length += 4;
    }
  }

  /** Overwrite from `offset` on, within what is there. */
  patch(offset: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, offset);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + count));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}

/** A string table: each distinct string once, at its offset. */
class Strings {
  readonly output = new Output();
  readonly #offsets = new Map<string, number>();

  constructor() {
    this.output.byte(0);
    this.#offsets.set("", 0);
  }

  offsetOf(text: string): number {
    const known = this.#offsets.get(text);
    if (known !== undefined) return known;
    const offset = this.output.length;
    this.output.append(new TextEncoder().encode(text));
    this.output.byte(0);
    this.#offsets.set(text, offset);
    return offset;
  }
}

/**
 * The file of an image, which must be well formed: segments in ascending order, none sharing a page (what
 * {@link readElf} returns always is).
 *
 * @example
 * ```ts
 * import { readElf, writeElf } from "etalon/machine";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x73, 0, 0, 0), size: 4, permissions: { read: true, write: false, execute: true } };
 * const file = writeElf({ entry: 0x10000, segments: [text] });
 * readElf(file).ok; // => true
 * ```
 */
export function writeElf(image: Image): Uint8Array {
  const output = new Output();
  const offsets = writeSegments(output, image.segments);
  const allocated = uniquelyNamed(image.segments.flatMap((segment, i) => sectionsOf(segment, offsets[i]!)));

  const plain = { flags: 0, address: 0, align: 1 };
  const others: Section[] = [];
  for (const note of image.notes ?? []) {
    const { programBits } = elfSection;
    others.push({ ...plain, name: note.name, type: programBits, offset: output.length, size: note.bytes.length });
    output.append(note.bytes);
  }

  const symbolNames = new Strings();
  output.align(4);
  const symbolTable = output.length;
  writeSymbols(output, symbolNames, image, allocated);
  others.push({
    ...plain,
    name: ".symtab",
    type: elfSection.symbolTable,
    offset: symbolTable,
    size: output.length - symbolTable,
    link: 1 + allocated.length + others.length + 1, // the .strtab, which comes next
    info: 1, // the first global symbol
    align: 4,
    entrySize: elfSizes.symbol,
  });
  const symbolText = symbolNames.output.finish();
  others.push({
    ...plain,
    name: ".strtab",
    type: elfSection.stringTable,
    offset: output.length,
    size: symbolText.length,
  });
  output.append(symbolText);

  const sectionNames = new Strings();
  for (const section of [...allocated, ...others]) sectionNames.offsetOf(section.name);
  const nameOfNames = sectionNames.offsetOf(".shstrtab");
  const sectionText = sectionNames.output.finish();
  const type = elfSection.stringTable;
  others.push({ ...plain, name: ".shstrtab", type, offset: output.length, size: sectionText.length });
  output.append(sectionText);

  output.align(4);
  const sectionHeaders = output.length;
  output.append(new Uint8Array(elfSizes.sectionHeader));
  const all = [...allocated, ...others];
  for (const section of all) {
    const name = section.name === ".shstrtab" ? nameOfNames : sectionNames.offsetOf(section.name);
    output.words(name, section.type, section.flags, section.address, section.offset, section.size);
    output.words(section.link ?? 0, section.info ?? 0, section.align, section.entrySize ?? 0);
  }
  output.patch(0, headers(image, offsets, sectionHeaders, all.length + 1));
  return output.finish();
}

/** How many bytes are before the first segment in a bare file with so many segments. */
export function bareHeaderBytes(segments: number): number {
  return elfSizes.header + segments * elfSizes.programHeader;
}

/**
 * The smallest file of an image: headers and segments, and nothing for people. The first segment needs an address that is
 * {@link bareHeaderBytes} modulo the page size, or zeros come before it, so that it can be mapped.
 *
 * @example
 * ```ts
 * import { readElf, writeBareElf } from "etalon/machine";
 * const text = { address: 0x10054, bytes: Uint8Array.of(0x73, 0, 0, 0), size: 4, permissions: { read: true, write: false, execute: true } };
 * const file = writeBareElf({ entry: 0x10054, segments: [text] });
 * file.length; // => 88
 * readElf(file).ok; // => true
 * ```
 */
export function writeBareElf(image: Image): Uint8Array {
  const output = new Output();
  const offsets = writeSegments(output, image.segments);
  output.patch(0, headers(image, offsets, 0, 0));
  return output.finish();
}

/** Room for the headers, and after it the segments, each so that it can be mapped. Where in the file each of them begins. */
function writeSegments(output: Output, segments: readonly Segment[]): readonly number[] {
  output.append(new Uint8Array(bareHeaderBytes(segments.length)));
  return segments.map(({ address, bytes }) => {
    if (bytes.length > 0) output.align(pageSize, address % pageSize);
    const offset = output.length;
    output.append(bytes);
    return offset;
  });
}

/** The file header and the program headers; without sections, a file has none of their numbers. */
function headers(image: Image, offsets: readonly number[], sectionHeaders: number, sectionCount: number): Uint8Array {
  const output = new Output();
  output.append(Uint8Array.from(elfHeader.magic));
  output.append(Uint8Array.of(elfHeader.class32, elfHeader.littleEndian, elfHeader.version, elfHeader.systemV));
  output.append(new Uint8Array(8));
  output.half(elfHeader.typeExecutable);
  output.half(elfHeader.machineRiscv);
  output.words(elfHeader.version, image.entry, elfSizes.header, sectionHeaders, 0);
  output.half(elfSizes.header);
  output.half(elfSizes.programHeader);
  output.half(image.segments.length);
  output.half(sectionCount === 0 ? 0 : elfSizes.sectionHeader);
  output.half(sectionCount);
  output.half(Math.max(0, sectionCount - 1));
  for (const [i, { address, bytes, size, permissions }] of image.segments.entries()) {
    output.words(elfSegment.load, bytes.length > 0 ? offsets[i]! : address % pageSize, address, address);
    output.words(bytes.length, size, segmentFlags(permissions), pageSize);
  }
  return output.finish();
}

function segmentFlags({ read, write, execute }: Permissions): number {
  return (read ? elfSegment.read : 0) | (write ? elfSegment.write : 0) | (execute ? elfSegment.execute : 0);
}

/** The one or two sections of a segment: its bytes, and its zeros. */
function sectionsOf(segment: Segment, offset: number): Section[] {
  const { address, bytes, size, permissions } = segment;
  const write = permissions.write ? elfSection.write : 0;
  const execute = permissions.execute ? elfSection.executable : 0;
  const flags = elfSection.allocated | write | execute;
  const sections: Section[] = [];
  if (bytes.length > 0) {
    const name = permissions.execute ? ".text" : permissions.write ? ".data" : ".rodata";
    const type = elfSection.programBits;
    sections.push({ name, type, flags, address, offset, size: bytes.length, align: 4 });
  }
  if (size > bytes.length) {
    const zeros = { name: ".bss", type: elfSection.noBits, address: address + bytes.length, size: size - bytes.length };
    sections.push({ ...zeros, flags, offset: offset + bytes.length, align: 1 });
  }
  return sections;
}

/** The same sections, where a name that was taken gets a number: `.text`, `.text.2`. */
function uniquelyNamed(sections: readonly Section[]): Section[] {
  const counts = new Map<string, number>();
  return sections.map((section) => {
    const count = (counts.get(section.name) ?? 0) + 1;
    counts.set(section.name, count);
    return count === 1 ? section : { ...section, name: `${section.name}.${count}` };
  });
}

function writeSymbols(output: Output, names: Strings, image: Image, sections: readonly Section[]): void {
  output.append(new Uint8Array(elfSizes.symbol));
  for (const symbol of image.symbols ?? []) {
    // A symbol just past the end of a section (such as the end of the heap) still belongs to it.
    const inside = sections.findIndex((s) => symbol.address >= s.address && symbol.address < s.address + s.size);
    const at = inside >= 0 ? inside : sections.findIndex((s) => symbol.address === s.address + s.size);
    const section = sections[at];
    const executable = section !== undefined && (section.flags & elfSection.executable) !== 0;
    const type = section === undefined ? elfSymbol.noType : executable ? elfSymbol.function : elfSymbol.object;
    output.words(names.offsetOf(symbol.name), symbol.address, symbol.size);
    output.byte((elfSymbol.global << 4) | type);
    output.byte(0);
    output.half(section === undefined ? elfSection.absoluteIndex : at + 1);
  }
}
