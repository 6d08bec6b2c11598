/**
 * Inputs that may show what is wrong with an image: made of the constants in its instructions. Who hides a password in a binary
 * compares with it, and a comparison has its constant in the code. Generated inputs know the source's constants, not these.
 */

import { decode } from "../../machine/isa/decode.ts";
import type { Image } from "../../machine/isa/image.ts";

/** Part of the text: from a pc, to before another one. */
export interface CodeRange {
  readonly from: number;
  readonly to: number;
}

/** The words of an image's text in a range, with their addresses. */
export function wordsIn({ segments }: Image, { from, to }: CodeRange): readonly { pc: number; word: number }[] {
  const found: { pc: number; word: number }[] = [];
  for (const { address, bytes, permissions } of segments) {
    if (!permissions.execute) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const end = Math.min(to, address + bytes.length);
    for (let pc = Math.max(from, address); pc + 4 <= end; pc += 4)
      found.push({ pc, word: view.getInt32(pc - address, true) });
  }
  return found;
}

/** The bytes that instructions of a range compare with, add or move: those that come most often last. */
function constantsIn(image: Image, range: CodeRange): readonly number[] {
  const counts = new Map<number, number>();
  for (const { word } of wordsIn(image, range)) {
    const instruction = decode(word);
    if (instruction === undefined || !["addi", "xori", "slti", "sltiu"].includes(instruction.mnemonic)) continue;
    const { imm, rs1 } = instruction as { readonly imm: number; readonly rs1: number };
    // What is added to sp or to an address is no byte of an input.
    if (rs1 === 2 || rs1 === 3 || rs1 === 4) continue;
    const byte = instruction.mnemonic === "addi" ? Math.abs(imm) : imm;
    if (byte > 0 && byte < 256) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => a - b).map(([byte]) => byte);
}

/** Inputs made of the constants of a range: all short ones first, at most so many. */
export function soughtInputs(image: Image, range: CodeRange, most = 4000): readonly Uint8Array[] {
  const letters = constantsIn(image, range).slice(0, 32);
  const found: number[][] = [[]];
  for (let at = 0; at < found.length && found.length < most; at++)
    for (const letter of letters) {
      if (found.length >= most) break;
      found.push([...found[at]!, letter]);
    }
  return found.map((bytes) => Uint8Array.from(bytes));
}
