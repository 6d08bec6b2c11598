/**
 * Image → process: what Linux gives a program before its first instruction. A stack with arguments, variables and the
 * auxiliary vector at its top (System V ABI, "Process Initialization"), and room for a heap behind the last segment.
 *
 * Both become segments of the image, so that every engine runs the result like any other. That of the heap is empty at
 * the start and grows with brk: an access beyond the page that brk is in is a fault, as on Linux.
 */

import type { Image, Segment } from "../image.ts";
import { kernelStackTop, pageSize } from "../layout.ts";
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
 * The image as a process would find it. Undefined when the image leaves no room for a stack below 0x8000_0000.
 *
 * @example
 * ```ts
 * import { foreignProgram } from "etalon/machine";
 * const text = { address: 0x10000, bytes: Uint8Array.of(0x73, 0, 0x10, 0), size: 4, permissions: { read: true, write: false, execute: true } };
 * foreignProgram({ entry: 0x10000, segments: [text] })?.heap.start; // => 0x11000
 * ```
 */
export function foreignProgram(image: Image, options: ProcessOptions = {}): ForeignProgram | undefined {
  const { stack = 8 * 2 ** 20, heap = 256 * 2 ** 20 } = options;
  const up = (address: number): number => Math.ceil(address / pageSize) * pageSize;
  const block = argumentBlock(image.entry, options);
  const top = kernelStackTop - up(block.length);
  const bottom = top - Math.max(up(stack), pageSize);
  const below = image.segments.filter(({ address }) => address < kernelStackTop);
  const end = up(Math.max(pageSize, ...below.map(({ address, size }) => address + size)));
  if (end + pageSize > bottom) return undefined;
  const room = Math.min(up(heap), bottom - pageSize - end);
  const permissions = { read: true, write: true, execute: false };
  const empty = { bytes: new Uint8Array(), permissions };
  const segments: Segment[] = [
    ...below,
    ...(room === 0 ? [] : [{ ...empty, address: end, size: 0, room }]),
    { ...empty, address: bottom, size: top - bottom },
    { address: top, bytes: block, size: kernelStackTop - top, permissions },
    ...image.segments.filter(({ address }) => address >= kernelStackTop),
  ];
  return { image: { ...image, segments }, sp: top, heap: { start: end, end: end + room } };
}

/** The bytes at the top of the stack, from sp on. */
function argumentBlock(entry: number, { name = "program", args = [], variables = {} }: ProcessOptions): Uint8Array {
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
  const vectors = 4 * (1 + argv.length + 1 + envp.length + 1) + 8 * 9;
  const start = Math.ceil(vectors / 16) * 16;
  const strings = [...argv, ...envp, random];
  const length = Math.ceil((start + strings.reduce((sum, s) => sum + s.length, 0)) / 16) * 16;
  const bytes = new Uint8Array(length);
  const base = kernelStackTop - Math.ceil(length / pageSize) * pageSize;
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
    ...[auxiliary.pageSize, pageSize, auxiliary.entry, entry, auxiliary.uid, 0, auxiliary.euid, 0],
    ...[auxiliary.gid, 0, auxiliary.egid, 0, auxiliary.secure, 0, auxiliary.random, places.at(-1)!, auxiliary.end, 0],
  ];
  const view = new DataView(bytes.buffer);
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word, true);
  return bytes;
}
