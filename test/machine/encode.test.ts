/** Laws of the encoder and the decoder, over the whole table, and the encoder's refusals. */

import { decode, encode, formats, type Instruction, instructionTable } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedBits } from "../../src/machine/isa/instruction.ts";
import { anyWord, instructionOf } from "./generators.ts";

describe.each(instructionTable)("$mnemonic", (row) => {
  it("decode ∘ encode = id", () => {
    fc.assert(
      fc.property(instructionOf(row), (instruction) => {
        const word = encode(instruction);
        expect(word.ok && decode(word.value)).toEqual(instruction);
      }),
    );
  });
});

describe("words", () => {
  it("encode ∘ decode = id where decode is defined, signed or unsigned", () => {
    fc.assert(
      fc.property(anyWord, (word) => {
        const instruction = decode(word);
        expect(decode(word | 0)).toEqual(instruction);
        if (instruction !== undefined) expect(encode(instruction)).toEqual({ ok: true, value: word });
      }),
      { numRuns: 2000 },
    );
  });

  it("no two rows share a word", () => {
    for (const a of instructionTable) {
      for (const b of instructionTable) {
        if (a === b) continue;
        const [x, y] = [fixedBits(a), fixedBits(b)];
        expect((x.match ^ y.match) & x.mask & y.mask).not.toBe(0);
      }
    }
  });

  it("every bit of a word is fixed or in exactly one field", () => {
    for (const row of instructionTable) {
      const pieces = formats[row.format].flatMap((field) => field.pieces);
      const owners = Array.from({ length: 32 }, (_, bit) => {
        const held = pieces.filter((piece) => bit >= piece.word && bit < piece.word + piece.width).length;
        return held + ((fixedBits(row).mask >>> bit) & 1);
      });
      expect(owners).toEqual(Array.from({ length: 32 }, () => 1));
    }
  });

  it.each([0, -1, 0x0000100f, 0x00200073, 0x10500073, 0x02000013 | (1 << 12), 0x00000002])(
    "%i is no instruction",
    (word) => expect(decode(word)).toBeUndefined(),
  );
});

describe("operands that do not fit", () => {
  const refused: readonly [Instruction, string][] = [
    [{ mnemonic: "addi", rd: 1, rs1: 1, imm: 2048 }, "addi: imm is 2048, but must be -2048 to 2047"],
    [{ mnemonic: "addi", rd: 1, rs1: 1, imm: -2049 }, "addi: imm is -2049, but must be -2048 to 2047"],
    [{ mnemonic: "add", rd: 32, rs1: 1, rs2: 1 }, "add: rd is 32, but must be 0 to 31"],
    [{ mnemonic: "add", rd: 0.5, rs1: 1, rs2: 1 }, "add: rd is 0.5, but must be 0 to 31"],
    [{ mnemonic: "slli", rd: 1, rs1: 1, shamt: 32 }, "slli: shamt is 32, but must be 0 to 31"],
    [{ mnemonic: "beq", rs1: 0, rs2: 0, imm: 3 }, "beq: imm is 3, but must be -4096 to 4094, a multiple of 2"],
    [{ mnemonic: "beq", rs1: 0, rs2: 0, imm: 4096 }, "beq: imm is 4096, but must be -4096 to 4094, a multiple of 2"],
    [
      { mnemonic: "lui", rd: 1, imm: 0x80000000 },
      "lui: imm is 2147483648, but must be -2147483648 to 2147479552, a multiple of 4096",
    ],
  ];
  it.each(refused)("%j", (instruction, message) => {
    const result = encode(instruction);
    expect(!result.ok && result.error.message).toBe(message);
  });
});
