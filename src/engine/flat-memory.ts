/**
 * Memory for the fast engines: the segments of an image side by side in one buffer, so that an access is one range check
 * and one machine instruction. The reference's own memory decides what is refused, and words the reason.
 *
 *     | state | segment 1 | segment 2 | …      each segment from its `place` on; addresses keep their value mod 4096
 *
 * The buffer may be that of a WebAssembly.Memory: translated code and the interpreter then work on the same bytes.
 *
 * It need not hold everything. A host may collect its garbage before it makes a large buffer, and few programs touch
 * more than the two ends of a large segment. So a layout may have windows: regions for the ends alone. What lies between
 * is in the reference's own memory, which is slow; when it is used, the engine may move to a larger buffer.
 */

import type { Block, Bytes } from "../core/environment.ts";
import { decode, decodeFenceI } from "../machine/isa/decode.ts";
import { hex, type Segment } from "../machine/isa/image.ts";
import type { Instruction } from "../machine/isa/instruction.ts";
import { pageSize } from "../machine/isa/layout.ts";
import type { Access, Fault, Memory, Width } from "../machine/semantics/machine.ts";
import { ConcreteMemory } from "../machine/semantics/memory.ts";

/** The bytes before the first segment: registers and what else engines share (module.ts). */
const stateBytes = pageSize;

/** Where in the state the sizes of segments that grow are. */
const sizesAt = 512;

/** Windows end at multiples of this, so that no instruction is cut. */
const windowGrain = 64;

/** A segment at run time, or a window on it. Addresses are unsigned. */
export interface Region {
  readonly start: number;
  /** Moves only up, when the segment grows. */
  end: number;
  /** How far it may move. */
  readonly limit: number;
  /** Where in the buffer its size is kept, if that may change. */
  readonly sizeAt: number | undefined;
  readonly read: boolean;
  readonly write: boolean;
  readonly execute: boolean;
  /** Where its first byte is in the buffer. */
  readonly place: number;
  /** How many of its bytes the file gave; the others were zero at the start. */
  readonly given: number;
}

/** Where the segments of an image lie in one buffer, and how long it is. */
export interface Layout {
  readonly regions: readonly Region[];
  readonly size: number;
}

/** Lay out segments in ascending order of address; `window` is how much of each end of a large one there is to be. */
export function layOut(segments: readonly Segment[], window = Number.POSITIVE_INFINITY): Layout {
  let size = stateBytes;
  let growing = 0;
  const regions = segments.flatMap((segment) => {
    const sizeAt = segment.room === undefined ? undefined : sizesAt + 4 * growing++;
    return piecesOf(segment, window).map(({ start, limit }): Region => {
      const place = size + (start % pageSize);
      size = Math.ceil((place + limit - start) / pageSize) * pageSize;
      const { address, bytes, permissions } = segment;
      const end = Math.max(start, Math.min(limit, address + segment.size));
      const given = Math.max(0, Math.min(bytes.length, limit - address) - (start - address));
      return { start, end, limit, sizeAt, ...permissions, place, given };
    });
  });
  return { regions, size };
}

/** The whole segment, or what is seen of it through windows. All of the bytes that the file gave are. */
function piecesOf({ address, bytes, size, room }: Segment, window: number): Pick<Region, "start" | "limit">[] {
  const limit = address + (room ?? size);
  const first = Math.ceil((address + bytes.length + window) / windowGrain) * windowGrain;
  const last = Math.floor((limit - window) / windowGrain) * windowGrain;
  if (first >= last) return [{ start: address, limit }];
  // What grows is used from its beginning.
  return room === undefined
    ? [
        { start: address, limit: first },
        { start: last, limit },
      ]
    : [{ start: address, limit: first }];
}

/** Memory over `int32` words, in one buffer. */
export class FlatMemory implements Memory<number> {
  readonly buffer: ArrayBuffer;
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly regions: readonly Region[];
  /** Called for each byte written where instructions may be, by every kind of write. */
  onCodeWritten: (address: number) => void = () => undefined;
  /** How many accesses there were to what is in no window. */
  strays = 0;
  // Holds the same segments, and the bytes that are in no window: it says what is refused.
  readonly #shape: ConcreteMemory;
  readonly #size: number;
  #last: Region | undefined;
  readonly #fenceI: boolean;
  // The sizes of the segments that have grown, by their first addresses.
  readonly #grown = new Map<number, number>();

  /** `buffer` is zero but for the state, and as long as the layout of the segments asks. */
  constructor(
    buffer: ArrayBuffer,
    segments: readonly Segment[],
    layout: Layout,
    fenceI = false,
    shape = shapeOf(segments),
  ) {
    this.#fenceI = fenceI;
    this.buffer = buffer;
    this.view = new DataView(buffer);
    this.bytes = new Uint8Array(buffer);
    this.regions = layout.regions.map((region) => ({ ...region }));
    this.#size = layout.size;
    this.#shape = shape;
    for (const { address, bytes } of segments) {
      const region = this.regions[this.regionAt(address)];
      if (region !== undefined) this.bytes.set(bytes, region.place);
    }
    for (const region of this.regions) this.#noteSize(region);
  }

  /** The index of the region that holds `address` (unsigned), or −1. */
  regionAt(address: number): number {
    const { regions } = this;
    let low = 0;
    let high = regions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (regions[middle]!.end <= address) low = middle + 1;
      else high = middle;
    }
    const region = regions[low];
    return region !== undefined && address >= region.start ? low : -1;
  }

  /** The region that holds `address` (unsigned): most often that of the access before. */
  #regionFor(address: number): Region | undefined {
    const last = this.#last;
    if (last !== undefined && address >= last.start && address < last.end) return last;
    this.#last = this.regions[this.regionAt(address)];
    return this.#last;
  }

  fetch(pc: number): Instruction | Fault {
    const address = pc >>> 0;
    const region = this.regions[this.regionAt(address)];
    if (region === undefined) return this.#shape.fetch(pc);
    const whole = region.execute && address + 4 <= region.end;
    if ((pc & 3) !== 0 || !whole) {
      const fault = this.#shape.fetch(pc);
      // A word of zeros is no instruction, so the shape always has a reason; only this one is not about permission.
      if (typeof fault !== "string" || !fault.endsWith("is no RV32IM instruction")) return fault;
    }
    const word = whole ? this.view.getInt32(region.place + address - region.start, true) : this.#loadBytes(address, 4);
    return decode(word) ?? (this.#fenceI ? decodeFenceI(word) : undefined) ?? `${hex(word)} is no RV32IM instruction`;
  }

  permits(address: number, width: Width, access: Access): Fault | undefined {
    const start = address >>> 0;
    const region = this.#regionFor(start);
    if (region?.[access] === true && start + width <= region.end) return undefined;
    return this.#shape.permits(address, width, access);
  }

  load(address: number, width: Width): number {
    const start = address >>> 0;
    const region = this.#regionFor(start);
    if (region === undefined || start + width > region.end) return this.#loadBytes(start, width);
    const at = region.place + start - region.start;
    if (width === 4) return this.view.getInt32(at, true);
    return width === 1 ? this.view.getUint8(at) : this.view.getUint16(at, true);
  }

  store(address: number, width: Width, value: number): void {
    for (let i = 0; i < width; i++) {
      const byte = (address + i) >>> 0;
      const region = this.#regionFor(byte);
      if (region === undefined) {
        this.strays++;
        this.#shape.store(byte, 1, value >>> (8 * i));
        this.onCodeWritten(byte);
        continue;
      }
      this.bytes[region.place + byte - region.start] = value >>> (8 * i);
      if (region.execute) this.onCodeWritten(byte);
    }
  }

  permitsBlock(address: number, count: number, access: Access): Fault | undefined {
    return this.#shape.permitsBlock(address, count, access);
  }

  loadBlock(address: number): Bytes<number> {
    return { at: (index) => this.load((address + index) | 0, 1) };
  }

  storeBlock(address: number, { count, bytes }: Block<number>): void {
    for (let index = 0; index < count; index++) this.store((address + index) | 0, 1, bytes.at(index));
  }

  fork(): FlatMemory {
    const { regions } = this;
    const layout = { regions, size: this.#size };
    return new FlatMemory(this.buffer.slice(0), [], layout, this.#fenceI, this.#shape.fork());
  }

  grow(start: number, size: number): void {
    this.#shape.grow(start, size);
    this.#grown.set(start, size);
    const region = this.regions.find((r) => r.start === start);
    if (region === undefined) return;
    region.end = Math.max(region.end, Math.min(start + size, region.limit));
    this.#noteSize(region);
  }

  /** Take over what is in another memory of the same segments. This one has no windows. */
  copy(from: FlatMemory): void {
    for (const [start, size] of from.#grown) this.grow(start, size);
    const set = (address: number, bytes: Uint8Array): void => {
      const region = this.regions[this.regionAt(address)];
      if (region !== undefined) this.bytes.set(bytes, region.place + address - region.start);
    };
    // Pages of what is in no window may reach into one, with zeros; so the windows come last.
    for (const { address, bytes } of from.#shape.written()) set(address, bytes);
    for (const { start, end, place } of from.regions) set(start, from.bytes.subarray(place, place + end - start));
  }

  #noteSize({ sizeAt, start, end }: Region): void {
    if (sizeAt !== undefined) this.view.setInt32(sizeAt, end - start, true);
  }

  #loadBytes(start: number, width: Width): number {
    let value = 0;
    for (let i = 0; i < width; i++) {
      const byte = (start + i) >>> 0;
      const region = this.regions[this.regionAt(byte)];
      if (region === undefined) this.strays++;
      const loaded = region === undefined ? this.#shape.load(byte, 1) : this.bytes[region.place + byte - region.start]!;
      value |= loaded << (8 * i);
    }
    return value;
  }
}

/** The segments without their bytes. */
function shapeOf(segments: readonly Segment[]): ConcreteMemory {
  return ConcreteMemory.of(segments.map((segment) => ({ ...segment, bytes: new Uint8Array() })));
}
