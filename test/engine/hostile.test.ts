/** Hostile images on every engine: a fault or a behaviour, never an exception of the host, a hang, or much memory. */

import { type EngineName, engineNames, executeImage, runImage, type Tuning } from "etalon/engine";
import { runForeign } from "etalon/linux";
import { type Image, memoryLimit, type Segment } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyImage, anyWord } from "../machine/generators.ts";
import {
  assemble,
  dataAt,
  ebreak,
  readExecute,
  readWrite,
  readWriteExecute,
  segmentOf,
  set,
  textAt,
} from "../machine/programs.ts";
import { expectSame } from "./same.ts";

const engines: readonly (readonly [EngineName, Partial<Tuning>])[] = [
  ["interpreter", {}],
  ["wasm", { hotAfter: 0, price: 0 }],
];
const noBytes = new Uint8Array();

describe.each(engines)("%s", (engine, tuning) => {
  it("takes random bytes for text", () => {
    const words = fc.array(anyWord, { minLength: 1, maxLength: 60 });
    const permissions = fc.constantFrom(readExecute, readWriteExecute);
    fc.assert(
      fc.property(words, permissions, fc.nat(3), (text, allowed, cut) => {
        const bytes = assemble(text);
        const segment = segmentOf(textAt, bytes.subarray(0, bytes.length - cut), allowed);
        expectSame({ entry: textAt, segments: [segment] }, { engine, tuning, budget: 500 });
      }),
      { numRuns: 300 },
    );
  });

  it("takes images of any segments", () => {
    fc.assert(
      fc.property(anyImage, (image) => void expectSame(image, { engine, tuning, budget: 200 })),
      { numRuns: 100 },
    );
  });

  it("takes text at the edges of the address space, and entries anywhere", () => {
    const jump = assemble([set(5, 1), { mnemonic: "jal", rd: 1, imm: -4 }]);
    for (const address of [0, 4, 0x7ffffff8, 0x80000000, 0xfffffff8]) {
      const segments = [segmentOf(address, jump, readExecute)];
      for (const entry of [address, address + 4, address + 8, address + 2, 0, 0xffffffff, 0x80000000]) {
        expectSame({ entry: entry % 2 ** 32, segments }, { engine, tuning, budget: 50 });
      }
    }
  });

  it("takes text of an odd size at an odd place, beside other text", () => {
    const bytes = assemble([set(5, 1), set(6, 2), set(7, 3), ebreak]);
    for (let cut = 1; cut < bytes.length; cut++) {
      const segments = [
        segmentOf(textAt, bytes.subarray(0, cut), readExecute),
        segmentOf(textAt + cut, bytes.subarray(cut), cut % 3 === 0 ? readWriteExecute : readExecute),
      ];
      expectSame({ entry: textAt, segments }, { engine, tuning, budget: 50 });
    }
  });

  it("takes as much memory as a file may ask for, and touches little of it", () => {
    const store = assemble([
      { mnemonic: "lui", rd: 5, imm: 0x40000000 },
      { mnemonic: "sw", rs1: 5, rs2: 5, imm: -4 },
      { mnemonic: "lw", rd: 6, rs1: 5, imm: -4 },
      set(10, 1),
      ebreak,
    ]);
    const huge: Segment = { address: 0x1000000, bytes: noBytes, size: memoryLimit - 0x1000000, permissions: readWrite };
    const before = process.memoryUsage().rss;
    const run = runImage(
      { entry: textAt, segments: [segmentOf(textAt, store, readExecute), huge] },
      { engine, tuning },
    );
    expect(run.outcome).toEqual({ kind: "trapped", trap: "divide" });
    expect(run.machine.registers[6]).toBe(0x40000000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });

  it("takes executable memory without end", () => {
    const text: Segment = { address: 0x10000, bytes: noBytes, size: memoryLimit, permissions: readWriteExecute };
    expectSame({ entry: 0x20000, segments: [text] }, { engine, tuning, budget: 100 });
    const apart = [textAt, 0x70000000].map((address) => segmentOf(address, assemble([set(5, 1), ebreak]), readExecute));
    expectSame({ entry: 0x70000000, segments: apart }, { engine, tuning, budget: 100 });
  });

  it("takes what no file can say: segments that overlap, or more memory than there is", () => {
    const text = segmentOf(textAt, assemble([set(10, 3), ebreak]), readExecute);
    const over = { address: textAt + 4, bytes: assemble([ebreak]), size: 0x1000, permissions: readWrite };
    expectSame({ entry: textAt, segments: [text, over] }, { engine, tuning, budget: 100 });
    const vast = { address: dataAt, bytes: noBytes, size: 0xfff00000, permissions: readWrite };
    const image: Image = { entry: textAt, segments: [text, vast] };
    expect(runImage(image, { engine, tuning }).outcome).toEqual({ kind: "trapped", trap: "length" });
  });

  it("calls without returning, as deep as it likes", () => {
    const image: Image = {
      entry: textAt,
      segments: [segmentOf(textAt, assemble([set(5, 1), { mnemonic: "jal", rd: 1, imm: -4 }]), readExecute)],
    };
    const run = runImage(image, { engine, tuning, budget: 3_000_000 });
    expect([run.outcome.kind, run.retired]).toEqual(["running", 3_000_000]);
  });

  it("survives calls with any words in the registers", () => {
    const word = fc.oneof(
      fc.integer({ min: -2, max: 70 }),
      fc.constantFrom(dataAt, dataAt + 0xfff, -100, 291, 439, 214),
      fc.integer(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300), word, word, word, word, word), { maxLength: 12 }), (calls) => {
        const program = calls.flatMap(([number, ...words]) => [
          ...words.flatMap((value, i) => [
            { mnemonic: "lui", rd: 10 + i, imm: (value - ((value << 20) >> 20)) | 0 } as const,
            { mnemonic: "addi", rd: 10 + i, rs1: 10 + i, imm: (value << 20) >> 20 } as const,
          ]),
          set(17, number === 93 || number === 94 ? 0 : number),
          { mnemonic: "ecall" } as const,
        ]);
        const data = {
          address: dataAt,
          bytes: new TextEncoder().encode("name\0"),
          size: 0x1000,
          permissions: readWrite,
        };
        const image = { entry: textAt, segments: [segmentOf(textAt, assemble(program), readExecute), data] };
        const [reference, run] = (["reference", engine] as const).map((name) => {
          const done = runForeign(image, { engine: name, tuning, budget: 1000, input: Uint8Array.of(1, 2, 3) });
          return done.ok ? [done.value.outcome, done.value.retired, done.value.events, done.value.files.list()] : [];
        });
        expect(run).toEqual(reference);
      }),
      { numRuns: 100 },
    );
  });
});

it("an environment's own exceptions are not swallowed", () => {
  const image = { entry: textAt, segments: [segmentOf(textAt, assemble([{ mnemonic: "ecall" }]), readExecute)] };
  const calls = {
    call: () => {
      throw new RangeError("mine");
    },
  };
  for (const engine of engineNames) expect(() => executeImage(image, calls, { engine })).toThrow("mine");
});
