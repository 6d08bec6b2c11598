/**
 * Small programs as lists of items: jumps name labels, so that the rest is still a program when the reducer leaves parts
 * out.
 *
 * Text begins at `textAddress`. An `origin` continues at another address, so that far jumps do not need a long file.
 */

import { impossible } from "../core/impossible.ts";
import { failure, type Result, success } from "../core/result.ts";
import { encode } from "../machine/isa/encode.ts";
import { hex, type Image, type Segment } from "../machine/isa/image.ts";
import { loadConstant, splitWord } from "../machine/isa/immediate.ts";
import type { BInstruction, Instruction, JInstruction } from "../machine/isa/instruction.ts";
import { pageSize, textAddress } from "../machine/isa/layout.ts";

/** A position in a program. Two labels are the same when they are the same object. */
export interface Label {
  readonly name: string;
}

/** A part of a program. */
export type Item =
  | { readonly kind: "instruction"; readonly instruction: Instruction }
  /** A branch or jump to a label; the `imm` of the instruction is ignored. */
  | { readonly kind: "jump"; readonly instruction: BInstruction | JInstruction; readonly to: Label }
  /** `lui` and `addi`: rd gets the address of the label plus `offset`. */
  | { readonly kind: "address"; readonly rd: number; readonly to: Label; readonly offset: number }
  /** A word that is no instruction. */
  | { readonly kind: "word"; readonly word: number }
  | { readonly kind: "label"; readonly label: Label }
  /** Zero bytes, which are no instructions: a jump to them faults. */
  | { readonly kind: "space"; readonly bytes: number }
  /** The next items begin at this address. */
  | { readonly kind: "origin"; readonly address: number };

/** The item of an instruction. */
export function code(instruction: Instruction): Item {
  return { kind: "instruction", instruction };
}

/** The item of a label. */
export function mark(label: Label): Item {
  return { kind: "label", label };
}

/** rd ← value, in one or two instructions. */
export function setRegister(rd: number, value: number): Item[] {
  return loadConstant(rd, value | 0).map(code);
}

/** The bytes that an item takes. */
export function sizeOf(item: Item): number {
  switch (item.kind) {
    case "instruction":
    case "jump":
    case "word":
      return 4;
    case "address":
      return 8;
    case "space":
      return item.bytes;
    case "label":
    case "origin":
      return 0;
    default:
      return impossible(item);
  }
}

/** An item with its address. */
export interface Located {
  readonly item: Item;
  readonly address: number;
}

/** The image of a program with the given data; or why the items do not fit together. */
export function assemble(items: readonly Item[], data: readonly Segment[]): Result<Image, string> {
  const { located, labels } = layOut(items);
  const chunks: { address: number; words: number[] }[] = [{ address: textAddress, words: [] }];
  for (const { item, address } of located) {
    if (item.kind === "origin") chunks.push({ address, words: [] });
    const words = wordsOf(item, address, labels);
    if (!words.ok) return words;
    // Not spread into the arguments of one call: space may be long.
    for (const word of words.value) chunks.at(-1)!.words.push(word);
  }
  const text = chunks.filter(({ words }) => words.length > 0).map(({ address, words }) => segmentOf(address, words));
  const segments = [...text, ...data].sort((a, b) => a.address - b.address);
  for (const [i, { address, size }] of segments.entries()) {
    const after = segments[i + 1]?.address ?? 2 ** 32;
    const page = Math.ceil((address + size) / pageSize) * pageSize;
    if (page > after) return failure(`what begins at ${hex(address)} runs into what begins at ${hex(after)}`);
  }
  return success({ entry: textAddress, segments });
}

/** The address of each item and each label. */
export function layOut(items: readonly Item[]): {
  readonly located: readonly Located[];
  readonly labels: ReadonlyMap<Label, number>;
} {
  const labels = new Map<Label, number>();
  const located: Located[] = [];
  let address = textAddress;
  for (const item of items) {
    if (item.kind === "origin") address = item.address;
    if (item.kind === "label") labels.set(item.label, address);
    located.push({ item, address });
    address += sizeOf(item);
  }
  return { located, labels };
}

/** The instructions of an item at its address, with its labels resolved; or why it has none. */
export function instructionsOf(
  item: Item,
  address: number,
  labels: ReadonlyMap<Label, number>,
): Result<readonly Instruction[], string> {
  switch (item.kind) {
    case "instruction":
      return success([item.instruction]);
    case "jump": {
      const target = labels.get(item.to);
      if (target === undefined) return failure(`there is no label ${item.to.name}`);
      return success([{ ...item.instruction, imm: target - address }]);
    }
    case "address": {
      const target = labels.get(item.to);
      if (target === undefined) return failure(`there is no label ${item.to.name}`);
      const { upper, lower } = splitWord((target + item.offset) | 0);
      const { rd } = item;
      return success([
        { mnemonic: "lui", rd, imm: upper },
        { mnemonic: "addi", rd, rs1: rd, imm: lower },
      ]);
    }
    case "word":
    case "label":
    case "space":
    case "origin":
      return success([]);
    default:
      return impossible(item);
  }
}

function wordsOf(item: Item, address: number, labels: ReadonlyMap<Label, number>): Result<readonly number[], string> {
  if (item.kind === "word") return success([item.word]);
  if (item.kind === "space") return success(new Array<number>(item.bytes / 4).fill(0));
  const instructions = instructionsOf(item, address, labels);
  if (!instructions.ok) return instructions;
  const words: number[] = [];
  for (const instruction of instructions.value) {
    const word = encode(instruction);
    if (!word.ok) return failure(word.error.message);
    words.push(word.value);
  }
  return success(words);
}

function segmentOf(address: number, words: readonly number[]): Segment {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word >>> 0, true);
  return { address, bytes, size: bytes.length, permissions: { read: true, write: false, execute: true } };
}
