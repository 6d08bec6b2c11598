/**
 * Assembler text → image: one text, read, placed and emitted. There is no object file and no linker: what Ell's programs need,
 * and what a compiler writes, is one text.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";
import { hex, type Image, type ImageSymbol, type Segment } from "../isa/image.ts";
import { memoryLimit, pageSize } from "../isa/layout.ts";
import { Complaints, Mistake } from "./complaint.ts";
import { checkZeros, emitPart } from "./emit.ts";
import { type Addresses, Placement } from "./place.ts";
import { readUnit } from "./read.ts";
import { isShown, type Section, type Unit } from "./unit.ts";

/** How a text is assembled. */
export interface AssembleOptions {
  /** The address of the text, a multiple of 4; 0x0001_0000 unless given. */
  readonly text?: number;
  /** The address of the data, a multiple of 16; 0x1000_0000 unless given. */
  readonly data?: number;
  /** The label at which the program begins; `_start` unless given. */
  readonly entry?: string;
}

/**
 * The executable that a text in the GNU assembler's language for RV32IM is; or what is wrong with it, in the order of the text.
 *
 * `.text` lies from 0x0001_0000 on, `.rodata` in the page after it, `.data` and then `.bss` from 0x1000_0000 on: the memory of
 * Ell's programs. Source: the RISC-V Assembly Programmer's Manual, and the manual of GNU `as`.
 *
 * @example
 * ```ts
 * import { assemble, runMachine } from "etalon/machine";
 * const image = assemble("_start: li a0, 6*7; li a7, 93; ecall");
 * image.ok && runMachine(image.value).outcome; // => { kind: "halted", code: 42 }
 * const wrong = assemble("_start:\n  adi a0, a0, 1\n");
 * wrong.ok || wrong.error[0]; // => { severity: "error", code: "instruction", message: "there is no instruction adi", span: { start: 10, end: 13 }, hint: "did you mean addi?" }
 * ```
 */
export function assemble(text: string, options: AssembleOptions = {}): Result<Image, readonly Diagnostic[]> {
  const complaints = new Complaints();
  const unit = readUnit(text, complaints);
  let image: Image | undefined;
  complaints.noting(() => {
    checkAddresses(options);
    const placement = new Placement(unit, options);
    image = imageOf(unit, placement, options.entry ?? "_start", complaints);
  });
  return image === undefined || complaints.any ? failure(complaints.list()) : success(image);
}

const beginning = { start: 0, end: 0 };

function checkAddresses({ text = 0, data = 0 }: Addresses): void {
  for (const [name, address, multiple] of [
    ["text", text, 4],
    ["data", data, 16],
  ] as const)
    if (!Number.isInteger(address) || address < 0 || address >= 2 ** 32 || address % multiple !== 0)
      throw new Mistake("range", `${address} is no address for the ${name}`, beginning, {
        expected: `a multiple of ${multiple} below 2^32`,
      });
}

function imageOf(unit: Unit, placement: Placement, entry: string, complaints: Complaints): Image {
  const { text, rodata, data, bss } = placement.parts;
  const initialised = text.end - text.start + (rodata.end - rodata.start) + (data.end - data.start);
  const total = initialised + (bss.end - bss.start);
  if (initialised > mostInFile || total > memoryLimit)
    throw new Mistake("too-large", `the program takes ${total} bytes, ${initialised} of them in the file`, beginning, {
      expected: `at most ${memoryLimit} in all, and ${mostInFile} in the file`,
      hint: "room that is zero at the beginning belongs into .bss",
    });
  const segments: Segment[] = [];
  const add = (address: number, bytes: Uint8Array, size: number, letters: string): void => {
    const permissions = { read: true, write: letters.includes("w"), execute: letters.includes("x") };
    if (size > 0) segments.push({ address, bytes, size, permissions });
  };
  add(text.start, emitPart("text", placement, complaints), text.end - text.start, "rx");
  add(rodata.start, emitPart("rodata", placement, complaints), rodata.end - rodata.start, "r");
  add(data.start, emitPart("data", placement, complaints), bss.end - data.start, "rw");
  checkZeros(placement, complaints);
  segments.sort((a, b) => a.address - b.address);
  for (const [i, { address, size }] of segments.entries()) {
    const next = segments[i + 1]?.address ?? 2 ** 32 + pageSize;
    if (Math.floor((address + size - 1) / pageSize) >= Math.floor(next / pageSize))
      throw new Mistake(
        "too-large",
        `what begins at ${hex(address)} takes ${size} bytes, and the next part is too near`,
        beginning,
        {
          hint: "give the text or the data another address",
        },
      );
  }
  return { entry: entryOf(unit, placement, entry), segments, symbols: symbolsOf(unit, placement, complaints) };
}

/** The most bytes that the file may have. */
const mostInFile = 2 ** 26;

function entryOf({ names }: Unit, placement: Placement, entry: string): number {
  const found = names.get(entry);
  if (found?.kind === "label" && found.section.part === "text") return placement.addressOf(found.section, found.index);
  if (found !== undefined) throw new Mistake("no-start", `${entry} is no label in .text`, found.span);
  throw new Mistake("no-start", `there is no label ${entry}, at which the program would begin`, beginning, {
    hint: "write `_start:` before the first instruction to be executed",
  });
}

/** The labels, by address. What `.size` does not say reaches to the next one of its section. */
function symbolsOf({ names, sizes }: Unit, placement: Placement, complaints: Complaints): readonly ImageSymbol[] {
  const labels = [...names].flatMap(([name, definition]) =>
    definition.kind === "label" && isShown(name)
      ? [{ name, section: definition.section, address: placement.addressOf(definition.section, definition.index) }]
      : [],
  );
  labels.sort((a, b) => a.address - b.address);
  const symbols: ImageSymbol[] = [];
  let next = { section: undefined as Section | undefined, address: 0, end: 0 };
  for (const { name, section, address } of labels.toReversed()) {
    if (next.section !== section)
      next = { section, address: 0, end: placement.addressOf(section, section.items.length) };
    else if (next.address !== address) next.end = next.address;
    next.address = address;
    let size = next.end - address;
    const given = sizes.get(name);
    if (given !== undefined)
      complaints.noting(() => {
        const value = placement.valueOf(given);
        if (value >= 0n && value <= 0xffff_ffffn) size = Number(value);
      });
    symbols.push({ name, address, size });
  }
  return symbols.toReversed();
}
