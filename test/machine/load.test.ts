/** What a loader adds to an image: a stack in the highest room that is free, a page apart from everything. */

import { environmentOf } from "etalon";
import { ellSystemCalls, type Image, type LoadOptions, loadMachine } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { initialState } from "../../src/machine/semantics/load.ts";

const page = 0x1000;
const top = 0x80000000;

/** An image with segments at these addresses, of these sizes. */
function imageAt(...places: readonly (readonly [address: number, size: number])[]): Image {
  const permissions = { read: true, write: true, execute: false };
  const segments = places.map(([address, size]) => ({ address, bytes: new Uint8Array(), size, permissions }));
  return { entry: 0x10000, segments };
}

/** Its segments as addresses and sizes, and sp. */
function loaded(image: Image, options: LoadOptions): string {
  const { segments, sp } = initialState(image, options);
  const hex = (n: number): string => (n >>> 0).toString(16);
  return [...segments.map(({ address, size }) => `${hex(address)}+${hex(size)}`), `sp ${hex(sp)}`].join(" ");
}

describe("the stack", () => {
  it.each<readonly [string, Image, LoadOptions, string]>([
    ["is none unless asked for", imageAt([0x10000, 4]), {}, "10000+4 sp 0"],
    ["may be elsewhere", imageAt([0x10000, 4]), { sp: 0x9000 }, "10000+4 sp 9000"],
    ["ends below the kernel", imageAt([0x10000, 4]), { stack: page }, "10000+4 7ffff000+1000 sp 7fffffe0"],
    ["has its own sp only where none is given", imageAt(), { stack: page, sp: 64 }, "7ffff000+1000 sp 40"],
    ["has whole pages", imageAt(), { stack: page + 1 }, "7fffe000+2000 sp 7fffffe0"],
    ["has a page at least", imageAt(), { stack: 0 }, "7ffff000+1000 sp 7fffffe0"],
    ["makes way", imageAt([top - page, page]), { stack: page }, "7fffd000+1000 7ffff000+1000 sp 7fffdfe0"],
    ["makes way for a part of a page", imageAt([top - 4, 4]), { stack: page }, "7fffd000+1000 7ffffffc+4 sp 7fffdfe0"],
    [
      "makes way for what is near",
      imageAt([top - 3 * page, page + 1]),
      { stack: page },
      "7fffb000+1000 7fffd000+1001 sp 7fffbfe0",
    ],
    ["fits a page apart", imageAt([top - 3 * page, page]), { stack: page }, "7fffd000+1000 7ffff000+1000 sp 7fffffe0"],
    [
      "does not mind what is above",
      imageAt([top, page], [0x90000000, page]),
      { stack: page },
      "7ffff000+1000 80000000+1000 90000000+1000 sp 7fffffe0",
    ],
    [
      "makes way again",
      imageAt([top - 5 * page, page], [top - page, page]),
      { stack: 2 * page },
      "7fff8000+2000 7fffb000+1000 7ffff000+1000 sp 7fff9fe0",
    ],
    [
      "goes between when there is room",
      imageAt([top - page, page], [top - 6 * page, page]),
      { stack: 2 * page },
      "7fffa000+1000 7fffc000+2000 7ffff000+1000 sp 7fffdfe0",
    ],
    [
      "fits a page above 0",
      imageAt([4 * page, top - 4 * page]),
      { stack: 2 * page },
      "1000+2000 4000+7fffc000 sp 2fe0",
    ],
    ["is none where there is no room", imageAt([3 * page, top - 3 * page]), { stack: 2 * page }, "3000+7fffd000 sp 0"],
  ])("%s", (_, image, options, expected) => {
    expect(loaded(image, options)).toBe(expected);
  });

  it("can be read and written, not executed", () => {
    const { segments } = initialState(imageAt(), { stack: page });
    expect(segments[0]!.permissions).toEqual({ read: true, write: true, execute: false });
  });
});

describe("the machine", () => {
  it("begins at the entry, with zeros but for sp", () => {
    const machine = loadMachine({ ...imageAt(), entry: 0x90000000 }, ellSystemCalls(environmentOf(new Uint8Array())), {
      stack: page,
    });
    expect(machine.pc).toBe(0x90000000 | 0);
    expect(machine.registers).toEqual(Array.from({ length: 32 }, (_, i) => (i === 2 ? 0x7fffffe0 : 0)));
  });
});
