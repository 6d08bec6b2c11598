/** Concrete memory against a plain model, and the independence of its copies. */

import { ConcreteMemory, type Segment, type Width } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assemble, readExecute, readWrite, readWriteExecute, segmentOf, set } from "./programs.ts";

// Two adjacent segments over several of the memory's pages, and one at the very end of the address space.
const segments: readonly Segment[] = [
  { address: 0x10000, bytes: Uint8Array.from({ length: 100 }, (_, i) => i), size: 0x9000, permissions: readWrite },
  { address: 0x19000, bytes: new Uint8Array(), size: 0x1000, permissions: readWriteExecute },
  { address: 0xfffff000, bytes: new Uint8Array(), size: 0x1000, permissions: readWrite },
];
const holds = (address: number): boolean =>
  (address >= 0x10000 && address < 0x1a000) || (address >= 0xfffff000 && address <= 0xffffffff);

/** Addresses at the edges of segments and pages, and anywhere in them. */
const address = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(0x10000, 0x14000, 0x18000, 0x19000, 0x1a000, 0xfffff000, 0x100000000),
      fc.integer({ min: -6, max: 6 }),
    )
    .map(([edge, offset]) => (edge + offset) >>> 0),
  fc.integer({ min: 0x10000, max: 0x1a000 }),
);
const width = fc.constantFrom<Width>(1, 2, 4);
const access = fc.record({ address, width, value: fc.integer(), store: fc.boolean() });

describe("memory", () => {
  it("is a map from addresses to bytes, where its segments are", () => {
    fc.assert(
      fc.property(fc.array(access, { maxLength: 60 }), (accesses) => {
        const memory = ConcreteMemory.of(segments);
        const model = new Map<number, number>();
        const byte = (at: number): number => model.get(at) ?? (at >= 0x10000 && at < 0x10064 ? at - 0x10000 : 0);
        for (const { address: start, width: n, value, store } of accesses) {
          const places = Array.from({ length: n }, (_, i) => (start + i) >>> 0);
          const permitted = places.every(holds);
          expect(memory.permits(start | 0, n, store ? "write" : "read") === undefined).toBe(permitted);
          if (!permitted) continue;
          if (store) {
            memory.store(start | 0, n, value);
            for (const [i, place] of places.entries()) model.set(place, (value >>> (8 * i)) & 255);
          }
          let word = 0;
          for (const [i, place] of places.entries()) word |= byte(place) << (8 * i);
          expect(memory.load(start | 0, n)).toBe(word);
        }
      }),
    );
  });

  it("a copy and its original do not see each other's stores", () => {
    const places = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(0x8ffc), fc.integer()), { maxLength: 40 });
    fc.assert(
      fc.property(places, (stores) => {
        const memories = [ConcreteMemory.of(segments)];
        const models = [new Map<number, number>()];
        for (const [which, offset, value] of stores) {
          const i = which % memories.length;
          memories[i]?.store(0x10000 + offset, 1, value);
          models[i]?.set(0x10000 + offset, value & 255);
          if (memories.length < 4) {
            memories.push(memories[i]!.fork());
            models.push(new Map(models[i]));
          }
        }
        for (const [i, model] of models.entries()) {
          for (const [, offset] of stores) {
            const initial = offset < 100 ? offset : 0;
            expect(memories[i]?.load(0x10000 + offset, 1)).toBe(model.get(0x10000 + offset) ?? initial);
          }
        }
      }),
    );
  });

  it("half a gigabyte of zeros costs nothing until written", () => {
    const large: Segment = { address: 0x10000000, bytes: new Uint8Array(), size: 0x20000000, permissions: readWrite };
    const memory = ConcreteMemory.of([large]);
    memory.store(0x2ffffffc, 4, 7);
    expect([memory.load(0x2ffffffc, 4), memory.load(0x20000000, 4)]).toEqual([7, 0]);
    const written = [...memory.written()].map(({ address, bytes }) => [address, bytes.length]);
    expect(written).toEqual([[0x2ffffc00, 0x400]]);
  });

  it("a fetch sees what was stored there", () => {
    const memory = ConcreteMemory.of([segmentOf(0x10000, assemble([set(1, 1)]), readWriteExecute)]);
    expect(memory.fetch(0x10000)).toEqual(set(1, 1));
    memory.store(0x10003, 1, 0x7f);
    expect(memory.fetch(0x10000)).toEqual(set(1, 0x7f1));
    memory.store(0x10000, 1, 0xff);
    expect(memory.fetch(0x10000)).toBe("0x7f1000ff is no RV32IM instruction");
  });

  it("tells what may differ from zero, page by page, to the end of each segment", () => {
    const memory = ConcreteMemory.of([
      { address: 0x10000, bytes: Uint8Array.of(1, 2), size: 0x1800, permissions: readWrite },
      { address: 0x20800, bytes: new Uint8Array(), size: 0x2004, permissions: readWrite },
      { address: 0x30000, bytes: new Uint8Array(), size: 0x1000, permissions: readWrite },
    ]);
    memory.store(0x117ff, 1, 7);
    memory.store(0x22802, 2, 0x1234);
    const written = [...memory.written()].map(({ address, bytes }) => ({
      address,
      length: bytes.length,
      bytes: [...bytes].flatMap((byte, i) => (byte === 0 ? [] : [[i, byte]])),
    }));
    expect(written).toEqual([
      {
        address: 0x10000,
        length: 0x400,
        bytes: [
          [0, 1],
          [1, 2],
        ],
      },
      { address: 0x11400, length: 0x400, bytes: [[0x3ff, 7]] },
      {
        address: 0x22800,
        length: 4,
        bytes: [
          [2, 0x34],
          [3, 0x12],
        ],
      },
    ]);
  });

  it("is read and written over the edges of pages and segments as byte by byte", () => {
    const segments = [
      { address: 0x10000, bytes: Uint8Array.of(1, 2, 3), size: 0x1002, permissions: readWrite },
      { address: 0x11002, bytes: Uint8Array.of(4, 5), size: 0x1000, permissions: readWriteExecute },
      { address: 0x20000, bytes: Uint8Array.of(6), size: 0x10, permissions: readWrite },
    ];
    const places = [
      0xfffe, 0xffff, 0x10000, 0x10ffd, 0x10ffe, 0x10fff, 0x11000, 0x11001, 0x11002, 0x12000, 0x12001, 0x1fffe, 0x20000,
      0x2000d, 0x2000e, 0x2000f, 0x20010,
    ];
    for (const place of places)
      for (const width of [1, 2, 4] as const) {
        const whole = ConcreteMemory.of(segments);
        const single = ConcreteMemory.of(segments);
        // The segment that was accessed before may be remembered.
        for (const before of [0x10000, 0x11003, 0x20000]) {
          whole.load(before, 1);
          whole.store(place, width, 0x7a6b5c4d);
          for (let i = 0; i < width; i++) single.store(place + i, 1, 0x7a6b5c4d >>> (8 * i));
          for (const at of places) {
            const bytes = [0, 1, 2, 3].map((i) => single.load((at + i) >>> 0, 1));
            expect(whole.load(at, 4) >>> 0).toBe(bytes.reduce((word, byte, i) => (word | (byte << (8 * i))) >>> 0, 0));
            expect(whole.load(at, 2)).toBe(bytes[0]! | (bytes[1]! << 8));
            expect(whole.permits(at, width, "write")).toBe(single.permits(at, width, "write"));
            expect(whole.fetch(at)).toEqual(single.fetch(at));
          }
        }
      }
  });

  it("refuses a block that would go around the end of the address space, which a load does", () => {
    const zeros = (address: number) => ({ address, bytes: new Uint8Array(), size: 0x1000, permissions: readWrite });
    const memory = ConcreteMemory.of([zeros(0), zeros(0xfffff000)]);
    expect(memory.permits(-2, 4, "read")).toBeUndefined();
    expect(memory.permitsBlock(-2, 2, "read")).toBeUndefined();
    expect(memory.permitsBlock(-2, 4, "read")).toBe("read of 4 bytes at 0xfffffffe: it wraps around");
    expect(memory.permitsBlock(0x1000, 1, "write")).toBe("write of 1 byte at 0x00001000: no memory at 0x00001000");
  });

  it("does not change the image", () => {
    const bytes = assemble([set(1, 1)]);
    const memory = ConcreteMemory.of([segmentOf(0x10000, bytes, readWriteExecute)]);
    memory.store(0x10000, 4, -1);
    expect(bytes).toEqual(assemble([set(1, 1)]));
    expect(ConcreteMemory.of([segmentOf(0x10000, bytes, readExecute)]).load(0x10000, 1)).toBe(0x93);
  });
});
