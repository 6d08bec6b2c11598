/**
 * An executable as a text that any hex0 assembles to the same bytes: pairs of hexadecimal digits, and behind a # what they are. Each
 * byte of the file is there once, in order, so that whoever reads the text has read the file.
 */

import type { Source } from "../../index.ts";
import type { Image } from "../../machine/index.ts";
import { sha256 } from "./facts.ts";
import { instructionsOf, linesIn, sourceLine, symbolNames } from "./instruction-lines.ts";

/** Some bytes of the file with what they are. */
interface Part {
  readonly from: number;
  readonly bytes: number;
  readonly comment: string;
  /** Lines before it. */
  readonly heads: readonly string[];
}

/** Fields of the file header after e_ident, and of a program header: names and sizes in bytes, as in the System V ABI. */
const headerFields: Readonly<Record<string, number>> = {
  e_type: 2,
  e_machine: 2,
  e_version: 4,
  e_entry: 4,
  e_phoff: 4,
  e_shoff: 4,
  e_flags: 4,
  e_ehsize: 2,
  e_phentsize: 2,
  e_phnum: 2,
  e_shentsize: 2,
  e_shnum: 2,
  e_shstrndx: 2,
};
const segmentFields = ["p_type", "p_offset", "p_vaddr", "p_paddr", "p_filesz", "p_memsz", "p_flags", "p_align"];

/** How many bytes without a name are in a line. */
const row = 16;

/** The lines of the text; with those of the source, where it is at hand. */
export function* hex0Lines(file: Uint8Array, image: Image, source: Source | undefined): Generator<string> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  yield `# ${file.length} bytes, SHA-256 ${sha256(file)}`;
  let at = 0;
  let last: string | undefined;
  for (const part of [...headerParts(view), ...textParts(view, image, source)]) {
    // What is described twice, as a file may have it, is written once.
    if (part.from < at) continue;
    yield* plain(file, at, part.from);
    for (const head of part.heads) {
      if (head !== last) yield `# ${head}`;
      last = head;
    }
    yield `${hexOf(file, part.from, part.from + part.bytes).padEnd(24)}# ${part.comment}`;
    at = part.from + part.bytes;
  }
  yield* plain(file, at, file.length);
}

function hexOf(file: Uint8Array, from: number, to: number): string {
  return Array.from(file.subarray(from, to), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

function* plain(file: Uint8Array, from: number, to: number): Generator<string> {
  for (let at = from; at < to; at += row) yield hexOf(file, at, Math.min(at + row, to));
}

function* headerParts(view: DataView): Generator<Part> {
  const field = (from: number, name: string, bytes: number, heads: readonly string[] = []): Part => {
    const value = bytes === 2 ? view.getUint16(from, true) : view.getUint32(from, true);
    return { from, bytes, heads, comment: `${name} ${bytes === 2 ? value : `0x${value.toString(16)}`}` };
  };
  yield { from: 0, bytes: 4, comment: "ELF", heads: ["The file's header"] };
  yield { from: 4, bytes: 4, comment: "32 bits, little-endian, version 1, System V", heads: [] };
  yield { from: 8, bytes: 8, comment: "nothing", heads: [] };
  let at = 16;
  for (const [name, bytes] of Object.entries(headerFields)) {
    yield field(at, name, bytes);
    at += bytes;
  }
  for (const [i, from] of programHeaders(view).entries())
    for (const [k, name] of segmentFields.entries())
      yield field(from + 4 * k, name, 4, k === 0 ? [`Program header ${i + 1}`] : []);
}

function programHeaders(view: DataView): readonly number[] {
  const [table, size, count] = [view.getUint32(28, true), view.getUint16(42, true), view.getUint16(44, true)];
  return Array.from({ length: count }, (_, i) => table + i * size);
}

/** The instructions, where they lie in the file. */
function* textParts(view: DataView, image: Image, source: Source | undefined): Generator<Part> {
  const names = symbolNames(image);
  const textOf = linesIn(source);
  const segments = programHeaders(view).map((from) => ({
    offset: view.getUint32(from + 4, true),
    address: view.getUint32(from + 8, true),
    size: view.getUint32(from + 16, true),
  }));
  for (const { pc, text, origin } of instructionsOf(image)) {
    const segment = segments.find(({ address, size }) => pc >= address && pc + 4 <= address + size);
    if (segment === undefined) continue;
    const name = names.get(pc);
    const line = origin && sourceLine(origin, textOf(origin));
    const heads = [...(name === undefined ? [] : [`${name}:`]), ...(line === undefined ? [] : [line])];
    const comment = `${pc.toString(16).padStart(8, "0")}  ${text}`;
    yield { from: segment.offset + pc - segment.address, bytes: 4, comment, heads };
  }
}
