/**
 * Concrete memory: the segments of an image, each with its permissions, byte by byte, and nothing else.
 *
 * Bytes live in pages that come to be when first written, so a large zero segment costs nothing, and a copy shares its
 * pages until one side writes them. A page is a list of words, which the host makes in a fraction of the time of a buffer.
 * Instructions are decoded through a cache keyed by the instruction word itself, which is sound whatever is written where:
 * self-modifying code needs no invalidation.
 */

import type { Block, Bytes } from "../../core/environment.ts";
import { decode, decodeFenceI } from "../isa/decode.ts";
import { describePermissions, hex, type Permissions, type Segment } from "../isa/image.ts";
import type { Instruction } from "../isa/instruction.ts";
import type { Access, Fault, Memory, Width } from "./machine.ts";

// Small, for most programs touch little: the first write of a page makes all of it.
const pageBits = 10;
const pageBytes = 1 << pageBits;

/** So many bytes of a segment, as int32 words: each holds four of them, the first one lowest. */
type Page = number[];

/** A segment at run time. Addresses are unsigned; page i holds the bytes from `start + i · pageBytes` on. */
interface Region {
  readonly start: number;
  /** Moves up when it grows, and never down. */
  end: number;
  readonly permissions: Permissions;
  /** What is in memory; an absent page is all zero. */
  readonly pages: Map<number, Page>;
  /** The pages that no copy shares. Where present, the same page as in `pages`; the same map, until there is a copy. */
  own: Map<number, Page>;
}

const nowhere: Region = {
  start: 0,
  end: 0,
  permissions: { read: false, write: false, execute: false },
  pages: new Map(),
  own: new Map(),
};

const zeros: Readonly<Page> = [...new Uint8Array(pageBytes / 4)];

function regionOf({ address, bytes, size, permissions }: Segment): Region {
  const pages = new Map<number, Page>();
  for (let at = 0; at < bytes.length; at += pageBytes) {
    const page = zeros.slice();
    const end = Math.min(at + pageBytes, bytes.length);
    for (let i = at; i < end; i++) page[(i - at) >>> 2]! |= bytes[i]! << (8 * (i & 3));
    pages.set(at >>> pageBits, page);
  }
  return { start: address, end: address + size, permissions, pages, own: pages };
}

/** The page at `index`, made ours: fresh, or copied from the one that is shared. */
function ownPage(region: Region, index: number): Page {
  const page = (region.pages.get(index) ?? zeros).slice();
  region.pages.set(index, page);
  if (region.own !== region.pages) region.own.set(index, page);
  return page;
}

/** The word that holds the byte so far into a region. */
function wordAt({ pages }: Region, offset: number): number {
  return pages.get(offset >>> pageBits)?.[(offset & (pageBytes - 1)) >>> 2] ?? 0;
}

/** Replace so many bytes of a word, so far into a region. */
function setBytes(region: Region, offset: number, width: Width, value: number): void {
  const index = offset >>> pageBits;
  const page = region.own.get(index) ?? ownPage(region, index);
  const place = (offset & (pageBytes - 1)) >>> 2;
  if (width === 4) page[place] = value | 0;
  else {
    const shift = 8 * (offset & 3);
    const mask = (width === 1 ? 0xff : 0xffff) << shift;
    page[place] = (page[place]! & ~mask) | ((value << shift) & mask);
  }
}

/** The fault of an access to so many bytes. */
function refused(access: Access, count: number, start: number, why: string): Fault {
  return `${access} of ${count} ${count === 1 ? "byte" : "bytes"} at ${hex(start)}: ${why}`;
}

// A direct-mapped cache: a word has one place in it, so it stays small whatever is executed.
const cacheBits = 12;
const cachedWords = new Int32Array(1 << cacheBits);
const cachedInstructions: (Instruction | undefined)[] = new Array<undefined>(1 << cacheBits).fill(undefined);

function decodeCached(word: number): Instruction | undefined {
  const place = Math.imul(word, 0x9e3779b1) >>> (32 - cacheBits);
  // The cache starts as if word 0, which is no instruction, had been decoded in every place.
  if (cachedWords[place] === word) return cachedInstructions[place];
  const instruction = decode(word);
  cachedWords[place] = word;
  cachedInstructions[place] = instruction;
  return instruction;
}

/** Memory over `int32` words. Made by {@link loadMachine}. */
export class ConcreteMemory implements Memory<number> {
  readonly #regions: readonly Region[];
  readonly #fenceI: boolean;
  // The regions of the last accesses, for data and for text: the next access is most often in the same.
  #data: Region = nowhere;
  #text: Region = nowhere;

  private constructor(regions: readonly Region[], fenceI: boolean) {
    this.#regions = regions;
    this.#fenceI = fenceI;
  }

  /** The memory that a list of segments declares, in ascending order of address; `fenceI`: see {@link LoadOptions}. */
  static of(segments: readonly Segment[], fenceI = false): ConcreteMemory {
    return new ConcreteMemory(segments.map(regionOf), fenceI);
  }

  fetch(pc: number): Instruction | Fault {
    if ((pc & 3) !== 0) return "pc is not a multiple of 4";
    const address = pc >>> 0;
    let region = this.#text;
    if (address < region.start || address + 4 > region.end) {
      region = this.#regionAt(address);
      this.#text = region;
    }
    const offset = address - region.start;
    let word = 0;
    if (region.permissions.execute && address + 4 <= region.end && (offset & 3) === 0) {
      word = wordAt(region, offset);
    } else {
      for (let i = 0; i < 4; i++) {
        const fault = this.#refusal(address + i, "execute");
        if (fault !== undefined) return fault;
      }
      word = this.#loadBytes(address, 4);
    }
    return (
      decodeCached(word) ?? (this.#fenceI ? decodeFenceI(word) : undefined) ?? `${hex(word)} is no RV32IM instruction`
    );
  }

  permits(address: number, width: Width, access: Access): Fault | undefined {
    const start = address >>> 0;
    let region = this.#data;
    if (start < region.start || start + width > region.end) {
      region = this.#regionAt(start);
      this.#data = region;
    }
    if (start >= region.start && start + width <= region.end && region.permissions[access]) return undefined;
    for (let i = 0; i < width; i++) {
      const fault = this.#refusal((start + i) >>> 0, access);
      if (fault !== undefined) return refused(access, width, start, fault);
    }
    return undefined;
  }

  load(address: number, width: Width): number {
    const start = address >>> 0;
    const region = this.#regionFor(start);
    const offset = start - region.start;
    if (start + width > region.end || (offset & (width - 1)) !== 0) return this.#loadBytes(start, width);
    const word = wordAt(region, offset);
    if (width === 4) return word;
    return (word >>> (8 * (offset & 3))) & (width === 1 ? 0xff : 0xffff);
  }

  store(address: number, width: Width, value: number): void {
    const start = address >>> 0;
    const region = this.#regionFor(start);
    const offset = start - region.start;
    if (start + width > region.end || (offset & (width - 1)) !== 0)
      for (let i = 0; i < width; i++) this.#storeByte((start + i) >>> 0, value >>> (8 * i));
    else setBytes(region, offset, width, value);
  }

  permitsBlock(address: number, count: number, access: Access): Fault | undefined {
    const start = address >>> 0;
    const end = start + (count >>> 0);
    for (let at = start; at < end; ) {
      const region = at < 2 ** 32 ? this.#regionAt(at) : nowhere;
      if (region !== nowhere && region.permissions[access]) at = region.end;
      else return refused(access, count >>> 0, start, this.#refusal(at % 2 ** 32, access) ?? "it wraps around");
    }
    return undefined;
  }

  loadBlock(address: number): Bytes<number> {
    return { at: (index) => this.load((address + index) | 0, 1) };
  }

  storeBlock(address: number, { count, bytes }: Block<number>): void {
    for (let index = 0; index < count; index++) this.store((address + index) | 0, 1, bytes.at(index));
  }

  fork(): ConcreteMemory {
    const copies = this.#regions.map((region) => {
      region.own = new Map();
      return { ...region, pages: new Map(region.pages), own: new Map() };
    });
    return new ConcreteMemory(copies, this.#fenceI);
  }

  grow(start: number, size: number): void {
    const region = this.#regions.find((r) => r.start === start);
    if (region !== undefined) region.end = Math.max(region.end, start + size);
  }

  /** The bytes that may differ from zero, by the address of the first: for another memory that continues with them. */
  *written(): Iterable<{ readonly address: number; readonly bytes: Uint8Array }> {
    for (const { start, end, pages } of this.#regions) {
      for (const [i, page] of pages) {
        const address = start + i * pageBytes;
        const bytes = new Uint8Array(Math.min(pageBytes, end - address));
        for (let at = 0; at < bytes.length; at++) bytes[at] = page[at >>> 2]! >>> (8 * (at & 3));
        yield { address, bytes };
      }
    }
  }

  /** The region that holds `address`, or the empty region. */
  #regionAt(address: number): Region {
    const regions = this.#regions;
    let low = 0;
    let high = regions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (regions[middle]!.end <= address) low = middle + 1;
      else high = middle;
    }
    const region = regions[low];
    return region !== undefined && address >= region.start ? region : nowhere;
  }

  #regionFor(address: number): Region {
    const region = this.#data;
    if (address >= region.start && address < region.end) return region;
    this.#data = this.#regionAt(address);
    return this.#data;
  }

  /** Why this access to the byte at `address` is not permitted. */
  #refusal(address: number, access: Access | "execute"): Fault | undefined {
    const region = this.#regionAt(address);
    if (region === nowhere) return `no memory at ${hex(address)}`;
    if (region.permissions[access]) return undefined;
    const range = `${hex(region.start)} to ${hex(region.end - 1)}`;
    return `${hex(address)} is in a segment without that permission (${range}, ${describePermissions(region.permissions)})`;
  }

  #loadBytes(start: number, width: Width): number {
    let value = 0;
    for (let i = 0; i < width; i++) {
      const address = (start + i) >>> 0;
      const region = this.#regionAt(address);
      const offset = address - region.start;
      value |= ((wordAt(region, offset) >>> (8 * (offset & 3))) & 0xff) << (8 * i);
    }
    return value;
  }

  #storeByte(address: number, value: number): void {
    const region = this.#regionAt(address);
    const offset = address - region.start;
    if (offset < region.end - region.start) setBytes(region, offset, 1, value);
  }
}
