/**
 * The image as assembly and bytes, each instruction with the line of the text that the compiler says it came from.
 */

import type { Position } from "etalon";
import { disassemble, type Image } from "etalon/machine";
import type { AssemblyRow } from "./analysis.ts";

/** The words of the text from `start` on, and where they are. */
export function textWords(image: Image, start = 0): readonly (readonly [pc: number, word: number])[] {
  const text = image.segments.find(({ permissions }) => permissions.execute);
  if (text === undefined) return [];
  const view = new DataView(text.bytes.buffer, text.bytes.byteOffset, text.bytes.byteLength);
  const found: [number, number][] = [];
  for (let pc = Math.max(start, text.address); pc + 4 <= text.address + text.bytes.length; pc += 4)
    found.push([pc, view.getUint32(pc - text.address, true)]);
  return found;
}

/** The instructions of an image from `start`, each with the line that whoever made it says it came from; `ours` is our own image. */
export function assemblyRows(
  image: Image,
  start: number,
  ours: Image | undefined,
  place: (pc: number) => Position | undefined,
): readonly AssemblyRow[] {
  const names = new Map(image.symbols?.map(({ name, address }) => [address, name]));
  const listed = textWords(image, start);
  const before = ours === undefined ? [] : textWords(ours, start);
  // Where instructions were added or left out, addresses do not pair them.
  const own = new Map(before.length === listed.length ? before : []);
  return listed.map(([pc, word]): AssemblyRow => {
    const [mnemonic = "", operands = ""] = disassemble(word, { pc }).split("\t");
    const { line, column } = place(pc) ?? { line: 0, column: 0 };
    const bytes = [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, "0")).join(" ");
    const changed = own.get(pc) === word ? undefined : own.get(pc);
    return {
      pc,
      mnemonic,
      operands,
      bytes,
      line,
      column,
      begins: names.get(pc),
      ours: changed === undefined ? undefined : disassemble(changed, { pc }).replace("\t", " "),
    };
  });
}
