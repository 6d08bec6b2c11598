/** What the disassembler writes, the assembler reads: for every instruction, with and without its address. */

import { assemble, assemblyText, disassemble, encode, type Instruction, instructionTable } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instructionOf } from "../generators.ts";
import { anyWritten } from "./texts.ts";

/** The words of the text that these lines make. */
function wordsOf(lines: readonly string[]): number[] {
  const image = assemble(`_start:\n${lines.join("\n")}`);
  if (!image.ok) throw new Error(image.error.map(({ message }) => message).join("\n"));
  // No line makes no segment.
  const [{ bytes } = { bytes: new Uint8Array() }] = image.value.segments;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true));
}

function wordOf(instruction: Instruction): number {
  const word = encode(instruction);
  if (!word.ok) throw new Error(word.error.message);
  return word.value;
}

describe("assemble after disassemble", () => {
  it.each(instructionTable.map((row) => [row.mnemonic, row] as const))("is the same %s", (_, row) => {
    const plain = (one: Instruction): Instruction =>
      one.mnemonic === "fence" ? { ...one, rd: 0, rs1: 0, fm: 0 } : one;
    fc.assert(
      fc.property(instructionOf(row).map(plain), (instruction) => {
        expect(wordsOf([assemblyText(instruction)])).toEqual([wordOf(instruction)]);
        expect(wordsOf([assemblyText(instruction, { pc: 0x10000 })])).toEqual([wordOf(instruction)]);
        expect(wordsOf([assemblyText(instruction, { registers: "numeric" })])).toEqual([wordOf(instruction)]);
      }),
    );
  });

  it("is the same text of words that are none, and of whole programs", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyWritten.map(wordOf), fc.nat(0xffffffff)), { minLength: 1 }), (words) => {
        const isText = (word: number): boolean => !disassemble(word).startsWith("fence");
        const kept = words.filter(isText);
        expect(wordsOf(kept.map((word) => disassemble(word)))).toEqual(kept);
      }),
    );
  });
});
