/**
 * An image as a text that assembles to it, to be read and edited: labels where functions begin and where jumps go, one
 * instruction a line.
 */

import { isBranch } from "../isa/branches.ts";
import { decode } from "../isa/decode.ts";
import { assemblyText } from "../isa/disassemble.ts";
import { hex, type Image, type Segment } from "../isa/image.ts";
import { registerNamed } from "./operands.ts";

/**
 * The text of an image in the GNU assembler's language: `assemble` makes the same segments of it, with its `text` and `data` where
 * the image has them. Undefined for an image that is not one segment of instructions and at most one of data.
 *
 * @example
 * ```ts
 * import { assemble, assemblerText } from "etalon/machine";
 * const image = assemble("_start: li a0, 42\nagain: beqz a0, again\n  ebreak\n");
 * image.ok && assemblerText(image.value); // => "\t.text\n_start:\n\taddi\ta0,zero,42\nagain:\n\tbeq\ta0,zero,again\n\tebreak\n"
 * ```
 */
export function assemblerText(image: Image): string | undefined {
  const [text, data, ...others] = image.segments.toSorted(
    (a, b) => Number(b.permissions.execute) - Number(a.permissions.execute),
  );
  if (text === undefined || others.length > 0 || !text.permissions.execute || text.permissions.write) return undefined;
  if (text.address % 4 !== 0 || text.bytes.length % 4 !== 0 || text.size !== text.bytes.length) return undefined;
  const isData = data?.permissions.write === true && !data.permissions.execute && data.address % 16 === 0;
  if (data !== undefined && !isData) return undefined;
  const lines = ["\t.text", ...instructionLines(image, text), ...(data === undefined ? [] : dataLines(data))];
  return `${lines.join("\n")}\n`;
}

function instructionLines(image: Image, { address, bytes }: Segment): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pcs = Array.from({ length: bytes.length / 4 }, (_, i) => address + 4 * i);
  const wordAt = (pc: number): number => view.getUint32(pc - address, true);
  const isInside = (pc: number): boolean => pc >= address && pc < address + bytes.length && pc % 4 === 0;
  const labels = new Labels();
  // Where a program begins is said by this name alone.
  labels.name(image.entry, "_start");
  for (const { name, address: at } of image.symbols ?? []) if (isInside(at)) labels.name(at, name);
  const targets = new Map(pcs.map((pc) => [pc, targetOf(wordAt(pc), pc)]));
  for (const target of [...new Set(targets.values())].sort((a, b) => (a ?? 0) - (b ?? 0)))
    if (target !== undefined && isInside(target)) labels.number(target);
  return pcs.flatMap((pc) => {
    const label = labels.at(pc);
    const target = targets.get(pc);
    const to = target === undefined ? undefined : labels.at(target);
    return [...(label === undefined ? [] : [`${label}:`]), `\t${instructionText(wordAt(pc), target, to)}`];
  });
}

/** Where a branch or a jump goes. */
function targetOf(word: number, pc: number): number | undefined {
  const instruction = decode(word);
  if (instruction === undefined || (instruction.mnemonic !== "jal" && !isBranch(instruction))) return undefined;
  return (pc + instruction.imm) >>> 0;
}

/** What goes elsewhere than to an instruction of the text stays the word that it is. */
function instructionText(word: number, target: number | undefined, label: string | undefined): string {
  const instruction = decode(word);
  if (instruction === undefined || (target !== undefined && label === undefined)) return `.word\t${hex(word)}`;
  const text = assemblyText(instruction);
  return label === undefined ? text : text.replace(/[^,]*$/, label);
}

/** The names of addresses, each once, and none that the assembler would take for something else. */
class Labels {
  readonly #names = new Map<number, string>();
  readonly #used = new Set<string>();
  #next = 1;

  name(address: number, name: string): void {
    if (this.#names.has(address) || name === "") return;
    let label = name.replaceAll(/[^\w.$]/g, "_").replace(/^(?=\d)|^\.L/, "_");
    while (this.#used.has(label) || registerNamed(label) !== undefined) label += "_";
    this.#used.add(label);
    this.#names.set(address, label);
  }

  number(address: number): void {
    if (!this.#names.has(address)) this.#names.set(address, `.L${this.#next++}`);
  }

  at(address: number): string | undefined {
    return this.#names.get(address);
  }
}

/** Data: its bytes, and the room after them that is zero. */
function dataLines({ bytes, size }: Segment): readonly string[] {
  const known = Array.from(bytes, (byte) => `\t.byte\t${byte}`);
  const zero = size - bytes.length;
  return [...(known.length === 0 ? [] : ["\t.data", ...known]), ...(zero === 0 ? [] : ["\t.bss", `\t.zero\t${zero}`])];
}
