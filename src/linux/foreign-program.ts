/**
 * Image → process: what Linux gives a program before its first instruction. A stack with arguments, variables and the
 * auxiliary vector at its top (System V ABI, "Process Initialization"), and room for a heap behind the last segment.
 *
 * Both become segments of the image, so that every engine runs the result like any other. That of the heap is empty at
 * the start and grows with brk: an access beyond the page that brk is in is a fault, as on Linux.
 */

import { elfSizes } from "../machine/elf/format.ts";
import type { Image, Segment } from "../machine/isa/image.ts";
import { kernelStackTop, pageSize } from "../machine/isa/layout.ts";
import { auxiliary } from "./linux.ts";

/** What a process is given. */
export interface ProcessOptions {
  /** The name it was called by, `argv[0]`; `program` unless given. */
  readonly name?: string;
  /** Its arguments, `argv[1]` and on. */
  readonly args?: readonly string[];
  /** Its environment variables. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The size of its stack in bytes; 8 MiB unless given. */
  readonly stack?: number;
  /** The most bytes that brk gives out; 256 MiB unless given, or less where there is less room. */
  readonly heap?: number;
}

/** A program ready to run. */
export interface ForeignProgram {
  /** The image with its stack and heap. */
  readonly image: Image;
  /** The stack pointer at the start. */
  readonly sp: number;
  /** What brk may give out. */
  readonly heap: { readonly start: number; readonly end: number };
}

/** The most bytes of arguments and variables; the rest of them is left out. */
const argumentLimit = 2 ** 17;

/**
 * The image as a process would find it. The stack ends at 0x8000_0000 if there is room below, or in the highest room there
 * is. Undefined when there is none.
 *
 * @example
 * ```ts
 * import { foreignProgram } from "etalon/linux";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x73, 0, 0x10, 0), size: 4, permissions: { read: true, write: false, execute: true } };
 * foreignProgram({ entry: 0x10000, segments: [text] })?.heap.start; // => 0x11000
 * ```
 */
export function foreignProgram(image: Image, options: ProcessOptions = {}): ForeignProgram | undefined {
  const { stack = 8 * 2 ** 20, heap = 256 * 2 ** 20 } = options;
  const argumentSize = up(argumentBlock(image, options, 0).length);
  const stackSize = Math.max(up(stack), pageSize);
  const top = stackTop(image.segments, stackSize + argumentSize);
  if (top === undefined) return undefined;
  const sp = top - argumentSize;
  const bottom = sp - stackSize;
  // As Linux has it, brk begins behind the highest segment.
  const start = up(Math.max(pageSize, ...image.segments.map(({ address, size }) => address + size)));
  const limit = (bottom >= start ? bottom : addressSpace) - pageSize;
  const room = Math.max(Math.min(up(heap), limit - start), 0);
  const permissions = { read: true, write: true, execute: false };
  const empty = { bytes: new Uint8Array(), permissions };
  const segments: Segment[] = [
    ...image.segments,
    ...(room === 0 ? [] : [{ ...empty, address: start, size: 0, room }]),
    { ...empty, address: bottom, size: stackSize },
    { address: sp, bytes: argumentBlock(image, options, sp), size: argumentSize, permissions },
  ].sort((a, b) => a.address - b.address);
  return { image: { ...image, segments }, sp, heap: { start, end: start + room } };
}

const addressSpace = 2 ** 32;

function up(address: number): number {
  return Math.ceil(address / pageSize) * pageSize;
}

/** The end of the highest room for a stack, a page apart from any segment: below the kernel's top, or else above it. */
function stackTop(segments: readonly Segment[], size: number): number | undefined {
  const taken = [
    ...segments.map(({ address, size: length }) => ({ from: address, to: up(address + length) })),
    { from: addressSpace, to: addressSpace },
  ].sort((a, b) => a.from - b.from);
  const tops: number[] = [];
  let free = 0;
  for (const { from, to } of taken) {
    const end = from === addressSpace ? addressSpace : Math.floor(from / pageSize) * pageSize;
    for (const top of [Math.min(end, kernelStackTop), end]) {
      // Up to the kernel's top, where nothing of the image may be meant, no distance is kept.
      const distance = top === kernelStackTop ? 0 : pageSize;
      if (top - distance - size >= free + pageSize) tops.push(top - distance);
    }
    free = Math.max(free, to);
  }
  return tops.filter((top) => top <= kernelStackTop).at(-1) ?? tops.at(-1);
}

/** The bytes at the top of the stack, from `base` on, which is sp. */
function argumentBlock(
  { entry, programHeaders }: Image,
  { name = "program", args = [], variables = {} }: ProcessOptions,
  base: number,
): Uint8Array {
  const encoder = new TextEncoder();
  let left = argumentLimit;
  const fits = (bytes: Uint8Array): boolean => {
    left -= bytes.length + 5;
    return left >= 0;
  };
  const zeroEnded = (text: string): Uint8Array => encoder.encode(`${text.replaceAll("\0", "")}\0`);
  const argv = [name, ...args].map(zeroEnded).filter(fits);
  const envp = Object.entries(variables)
    .map(([key, value]) => zeroEnded(`${key}=${value}`))
    .filter(fits);
  // Sixteen bytes that a program may take for random; here they are always the same.
  const random = Uint8Array.from({ length: 16 }, (_, i) => 17 * i);
  const headers = programHeaders === undefined ? [] : headerEntries(programHeaders);
  const vectors = 4 * (1 + argv.length + 1 + envp.length + 1 + headers.length) + 8 * 9;
  const start = Math.ceil(vectors / 16) * 16;
  const strings = [...argv, ...envp, random];
  const length = Math.ceil((start + strings.reduce((sum, s) => sum + s.length, 0)) / 16) * 16;
  const bytes = new Uint8Array(length);
  const places: number[] = [];
  let at = start;
  for (const s of strings) {
    bytes.set(s, at);
    places.push(base + at);
    at += s.length;
  }
  const words = [
    argv.length,
    ...places.slice(0, argv.length),
    0,
    ...places.slice(argv.length, argv.length + envp.length),
    0,
    ...headers,
    ...[auxiliary.pageSize, pageSize, auxiliary.entry, entry, auxiliary.uid, 0, auxiliary.euid, 0],
    ...[auxiliary.gid, 0, auxiliary.egid, 0, auxiliary.secure, 0, auxiliary.random, places.at(-1)!, auxiliary.end, 0],
  ];
  const view = new DataView(bytes.buffer);
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word, true);
  return bytes;
}

/** What the auxiliary vector says of the file's program headers. */
function headerEntries({ address, count }: { readonly address: number; readonly count: number }): readonly number[] {
  const { programHeaders, programHeaderSize, programHeaderCount } = auxiliary;
  return [programHeaders, address, programHeaderSize, elfSizes.programHeader, programHeaderCount, count];
}
