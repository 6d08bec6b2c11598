/**
 * The machine in Coq and in TypeScript, step by step: the same rules, events, registers, pcs, ends and reasons of faults, on single
 * instructions, random images, images made to fault, and what the compiler makes.
 */

import type { Arrival } from "etalon";
import { compile, type Level } from "etalon/compiler";
import { type Image, type Instruction, instructionTable, decode as ourDecode, type Segment } from "etalon/machine";
import { arrivalOf, defaultCases, generateCase, programOfCase } from "etalon/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../coq/extracted/semantics.js";
import { z } from "../../src/second/values.ts";
import { machineParity } from "../../tools/coq/parity.ts";
import { examples } from "../examples/cases.ts";
import { programOf as exampleProgram } from "../examples/engines.ts";
import { anyImage, anyWord, cornerWord, instructionOf } from "../machine/generators.ts";
import {
  assemble,
  dataAt,
  ebreak,
  ecall,
  imageOf,
  readWrite,
  readWriteExecute,
  segmentOf,
  set,
  setWord,
  textAt,
} from "../machine/programs.ts";
import { testSeed } from "../seed.ts";

/** Words that are often addresses of the one page of data, or near its ends. */
const anyRegister = fc.oneof(cornerWord, fc.integer({ min: dataAt - 8, max: dataAt + 0x1008 }));
const anyRegisters = fc.array(anyRegister, { minLength: 31, maxLength: 31 });

describe("the machine in Coq", () => {
  it("decodes the same words", () => {
    fc.assert(
      fc.property(anyWord, (word) => {
        const ours = ourDecode(word);
        const coq = decode(z(word));
        expect(coq.is === "None").toBe(ours === undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(instructionTable.map((row) => ({ name: row.mnemonic, row })))("executes $name", ({ row }) => {
    fc.assert(
      fc.property(instructionOf(row), anyRegisters, (instruction, registers) => {
        const image = imageOf([instruction, ebreak]);
        expect(machineParity({ image, registers }, 2).difference).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it("runs random words until they fault", () => {
    fc.assert(
      fc.property(anyImage, anyRegisters, (image, registers) => {
        expect(machineParity({ image, registers }, 50).difference).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  describe("makes system calls", () => {
    const arrivals: readonly Arrival[] = [{ kind: "whole" }, { kind: "single" }, { kind: "shares", seed: 3 }];
    const calls = fc.record({
      number: fc.constantFrom(63, 63, 64, 64, 93, 0, 1),
      descriptor: fc.constantFrom(0, 0, 1, 1, 2, -1),
      buffer: fc.constantFrom(dataAt, dataAt + 1, dataAt + 0xfff, dataAt - 1, 0, -1, textAt),
      count: fc.constantFrom(1, 2, 7, 0x1000, 0x1001, 0, -1),
    });

    it("of all kinds", () => {
      fc.assert(
        fc.property(calls, fc.constantFrom(...arrivals), fc.uint8Array({ maxLength: 9 }), (call, arrival, input) => {
          const { number, descriptor, buffer, count } = call;
          const round: Instruction[] = [
            set(10, descriptor),
            ...setWord(11, buffer),
            ...setWord(12, count),
            set(17, number),
            ecall,
          ];
          const image = imageOf([...round, ...round, ...round, { mnemonic: "lbu", rd: 5, rs1: 11, imm: 0 }, ebreak]);
          expect(machineParity({ image, input, arrival }, 60).difference).toBeUndefined();
        }),
        { numRuns: 80 },
      );
    });
  });

  describe("faults", () => {
    /** The last and the first bytes of the address space, both with data. */
    const ends = (code: readonly Instruction[]): Image => {
      const zeros = (address: number): Segment => ({
        address,
        bytes: new Uint8Array(),
        size: 0x1000,
        permissions: readWrite,
      });
      const image = imageOf(code);
      return { ...image, segments: [zeros(0), ...image.segments, zeros(0xfffff000)] };
    };

    it("nowhere at the end of the address space, but for a block", () => {
      const store: Instruction = { mnemonic: "sw", rs1: 0, rs2: 5, imm: -2 };
      const load: Instruction = { mnemonic: "lw", rd: 6, rs1: 0, imm: -2 };
      const word = machineParity({ image: ends([...setWord(5, 0x12345678), store, load, ebreak]) }, 10);
      expect(word).toMatchObject({ difference: undefined, steps: 5 });
      const block = machineParity({ image: ends([set(10, 1), set(11, -2), set(12, 4), set(17, 64), ecall]) }, 10);
      expect(block.difference).toBeUndefined();
      expect(block.outcome).toMatchObject({ reason: expect.stringContaining("it wraps around") as string });
    });

    it("with the same words where a block goes from one segment into another", () => {
      const image = imageOf([set(10, 1), ...setWord(11, dataAt + 0xffe), set(12, 4), set(17, 64), ecall, ebreak]);
      const neighbour = (permissions: Segment["permissions"]): Image => ({
        ...image,
        segments: [...image.segments, { address: dataAt + 0x1000, bytes: new Uint8Array(), size: 0x1000, permissions }],
      });
      for (const write of [true, false])
        for (const read of [true, false])
          expect(machineParity({ image: neighbour({ read, write, execute: false }) }, 20).difference).toBeUndefined();
    });

    it("at a pc that is no multiple of 4, or that has no text", () => {
      for (const target of [textAt + 2, textAt + 3, 0, dataAt, 0xfffffffc | 0]) {
        const image = imageOf([...setWord(5, target), { mnemonic: "jalr", rd: 0, rs1: 5, imm: 0 }]);
        expect(machineParity({ image }, 5)).toMatchObject({ difference: undefined, outcome: { kind: "faulted" } });
      }
    });

    it.each([0, 1, 2, 3, 4, 5, 15, 16, 17, 18, -1])("or stops, at ebreak with %i", (code) => {
      expect(machineParity({ image: imageOf([set(10, code), ebreak]) }, 5).difference).toBeUndefined();
    });
  });

  it("executes text that changes", () => {
    const [addi] = [...assemble([{ mnemonic: "addi", rd: 7, rs1: 7, imm: 1 }])];
    const code: Instruction[] = [
      ...setWord(5, textAt),
      set(6, addi!),
      { mnemonic: "sb", rs1: 5, rs2: 6, imm: 16 },
      { mnemonic: "lui", rd: 7, imm: 0x1000 },
      ebreak,
    ];
    const image = { entry: textAt, segments: [segmentOf(textAt, assemble(code), readWriteExecute)] };
    expect(machineParity({ image }, 20).difference).toBeUndefined();
  });

  it.each(examples.map((example) => ({ name: example.name, example })))(
    "runs the image of $name",
    ({ name, example }) => {
      const compiled = compile(exampleProgram(`examples/${name}.ell`, example.text));
      if (!compiled.ok) throw new Error(compiled.error.message);
      const { input } = example.cases[0]!;
      const parity = machineParity({ image: compiled.value.image, input, arrival: arrivalOf(input) }, 400);
      expect(parity.difference).toBeUndefined();
    },
  );

  it("runs images of generated programs", () => {
    const levels: readonly Level[] = [0, 1, 2];
    for (let i = 0; i < 24; i++) {
      const testCase = generateCase(testSeed, i, { ...defaultCases, size: 40 });
      const { input, memory } = testCase;
      const program = programOfCase(testCase);
      if (!program.ok) throw new Error("a generated program is refused");
      const compiled = compile(program.value, { level: levels[i % 3]!, ...memory });
      if (!compiled.ok) continue;
      const parity = machineParity({ image: compiled.value.image, input, arrival: arrivalOf(input) }, 300);
      expect(parity.difference, `seed ${testSeed}, case ${i}`).toBeUndefined();
    }
  });
});
