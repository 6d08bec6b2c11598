/**
 * Memory for the fast engines: the segments of an image side by side in one buffer, so that an access is one range check
 * and one machine instruction. What is refused, and in which words, is left to the reference's own memory.
 *
 *     | state | segment 1 | segment 2 | …      each segment from its `place` on; addresses keep their value mod 4096
 *
 * The buffer may be that of a WebAssembly.Memory: translated code and the interpreter then work on the same bytes.
 */

import { decode } from "../decode.ts";
import { hex, type Segment } from "../image.ts";
import type { Instruction } from "../instruction.ts";
import { pageSize } from "../layout.ts";
import type { Access, Fault, Memory, Width } from "../machine.ts";
import { ConcreteMemory } from "../memory.ts";

/** The bytes before the first segment: registers and what else engines share (see engine-state.ts). */
const stateBytes = pageSize;

/** A segment at run time. Addresses are unsigned. */
export interface Region {
  readonly start: number;
  readonly end: number;
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

/** Lay out segments in ascending order of address. */
export function layOut(segments: readonly Segment[]): Layout {
  let end = stateBytes;
  const regions = segments.map(({ address, bytes, size, permissions }) => {
    const place = end + (address % pageSize);
    end = Math.ceil((place + size) / pageSize) * pageSize;
    return { start: address, end: address + size, ...permissions, place, given: bytes.length };
  });
  return { regions, size: end };
}

/** Memory over `int32` words, in one buffer. */
export class FlatMemory implements Memory<number> {
  readonly buffer: ArrayBuffer;
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly regions: readonly Region[];
  /** Told of each byte written where instructions may be, by whatever way it is written. */
  onCodeWritten: (address: number) => void = () => undefined;
  // Holds the same segments and none of their bytes: it says what is refused.
  readonly #shape: ConcreteMemory;
  readonly #segments: readonly Segment[];

  /** `buffer` is zero but for the state, and as long as the layout of the segments asks. */
  constructor(buffer: ArrayBuffer, segments: readonly Segment[], { regions }: Layout) {
    this.buffer = buffer;
    this.view = new DataView(buffer);
    this.bytes = new Uint8Array(buffer);
    this.regions = regions;
    this.#segments = segments;
    this.#shape = ConcreteMemory.of(segments.map((segment) => ({ ...segment, bytes: new Uint8Array() })));
    for (const [i, region] of regions.entries()) this.bytes.set(segments[i]!.bytes, region.place);
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

  fetch(pc: number): Instruction | Fault {
    const address = pc >>> 0;
    const region = this.regions[this.regionAt(address)];
    const whole = region?.execute === true && address + 4 <= region.end;
    if ((pc & 3) !== 0 || !whole) {
      const fault = this.#shape.fetch(pc);
      // A word of zeros is no instruction, so the shape always has a reason; only this one is not about permission.
      if (typeof fault !== "string" || !fault.endsWith("is no RV32IM instruction")) return fault;
    }
    const word = whole ? this.view.getInt32(region.place + address - region.start, true) : this.#loadBytes(address, 4);
    return decode(word) ?? `${hex(word)} is no RV32IM instruction`;
  }

  permits(address: number, width: Width, access: Access): Fault | undefined {
    return this.#shape.permits(address, width, access);
  }

  load(address: number, width: Width): number {
    const start = address >>> 0;
    const region = this.regions[this.regionAt(start)];
    if (region === undefined || start + width > region.end) return this.#loadBytes(start, width);
    const at = region.place + start - region.start;
    if (width === 4) return this.view.getInt32(at, true);
    return width === 1 ? this.view.getUint8(at) : this.view.getUint16(at, true);
  }

  store(address: number, width: Width, value: number): void {
    for (let i = 0; i < width; i++) {
      const byte = (address + i) >>> 0;
      const region = this.regions[this.regionAt(byte)];
      if (region === undefined) continue;
      this.bytes[region.place + byte - region.start] = value >>> (8 * i);
      if (region.execute) this.onCodeWritten(byte);
    }
  }

  fork(): FlatMemory {
    const size = this.buffer.byteLength;
    return new FlatMemory(this.buffer.slice(0), this.#bare(), { regions: this.regions, size });
  }

  /** The segments without the bytes that they had at the start. */
  #bare(): Segment[] {
    return this.#segments.map((segment) => ({ ...segment, bytes: new Uint8Array() }));
  }

  #loadBytes(start: number, width: Width): number {
    let value = 0;
    for (let i = 0; i < width; i++) {
      const byte = (start + i) >>> 0;
      const region = this.regions[this.regionAt(byte)];
      if (region !== undefined) value |= this.bytes[region.place + byte - region.start]! << (8 * i);
    }
    return value;
  }
}
