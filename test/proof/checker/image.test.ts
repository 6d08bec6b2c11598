/**
 * What is asked of an image whatever its code does: each question by an image in which only that is wrong. Most of these no ELF file can be, and
 * only a caller of the library could give them.
 */

import { describe, expect, test } from "vitest";
import type { Segment } from "../../../src/machine/isa/image.ts";
import type { DataLayout } from "../../../src/proof/certificate/claims.ts";
import { imageFault, textOf } from "../../../src/proof/checker/image.ts";

const readable = { read: true, write: false, execute: false };
const executable = { ...readable, execute: true };
const writable = { ...readable, write: true };
/** nop, ebreak */
const bytes = Uint8Array.of(0x13, 0, 0, 0, 0x73, 0, 0x10, 0);
const text: Segment = { address: 0x1_0000, size: 8, bytes, permissions: executable };
const data: Segment = { address: 0x10_0000, size: 0x1000, bytes: new Uint8Array(16), permissions: writable };
const layout: DataLayout = {
  scratch: 0x10_0000,
  globals: 0x10_0004,
  heapStart: 0x10_0010,
  heapEnd: 0x10_0800,
  stackLimit: 0x10_0800,
  stackTop: 0x10_1000,
};
const globals = 3;
const faultOf = (segments: readonly Segment[], changed: Partial<DataLayout> = {}): string | undefined =>
  imageFault({ entry: text.address, segments }, { ...layout, ...changed }, globals);

describe("segments", () => {
  test("that nothing is wrong with", () => {
    expect(faultOf([text, data])).toBe(undefined);
    expect(faultOf([data, text])).toBe(undefined);
    expect(faultOf([text, data, { ...text, address: text.address + 8 }])).toBe(undefined);
  });

  test.each<[string, readonly Segment[], RegExp]>([
    ["at no address", [{ ...text, address: Number.NaN }, data], /is nowhere in memory$/],
    ["below all addresses", [{ ...text, address: -4 }, data], /is nowhere in memory$/],
    ["of half a byte", [text, { ...data, size: 4096.5 }], /is nowhere in memory$/],
    [
      "written and executed",
      [{ ...text, permissions: { ...executable, write: true } }, data],
      /writable and executable$/,
    ],
    ["with more bytes than memory", [{ ...text, size: 4 }, data], /has more bytes than memory$/],
    [
      "with text that is not whole: an ebreak whose last byte is in no segment",
      [text, data, { ...text, address: 0x2_0000, size: 4, bytes: Uint8Array.of(0x73, 0, 0x10) }],
      /has more memory than text$/,
    ],
    ["over the end of memory", [text, data, { ...text, address: 2 ** 32 - 4 }], /where Linux has stacks of processes$/],
    ["over the beginning of another", [text, data, { ...text, address: data.address - 4 }], /overlap$/],
    ["over the end of another", [text, { ...text, address: text.address + 4 }, data], /overlap$/],
    ["within another", [text, data, { ...text, address: data.address + 0x800 }], /overlap$/],
    ["of the same memory as another", [text, text, data], /overlap$/],
  ])("%s", (_, segments, fault) => {
    expect(faultOf(segments)).toMatch(fault);
  });

  test.each([0, 1, 2, 3, 4])("an ebreak %i bytes from the beginning of text", (at) => {
    const own = new Uint8Array(12).fill(0x13, 0, at);
    own.set(bytes.subarray(4), at);
    const found = faultOf([{ ...text, size: 12, bytes: own }, data]);
    if (at < 4) expect(found).toMatch(/begins with ebreak/);
    else expect(found).toBe(undefined);
  });
});

describe("the layout", () => {
  const names = ["scratch", "globals", "heapStart", "heapEnd", "stackLimit", "stackTop"] as const;

  test.each(names)("has %s at a multiple of 4", (name) => {
    for (const by of [-2, -1, 1, 2, 0.5, Number.NaN])
      expect(faultOf([text, data], { [name]: layout[name] + by })).toMatch(/no multiple of 4$/);
    expect(faultOf([text, data], { [name]: String(layout[name]) })).toMatch(/no multiple of 4$/);
  });

  test("has its parts one after the other", () => {
    const all: Segment = { ...data, address: data.address - 4, size: 0x1004 };
    for (const changed of [
      { scratch: layout.globals },
      { globals: layout.scratch },
      { globals: layout.globals + 4 },
      { heapStart: layout.globals + 4 * globals - 4 },
      { heapEnd: layout.heapStart - 4 },
      { heapEnd: layout.stackLimit + 4 },
      { stackTop: layout.stackLimit - 4 },
    ])
      expect(faultOf([text, all], changed), JSON.stringify(changed)).toMatch(/overlap or are out of order$/);
    expect(faultOf([text, all], { scratch: layout.scratch - 4 })).toBe(undefined);
  });

  test("is within one segment that is read and written, and begins as zero", () => {
    expect(faultOf([text, { ...data, size: 0xffc }])).toMatch(/not within one segment$/);
    expect(faultOf([text, { ...data, address: data.address + 4 }])).toMatch(/not within one segment$/);
    expect(faultOf([text, { ...data, address: 0 }], { scratch: -4 })).toMatch(/not within one segment$/);
    expect(faultOf([text, { ...data, permissions: readable }])).toMatch(/cannot be read and written$/);
    expect(faultOf([text, { ...data, permissions: { ...writable, read: false } }])).toMatch(
      /cannot be read and written$/,
    );
    expect(faultOf([text, { ...data, bytes: new Uint8Array(16).fill(1, 15) }])).toMatch(/does not begin as zero$/);
  });

  test("is below the stacks of processes, which the kernel writes when segments are there already", () => {
    const high = { ...data, address: 0x7000_0000 - data.size };
    const changed = Object.fromEntries(names.map((name) => [name, layout[name] - data.address + high.address]));
    expect(faultOf([text, high], changed)).toBe(undefined);
    expect(faultOf([text, { ...high, size: high.size + 1 }], changed)).toMatch(/where Linux has stacks of processes$/);
  });

  test("has a base that is a word, and a multiple of 4", () => {
    for (const base of [2, -4, 2 ** 32, 0.5, Number.NaN])
      expect(faultOf([text, data], { base })).toMatch(/base of globals is no multiple of 4$/);
    expect(faultOf([text, data], { base: 2 ** 32 - 4 })).toBe(undefined);
  });
});

test("an instruction is one of executable text that nothing writes, at a multiple of 4, and whole", () => {
  const words = new Uint8Array(4 * 600 + 2);
  for (let i = 0; i < 600; i++) new DataView(words.buffer).setUint32(4 * i, (i << 20) | 0x13, true);
  const fetch = textOf({
    entry: text.address,
    segments: [
      { ...text, size: words.length, bytes: words },
      { ...text, address: 0x2_0000, permissions: readable },
      { ...text, address: 0x3_0000, permissions: { ...executable, write: true } },
    ],
  });
  for (const i of [0, 1, 255, 256, 257, 599, 1, 0])
    expect(fetch(text.address + 4 * i)).toMatchObject({ mnemonic: "addi", imm: i });
  for (const at of [1, 2, 3]) expect(fetch(text.address + at)).toMatch(/is not a multiple of 4$/);
  for (const pc of [text.address - 4, text.address + 4 * 600, 0x2_0000, 0x3_0000, -4])
    expect(fetch(pc)).toMatch(/^there is no code/);
});
