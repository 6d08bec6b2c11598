/**
 * File → image: a strict and total reader of static ELF32 executables for RV32IM.
 *
 * It accepts files that Linux would run and that have a meaning on our machine, and refuses the rest with reasons; no
 * byte string makes it throw, hang, or allocate more than a small multiple of its length. Where ELF leaves loaders
 * free, or loading is granular by page where our memory is by byte, it refuses, so that the file means one thing.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { hex, type Image, type ImageNote, type ImageSymbol, type Segment } from "../isa/image.ts";
import { memoryLimit, pageSize } from "../isa/layout.ts";
import { elfHeader, elfSection, elfSegment, elfSizes, elfSymbol } from "./format.ts";

/** After this many complaints the reader stops. */
const errorLimit = 20;

/** The longest name of a symbol or section, in bytes. */
const nameLimit = 4096;

/** A reason to refuse a file. */
export interface ElfError {
  /** Where in the file the offending field is, in bytes from its start. */
  readonly offset: number;
  readonly message: string;
}

/** A segment as a program header gives it. */
export interface FoundSegment {
  /** Where the program header is in the file. */
  readonly at: number;
  /** Where the segment's bytes are in the file. */
  readonly offset: number;
  readonly segment: Segment;
}

/** What a reader does where loaders differ. {@link readElf} has the strict one unless given. */
export interface ElfLoader {
  /** Does it accept a file with the flag for compressed instructions? */
  readonly compressed: boolean;
  /** The memory that the segments make, in ascending order of address; `file` is the whole file. */
  readonly place: (found: readonly FoundSegment[], file: Uint8Array, errors: ElfError[]) => Segment[];
}

/** The file being read, and the complaints so far. */
interface Reading {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly errors: ElfError[];
}

interface SectionHeader {
  readonly at: number;
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly bytes: Uint8Array;
  readonly link: number;
}

/**
 * The image in a file, or every reason found to refuse it.
 *
 * @example
 * ```ts
 * import { readElf } from "etalon/machine";
 * readElf(Uint8Array.of(1, 2, 3)); // => { ok: false, error: [{ offset: 0, message: "the file has 3 bytes, too few for an ELF header (52)" }] }
 * ```
 */
export function readElf(file: Uint8Array, loader: ElfLoader = strict): Result<Image, readonly ElfError[]> {
  // One copy, which all parts of the image share: the image must not change when the caller's buffer does, and a file
  // that names the same bytes a thousand times must not take a thousand times its size.
  // (Not `file.slice()`: a Node Buffer would answer with a view of itself.)
  const bytes = new Uint8Array(file);
  const view = new DataView(bytes.buffer);
  const reading: Reading = { bytes, view, errors: [] };
  const { errors } = reading;
  readHeader(reading, loader);
  if (errors.length > 0) return failure(errors);
  const segments = readSegments(reading, loader);
  const entry = view.getUint32(24, true);
  if (errors.length === 0) checkEntry(reading, entry, segments);
  const sections = readSections(reading);
  const symbols = readSymbols(reading, sections);
  if (errors.length > 0) return failure(errors);
  return success({ entry, segments, symbols, notes: notesOf(sections) });
}

function readHeader({ bytes, view, errors }: Reading, { compressed }: ElfLoader): void {
  const complain = (offset: number, message: string): void => void errors.push({ offset, message });
  if (bytes.length < elfSizes.header) {
    complain(0, `the file has ${bytes.length} bytes, too few for an ELF header (${elfSizes.header})`);
    return;
  }
  if (elfHeader.magic.some((byte, i) => bytes[i] !== byte)) {
    complain(0, "not an ELF file: it does not begin with 7f 45 4c 46");
    return;
  }
  if (bytes[4] !== elfHeader.class32) complain(4, "not a 32-bit ELF file");
  if (bytes[5] !== elfHeader.littleEndian) complain(5, "not a little-endian ELF file");
  if (errors.length > 0) return;
  if (bytes[6] !== elfHeader.version || view.getUint32(20, true) !== elfHeader.version) {
    complain(6, "unknown ELF version; expected 1");
  }
  const abi = bytes[7];
  if (abi !== elfHeader.systemV && abi !== elfHeader.gnu) complain(7, `made for operating system ${abi}, not Linux`);
  const type = view.getUint16(16, true);
  if (type === elfHeader.typeDynamic) {
    complain(16, "position-independent or shared; expected a static executable (link with -static -no-pie)");
  } else if (type !== elfHeader.typeExecutable) complain(16, `ELF type ${type}; expected an executable (2)`);
  const machine = view.getUint16(18, true);
  if (machine !== elfHeader.machineRiscv) complain(18, `made for machine ${machine}; expected RISC-V (243)`);
  const flags = view.getUint32(36, true);
  if (flags & elfHeader.flagCompressed && !compressed)
    complain(36, "uses compressed instructions; build it with -march=rv32im");
  if (flags & elfHeader.flagFloatMask) complain(36, "uses floating-point registers; build it with -mabi=ilp32");
  if (flags & elfHeader.flagEmbedded) complain(36, "made for RV32E; build it with -march=rv32im");
  if (view.getUint16(40, true) !== elfSizes.header) complain(40, `e_ehsize is not ${elfSizes.header}`);
  const count = view.getUint16(44, true);
  if (count === 0) complain(44, "no program headers, so nothing to load");
  else if (view.getUint16(42, true) !== elfSizes.programHeader) {
    complain(42, `e_phentsize is not ${elfSizes.programHeader}`);
  } else if (view.getUint32(28, true) + count * elfSizes.programHeader > bytes.length) {
    complain(28, "the program headers lie beyond the end of the file");
  }
}

function readSegments({ bytes, view, errors }: Reading, { place }: ElfLoader): Segment[] {
  const table = view.getUint32(28, true);
  const found: FoundSegment[] = [];
  let total = 0;
  let totalInFile = 0;
  for (let i = 0; i < view.getUint16(44, true) && errors.length < errorLimit; i++) {
    const at = table + i * elfSizes.programHeader;
    const complain = (field: number, message: string): void => {
      errors.push({ offset: at + field, message: `program header ${i}: ${message}` });
    };
    const type = view.getUint32(at, true);
    if (type === elfSegment.interpreter || type === elfSegment.dynamic) {
      complain(0, "needs a dynamic linker; expected a static executable (link with -static -no-pie)");
    }
    if (type !== elfSegment.load) continue;
    const offset = view.getUint32(at + 4, true);
    const address = view.getUint32(at + 8, true);
    const fileSize = view.getUint32(at + 16, true);
    const size = view.getUint32(at + 20, true);
    const flags = view.getUint32(at + 24, true);
    const permissions = {
      read: (flags & elfSegment.read) !== 0,
      write: (flags & elfSegment.write) !== 0,
      execute: (flags & elfSegment.execute) !== 0,
    };
    const before = errors.length;
    if (fileSize > size) complain(16, `${fileSize} bytes in the file, but only ${size} in memory`);
    if (offset + fileSize > bytes.length) complain(4, "its bytes lie beyond the end of the file");
    if (address + size > 2 ** 32) complain(8, `${size} bytes at ${hex(address)} go beyond the 32-bit address space`);
    if (fileSize > 0 && (address - offset) % pageSize !== 0) {
      complain(
        4,
        `offset ${hex(offset)} and address ${hex(address)} differ modulo the page size, so it cannot be mapped`,
      );
    }
    if (size > fileSize && !permissions.write) complain(20, "zero-filled memory that is not writable");
    total += size;
    totalInFile += fileSize;
    if (errors.length > before) continue;
    const contents = bytes.subarray(offset, offset + fileSize);
    found.push({ at, offset, segment: { address, bytes: contents, size, permissions } });
    if (total > memoryLimit) {
      complain(20, `the segments need more than ${memoryLimit / 2 ** 20} MiB of memory`);
      break;
    }
    if (totalInFile > bytes.length) {
      complain(16, "the segments together claim more bytes than the file has");
      break;
    }
  }
  return place(found, bytes, errors);
}

/** Memory by byte, which is what the file means to loaders of every kind only where no two segments share a page. */
function placeApart(found: readonly FoundSegment[], _: Uint8Array, errors: ElfError[]): Segment[] {
  const between = (segment: Segment, previous: Segment): string =>
    `the segment at ${hex(segment.address)} and the one at ${hex(previous.address)}`;
  for (const [i, { at, segment }] of found.entries()) {
    if (errors.length >= errorLimit) break;
    // Linux before 6.7 maps the page for it, with what the file has there, whatever else is in that page.
    if (segment.size === 0 && segment.address % pageSize !== 0)
      errors.push({ offset: at + 8, message: `an empty segment begins within a page, at ${hex(segment.address)}` });
    // As the format has it. With others, empty ones too, Linux before 6.7 does not make all of the zeros.
    const previous = found[i - 1]?.segment;
    if (previous !== undefined && segment.address < previous.address)
      errors.push({ offset: at + 8, message: `${between(segment, previous)} are not in ascending order` });
  }
  const placed = withMemory(found);
  for (const [i, { at, segment }] of placed.entries()) {
    const previous = placed[i - 1]?.segment;
    if (errors.length >= errorLimit) break;
    if (previous === undefined || segment.address < previous.address) continue;
    const end = previous.address + previous.size;
    if (end > segment.address) errors.push({ offset: at + 8, message: `${between(segment, previous)} overlap` });
    else if (Math.floor((end - 1) / pageSize) === Math.floor(segment.address / pageSize)) {
      errors.push({ offset: at + 8, message: `${between(segment, previous)} share a page` });
    }
  }
  return placed.map(({ segment }) => segment);
}

/** The segments that have memory. */
export function withMemory(found: readonly FoundSegment[]): readonly FoundSegment[] {
  return found.filter(({ segment }) => segment.size > 0);
}

const strict: ElfLoader = { compressed: false, place: placeApart };

function checkEntry({ errors }: Reading, entry: number, segments: readonly Segment[]): void {
  const inText = (s: Segment): boolean =>
    s.permissions.execute && entry >= s.address && entry + 4 <= s.address + s.size;
  if (!segments.some(inText))
    errors.push({ offset: 24, message: `the entry point ${hex(entry)} is not in executable text` });
  else if (entry % 4 !== 0)
    errors.push({ offset: 24, message: `the entry point ${hex(entry)} is not a multiple of 4` });
}

/** The section headers, without which a file still runs: a file may have none, but not broken ones. */
function readSections({ bytes, view, errors }: Reading): SectionHeader[] {
  const table = view.getUint32(32, true);
  const count = view.getUint16(48, true);
  if (count === 0) return [];
  if (view.getUint16(46, true) !== elfSizes.sectionHeader) {
    errors.push({ offset: 46, message: `e_shentsize is not ${elfSizes.sectionHeader}` });
    return [];
  }
  if (table + count * elfSizes.sectionHeader > bytes.length) {
    errors.push({ offset: 32, message: "the section headers lie beyond the end of the file" });
    return [];
  }
  const headers = Array.from({ length: count }, (_, i) => {
    const at = table + i * elfSizes.sectionHeader;
    const type = view.getUint32(at + 4, true);
    const offset = view.getUint32(at + 16, true);
    const size = view.getUint32(at + 20, true);
    const inFile = type !== elfSection.null && type !== elfSection.noBits;
    if (inFile && offset + size > bytes.length && errors.length < errorLimit) {
      errors.push({ offset: at + 16, message: `section ${i} lies beyond the end of the file` });
    }
    const body = inFile ? bytes.subarray(offset, offset + size) : bytes.subarray(0, 0);
    const nameOffset = view.getUint32(at, true);
    return {
      at,
      type,
      nameOffset,
      flags: view.getUint32(at + 8, true),
      bytes: body,
      link: view.getUint32(at + 24, true),
    };
  });
  const names = headers[view.getUint16(50, true)];
  if (names?.type !== elfSection.stringTable) {
    errors.push({ offset: 50, message: "e_shstrndx does not name a string table" });
    return [];
  }
  return headers.map((header, i) => {
    if (errors.length >= errorLimit) return { ...header, name: "" };
    const name = stringAt(names.bytes, header.nameOffset);
    if (name === undefined) errors.push({ offset: header.at, message: `section ${i} has no name in the string table` });
    return { ...header, name: name ?? "" };
  });
}

function readSymbols({ errors }: Reading, sections: readonly SectionHeader[]): ImageSymbol[] {
  const symbols: ImageSymbol[] = [];
  const table = sections.find((section) => section.type === elfSection.symbolTable);
  if (table === undefined) return symbols;
  const names = sections[table.link];
  if (names?.type !== elfSection.stringTable) {
    errors.push({ offset: table.at + 24, message: "the symbol table does not name a string table" });
    return symbols;
  }
  if (table.bytes.length % elfSizes.symbol !== 0) {
    errors.push({ offset: table.at + 20, message: `the symbol table is not a multiple of ${elfSizes.symbol} bytes` });
    return symbols;
  }
  const view = new DataView(table.bytes.buffer, table.bytes.byteOffset, table.bytes.byteLength);
  for (let at = 0; at < table.bytes.length; at += elfSizes.symbol) {
    const type = view.getUint8(at + 12) & 0xf;
    const section = view.getUint16(at + 14, true);
    if (type > elfSymbol.function || section === elfSection.undefinedIndex) continue;
    const name = stringAt(names.bytes, view.getUint32(at, true));
    if (name === undefined) {
      errors.push({ offset: table.bytes.byteOffset + at, message: "a symbol has no name in the string table" });
      return symbols;
    }
    // Symbols such as `$x` are mapping symbols of the RISC-V assembler, not names from a program.
    if (name === "" || name.startsWith("$")) continue;
    symbols.push({ name, address: view.getUint32(at + 4, true), size: view.getUint32(at + 8, true) });
  }
  return symbols;
}

function notesOf(sections: readonly SectionHeader[]): ImageNote[] {
  return sections
    .filter(({ type, flags }) => type === elfSection.programBits && (flags & elfSection.allocated) === 0)
    .map(({ name, bytes }) => ({ name, bytes }));
}

/** The string that begins at `offset` and ends before the next zero byte; undefined when there is none, or too long. */
function stringAt(table: Uint8Array, offset: number): string | undefined {
  const rest = table.subarray(offset, offset + nameLimit);
  const end = rest.indexOf(0);
  return end < 0 ? undefined : new TextDecoder().decode(rest.subarray(0, end));
}
