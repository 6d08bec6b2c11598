/**
 * The interpreter where its text is cut: jumps from chunk to chunk, into the last word of one and over its end; more
 * targets than a chunk has slots for; limits that fall on either side.
 */

import { runImage } from "etalon/engine";
import type { Image, Instruction, Segment } from "etalon/machine";
import { describe, expect, it } from "vitest";
import { assemble, dataAt, readExecute, readWrite, readWriteExecute, set, textAt } from "../machine/programs.ts";
import { expectSame } from "./same.ts";

/** The bytes in a chunk; text begins with one. */
const chunk = 0x4000;

const engine = "interpreter";

/** An image with instructions at the given places; words between them are no instruction. */
function imageWith(
  places: Readonly<Record<number, readonly (Instruction | number)[]>>,
  permissions = readExecute,
): Image {
  const bytes = new Uint8Array(0x14000);
  for (const [address, program] of Object.entries(places)) bytes.set(assemble(program), Number(address) - textAt);
  const data: Segment = { address: dataAt + 0x10000, bytes: new Uint8Array(), size: 0x100, permissions: readWrite };
  return { entry: textAt, segments: [{ address: textAt, bytes, size: bytes.length, permissions }, data] };
}

/** The same at every budget up to where it ends, and a few more. */
function expectSameAtEachBudget(image: Image): void {
  const { retired } = expectSame(image, { engine, budget: 20_000 });
  for (let budget = 0; budget <= Math.min(retired, 40) + 1; budget++) expectSame(image, { engine, budget });
}

const end = textAt + chunk;

describe("jumps out of a chunk", () => {
  it("by every kind of jump, forwards and back", () => {
    for (const taken of [
      { mnemonic: "beq", rs1: 0, rs2: 0, imm: 16 },
      { mnemonic: "bne", rs1: 5, rs2: 0, imm: 16 },
      { mnemonic: "blt", rs1: 0, rs2: 5, imm: 16 },
      { mnemonic: "bgeu", rs1: 5, rs2: 0, imm: 16 },
      { mnemonic: "jal", rd: 1, imm: 16 },
      { mnemonic: "jalr", rd: 1, rs1: 6, imm: 16 },
    ] satisfies Instruction[]) {
      expectSameAtEachBudget(
        imageWith({
          [textAt]: [set(5, 1), { mnemonic: "auipc", rd: 6, imm: chunk }, { mnemonic: "jal", rd: 0, imm: chunk - 16 }],
          // At the last word but one of the first chunk; x6 is the address of its last word.
          [end - 8]: [{ mnemonic: "addi", rd: 6, rs1: 6, imm: -8 }, taken],
          [end + 12]: [
            { mnemonic: "addi", rd: 5, rs1: 5, imm: 1 },
            { mnemonic: "jal", rd: 0, imm: -24 },
          ],
        }),
      );
    }
  });

  it("by running over its end, in a loop that is as long as a budget may last", () => {
    const image = imageWith({
      [textAt]: [set(5, 2000), { mnemonic: "jal", rd: 0, imm: chunk - 12 }],
      [end - 8]: [set(7, 1), { mnemonic: "add", rd: 6, rs1: 6, rs2: 7 }],
      [end]: [
        { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
        { mnemonic: "bne", rs1: 5, rs2: 0, imm: -12 },
      ],
    });
    expectSameAtEachBudget(image);
    for (let budget = 8180; budget < 8210; budget++) expectSame(image, { engine, budget });
  });

  it("to where no word begins", () => {
    for (const imm of [chunk - 10, 10, chunk + 2]) {
      expectSameAtEachBudget(imageWith({ [textAt]: [{ mnemonic: "jal", rd: 1, imm }] }));
    }
  });

  it("to more places than it has slots for", () => {
    // Calls, each to a place of its own in the next chunk, which returns.
    const calls = 1500;
    const image = imageWith({
      [textAt]: [
        ...Array.from({ length: calls }, () => ({ mnemonic: "jal", rd: 1, imm: chunk }) as const),
        { mnemonic: "jal", rd: 0, imm: 0 },
      ],
      [end]: Array.from({ length: calls }, () => ({ mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 }) as const),
    });
    expectSame(image, { engine, budget: 2 * calls + 5000 });
  });

  it("and back into a loop that has run since", () => {
    const image = imageWith({
      [textAt]: [
        { mnemonic: "addi", rd: 5, rs1: 5, imm: 1 },
        { mnemonic: "jal", rd: 1, imm: chunk - 4 },
        { mnemonic: "jal", rd: 0, imm: -8 },
      ],
      [end]: [{ mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 }],
    });
    expectSame(image, { engine, budget: 30_001 });
  });
});

describe("text that is written", () => {
  it("at the word where the limit is, from far and from right before", () => {
    const store = (imm: number): Instruction => ({ mnemonic: "sw", rs1: 6, rs2: 7, imm });
    const image = imageWith(
      {
        [textAt]: [
          { mnemonic: "auipc", rd: 6, imm: 0 },
          { mnemonic: "lw", rd: 7, rs1: 6, imm: 0x20 },
          store(12),
          0,
          store(0x18),
          set(8, 8),
          0,
          { mnemonic: "jal", rd: 0, imm: -28 },
          set(9, 9),
        ],
      },
      readWriteExecute,
    );
    expectSameAtEachBudget(image);
    for (let budget = 4090; budget < 4110; budget++) expectSame(image, { engine, budget });
  });

  it("once the loop around it has run", () => {
    const image = imageWith(
      {
        [textAt]: [
          { mnemonic: "auipc", rd: 6, imm: 0 },
          { mnemonic: "lw", rd: 7, rs1: 6, imm: 0x20 },
          set(5, 600),
          { mnemonic: "addi", rd: 5, rs1: 5, imm: -1 },
          set(9, 1),
          { mnemonic: "bne", rs1: 5, rs2: 0, imm: -8 },
          { mnemonic: "sw", rs1: 6, rs2: 7, imm: 16 },
          { mnemonic: "jal", rd: 0, imm: -20 },
          set(9, 2),
        ],
      },
      readWriteExecute,
    );
    expect(expectSame(image, { engine, budget: 20_000 }).machine.registers[9]).toBe(2);
  });
});

it("stops at the limit, whatever it is, in a loop of one word", () => {
  const image = imageWith({ [textAt]: [{ mnemonic: "jal", rd: 0, imm: 0 }] });
  for (const budget of [1, 4095, 4096, 4097, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3_000_001]) {
    expect(runImage(image, { engine, budget })).toMatchObject({ retired: budget, pc: textAt });
  }
});
