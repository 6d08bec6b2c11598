/**
 * The text of an image, open to a forger: other operands or operations, another order, instructions left out, detours through
 * code that is added.
 */

import { branchMnemonics } from "../../src/machine/isa/branches.ts";
import { decode } from "../../src/machine/isa/decode.ts";
import { encode } from "../../src/machine/isa/encode.ts";
import type { Image, Segment } from "../../src/machine/isa/image.ts";
import type { Instruction } from "../../src/machine/isa/instruction.ts";
import type { Chance } from "../../src/testing/generate/random.ts";

type Fields = Record<string, number | string>;

/** Operations that are easily confused. */
const siblings = [
  branchMnemonics,
  ["lb", "lh", "lw", "lbu", "lhu"],
  ["sb", "sh", "sw"],
  ["addi", "slti", "sltiu", "xori", "ori", "andi"],
  ["slli", "srli", "srai"],
  [
    ["add", "sub", "xor", "or", "and", "sll", "srl", "sra", "slt", "sltu"],
    ["mul", "mulh", "mulhsu", "mulhu", "div", "divu", "rem", "remu"],
  ].flat(),
] as const;

/** It does nothing. */
export const nop: Instruction = { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 };

/** The text of an image, open to changes. */
export class Text {
  words: number[];
  readonly base: number;
  readonly #segment: Segment;
  readonly #rest: readonly Segment[];
  readonly #entry: number;

  constructor({ segments, entry }: Image) {
    const [text, ...rest] = segments;
    this.#segment = text!;
    this.#rest = rest;
    this.#entry = entry;
    this.base = text!.address;
    const view = new DataView(text!.bytes.buffer, text!.bytes.byteOffset, text!.bytes.length);
    this.words = Array.from({ length: view.byteLength / 4 }, (_, i) => view.getInt32(4 * i, true));
  }

  image(): Image {
    const bytes = new Uint8Array(4 * this.words.length);
    for (const [i, word] of this.words.entries()) new DataView(bytes.buffer).setInt32(4 * i, word, true);
    return { entry: this.#entry, segments: [{ ...this.#segment, bytes, size: bytes.length }, ...this.#rest] };
  }

  at(i: number): Instruction | undefined {
    return decode(this.words[i] ?? 0);
  }

  /** False when there is no such instruction. */
  put(i: number, instruction: Instruction): boolean {
    const word = encode(instruction);
    if (!word.ok || i < 0 || i >= this.words.length) return false;
    this.words[i] = word.value;
    return true;
  }
}

/** An instruction with something about it changed. */
function altered(instruction: Instruction, chance: Chance): Instruction {
  const copy = { ...instruction } as unknown as Fields;
  const family = siblings.find((all) => (all as readonly string[]).includes(instruction.mnemonic));
  const numbers = Object.keys(copy).filter((key) => key !== "mnemonic");
  switch (chance.below(4)) {
    case 0:
      if (family !== undefined) copy["mnemonic"] = chance.pick(family);
      break;
    case 1: {
      const [a, b] = [copy["rs1"], copy["rs2"]];
      if (a !== undefined && b !== undefined) [copy["rs1"], copy["rs2"]] = [b, a];
      else if (copy["imm"] !== undefined) copy["imm"] = (copy["imm"] as number) + chance.pick([-1, 1, -4, 4]);
      break;
    }
    default: {
      if (numbers.length === 0) break;
      const key = chance.pick(numbers);
      const value = copy[key] as number;
      if (key === "imm") copy[key] = chance.pick([value + 4, value - 4, value + 1, value - 1, -value, 0]);
      else copy[key] = chance.pick([chance.below(32), value + 1, value - 1, 0]) & 31;
    }
  }
  return copy as unknown as Instruction;
}

/** One to three new instructions, on registers and places that the code uses. */
function snippet(text: Text, near: number, chance: Chance): Instruction[] {
  const made: Instruction[] = [];
  for (let n = 1 + chance.below(3); n > 0; n--) {
    const model = text.at(Math.max(0, near - 8 + chance.below(24)));
    if (model === undefined) continue;
    made.push(chance.below(3) === 0 ? model : altered(model, chance));
  }
  return made;
}

/** Code before an instruction: a jump out, what is new, the instruction, a jump back. */
function detour(text: Text, at: number, chance: Chance): void {
  const here = text.at(at);
  if (here === undefined) return;
  const inner = snippet(text, at, chance);
  const start = text.words.length;
  const shift = (from: number, to: number, i: Instruction): Instruction =>
    i.mnemonic === "jal" || i.mnemonic[0] === "b"
      ? ({ ...i, imm: (i as { imm: number }).imm + 4 * (from - to) } as Instruction)
      : i;
  const code = [...inner.map((i) => i), ...(chance.below(4) === 0 ? [] : [shift(at, start + inner.length, here)])];
  for (const i of code) {
    text.words.push(0);
    if (!text.put(text.words.length - 1, i)) text.put(text.words.length - 1, nop);
  }
  const end = text.words.length;
  text.words.push(0);
  text.put(end, { mnemonic: "jal", rd: 0, imm: 4 * (at + 1 - end) });
  text.put(at, { mnemonic: "jal", rd: 0, imm: 4 * (start - at) });
}

/** One instruction is another one, or is left out. */
export function forgeInstruction(text: Text, chance: Chance): void {
  for (;;) {
    const at = chance.below(text.words.length);
    const here = text.at(at);
    if (here === undefined) continue;
    const kind = chance.below(6);
    const before = text.words[at];
    if (kind === 0) text.put(at, nop);
    else if (kind === 1) text.words[at] = chance.pick(text.words);
    else text.put(at, altered(here, chance));
    if (text.words[at] !== before) return;
  }
}

/** One or two changes anywhere. */
export function forgeText(text: Text, chance: Chance): void {
  for (let edits = 1 + chance.below(2); edits > 0; edits--) {
    const at = chance.below(text.words.length);
    const here = text.at(at);
    if (here === undefined) continue;
    switch (chance.below(8)) {
      case 0:
        text.put(at, nop);
        break;
      case 1:
        [text.words[at], text.words[at + 1]] = [text.words[at + 1] ?? 0x13, text.words[at]!];
        break;
      case 2:
        text.words[at] = text.words[at + 1 + chance.below(3)] ?? 0x13;
        break;
      case 3:
      case 4:
        detour(text, at, chance);
        break;
      default:
        text.put(at, altered(here, chance));
    }
  }
}
