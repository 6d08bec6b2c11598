/**
 * What docs/machine.md, "Where the model ends", calls refused: images that differ from one that is certified in this alone. The tests of both
 * checkers go through them.
 */

import { elfSizes } from "../../../src/machine/elf/format.ts";
import type { Segment } from "../../../src/machine/isa/image.ts";
import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { registerNumbers } from "../../../src/machine/isa/register.ts";
import { systemCallNumbers } from "../../../src/machine/semantics/system-calls.ts";
import { blockForgeries } from "./block-forgeries.ts";
import { beforeHostCall, detour, jump, li, type MadeForgery, made } from "./border-attacks.ts";
import { Forgery } from "./forge.ts";

/** Two images that differ in one thing, which a row of the page names. */
export interface BorderRow {
  /** The first cell of the row. */
  readonly row: string;
  readonly name: string;
  /** The image that has it, or its like that has not. */
  readonly make: (refused: boolean) => MadeForgery;
  /** The readers of executables refuse it already. */
  readonly byReaders?: true;
}

const { zero, sp, a0, a1, a2, a7 } = registerNumbers;
const nop: Instruction = { mnemonic: "addi", rd: zero, rs1: zero, imm: 0 };

/** The pages of what is put beside text and data. */
const aside = 0x20000;

function image(change: (f: Forgery) => void, text = "fn main(): int { return 7; }"): MadeForgery {
  const f = new Forgery(text);
  change(f);
  return made(f);
}

/** Code that runs before the start-up code; returns where it is. */
const atStart = (f: Forgery, ...code: readonly Instruction[]): number => detour(f, f.entry, ...code);

/** A word in the way of the start-up code, in place of one that does nothing. */
const wordInTheWay = (word: number) => (refused: boolean) =>
  image((f) => {
    const pc = atStart(f, nop);
    if (refused) f.word(pc, word);
  });

/** A system call before the start-up code, whose result nobody looks at. */
const systemCall = (number: number, address: number, count: number) => (refused: boolean) =>
  image((f) => {
    const call: Instruction = refused ? { mnemonic: "ecall" } : nop;
    atStart(f, li(a0, 0), { mnemonic: "lui", rd: a1, imm: address }, li(a2, count), li(a7, number), call);
  });

/** Segments with other permissions. */
const permitted = (which: number, permission: "write" | "execute") => (refused: boolean) =>
  image(({ segments }) => {
    const segment = segments.at(which)!;
    const permissions = { ...segment.permissions, [permission]: refused || segment.permissions[permission] };
    segments.splice(which, 1, { ...segment, permissions });
  });

/** One more segment, read-only, with four bytes. */
function segmentAside(f: Forgery, change: Partial<Segment> = {}): void {
  const permissions = { read: true, write: false, execute: false };
  f.segments.push({ address: aside, size: 4, bytes: new Uint8Array(4), permissions, ...change });
  f.segments.sort((a, b) => a.address - b.address);
}

/** A file whose bytes are changed where its like's are not. */
const file = (change: (view: DataView) => void) => (refused: boolean) => {
  const honest = image((f) => segmentAside(f));
  const bytes = honest.file.slice();
  if (refused) change(new DataView(bytes.buffer));
  return { ...honest, file: bytes };
};

/** Where a field of the header of the segment aside is. */
const fieldAside = (offset: number): number => elfSizes.header + elfSizes.programHeader + offset;

/** The images. */
export const borderRows: readonly BorderRow[] = [
  {
    row: "`slli zero, zero, 31; ebreak; srai zero, zero, 7`",
    name: "the first word of a call of the host",
    make: wordInTheWay(beforeHostCall),
  },
  {
    row: "`ebreak` as the first word of a segment",
    name: "an ebreak at the beginning of more text",
    make: (refused) =>
      image((f) => {
        const bytes = Uint8Array.of(refused ? 0x73 : 0x13, 0, refused ? 0x10 : 0, 0);
        segmentAside(f, { bytes, permissions: { read: true, write: false, execute: true } });
      }),
  },
  ...(
    [
      ["text that is writable", 0, "write"],
      ["data that is executable", -1, "execute"],
    ] as const
  ).map(([name, which, permission]) => ({
    row: "text that is writable, or data that is executable",
    name,
    make: permitted(which, permission),
  })),
  ...Object.entries({
    "floating point: fmv.w.x": 0xf0000053,
    "atomic: amoadd.w": 0x00b5252f,
    "counters: rdcycle": 0xc0002573,
    "bit manipulation: andn": 0x40b57533,
    "instruction caches: fence.i": 0x0000100f,
    "custom-0": 0x0000000b,
    "compressed: c.nop twice": 0x00010001,
    "no instruction: zero": 0,
  }).map(([name, word]) => ({
    row: "words of other extensions, custom ones, compressed code",
    name,
    make: wordInTheWay(word),
  })),
  {
    row: "pc that is no multiple of 4",
    name: "a jump between two words",
    make: (refused) =>
      image((f) => {
        const pc = atStart(f, jump(4), nop);
        if (refused) f.put(pc, jump(6));
      }),
  },
  {
    row: "loads and stores at odd addresses",
    name: "the words of a frame",
    make: (refused) =>
      image((f) => {
        for (const pc of f.find((i) => (i.mnemonic === "sw" || i.mnemonic === "lw") && i.rs1 === sp)) {
          const access = f.at(pc)!;
          if (refused && "imm" in access) f.put(pc, { ...access, imm: access.imm + 2 });
        }
      }, "fn f(n: int): int { if n < 1 { return 0; } return f(n - 1) + 1; } fn main(): int { return f(read() & 3); }"),
  },
  ...Object.entries({ getcwd: 17, openat: 56, brk: 214, "no call": 2047 }).map(([name, number]) => ({
    row: "any other call than those three",
    name,
    make: systemCall(number, 0x1000_0000, 0),
  })),
  ...(["read", "write"] as const).flatMap((name) =>
    (
      [
        ["a negative count", 0x1000_0000, -1],
        ["a count of 0, from nowhere", 0xffff_f000 | 0, 0],
      ] as const
    ).map(([what, address, count]) => ({
      row: "negative counts, counts of 0, odd pointers",
      name: `${name}, ${what}`,
      make: systemCall(systemCallNumbers[name], address, count),
    })),
  ),
  ...blockForgeries
    .filter(({ name }) => ["a block over the border of two arrays", "a block into the stack"].includes(name))
    .map(({ name, text, forge }) => ({
      row: "a block that is not within one array",
      name,
      make: (refused: boolean) => image((f) => (refused ? forge(f) : undefined), text),
    })),
  ...(
    [
      ["PT_INTERP", 3],
      ["PT_DYNAMIC", 2],
    ] as const
  ).map(([name, type]) => ({
    row: "PT_INTERP, PT_DYNAMIC",
    name,
    make: file((view) => view.setUint32(fieldAside(0), type, true)),
    byReaders: true as const,
  })),
  {
    row: "position-independent files",
    name: "ET_DYN",
    make: file((view) => view.setUint16(16, 3, true)),
    byReaders: true,
  },
  {
    row: "segments that share a page, or an offset that cannot be mapped",
    name: "data in a page of the text",
    make: (refused) =>
      image((f) => segmentAside(f, { address: refused ? f.segments[0]!.address + 0xff0 : aside + 0xff0 })),
    byReaders: true,
  },
  {
    row: "segments that share a page, or an offset that cannot be mapped",
    name: "an offset 4 bytes before",
    make: file((view) => view.setUint32(fieldAside(4), view.getUint32(fieldAside(4), true) - 4, true)),
    byReaders: true,
  },
  {
    row: "segments that are not in ascending order of address, as the format has them",
    name: "data before what comes before it",
    make: file((view) => {
      const headers = new Uint8Array(view.buffer, elfSizes.header, 3 * elfSizes.programHeader);
      const aside = headers.slice(elfSizes.programHeader, 2 * elfSizes.programHeader);
      headers.copyWithin(elfSizes.programHeader, 2 * elfSizes.programHeader);
      headers.set(aside, 2 * elfSizes.programHeader);
    }),
    byReaders: true,
  },
  {
    row: "segments that are not in ascending order of address, as the format has them",
    name: "an empty one before data, at an address within it",
    make: (refused) => {
      const { forgery, file } = image((f) => segmentAside(f));
      const bytes = file.slice();
      const view = new DataView(bytes.buffer);
      for (const size of [16, 20]) view.setUint32(fieldAside(size), 0, true);
      if (refused) view.setUint32(fieldAside(8), forgery.segments.at(-1)!.address + 0x1000, true);
      return { forgery, file: bytes };
    },
    byReaders: true,
  },
  {
    row: "an empty segment that begins within a page",
    name: "4 bytes behind the beginning",
    make: (refused) => {
      const { forgery, file } = image((f) => segmentAside(f));
      const bytes = file.slice();
      const view = new DataView(bytes.buffer);
      for (const size of [16, 20]) view.setUint32(fieldAside(size), 0, true);
      if (refused) view.setUint32(fieldAside(8), aside + 4, true);
      return { forgery, file: bytes };
    },
    byReaders: true,
  },
  {
    row: "segments from 0x7000_0000 on, where Linux puts the process's stack",
    name: "data on the boundary",
    make: (refused) =>
      image((f) =>
        segmentAside(f, {
          address: 0x7000_0000 - 4,
          size: refused ? 8 : 4,
          permissions: { read: true, write: true, execute: false },
        }),
      ),
  },
  {
    row: "zero-filled memory in a segment that is not writable",
    name: "4 bytes behind those of the file",
    make: (refused) => image((f) => segmentAside(f, { size: refused ? 8 : 4 })),
    byReaders: true,
  },
];
