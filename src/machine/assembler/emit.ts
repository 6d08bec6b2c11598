/**
 * Items → bytes, when all addresses are known. What does not fit is a mistake of the statement that it stands in.
 */

import { impossible } from "../../core/impossible.ts";
import { opposite } from "../isa/branches.ts";
import { encode } from "../isa/encode.ts";
import { loadConstant, splitWord } from "../isa/immediate.ts";
import { type Instruction, rowOf } from "../isa/instruction.ts";
import { registerNumbers } from "../isa/register.ts";
import { type Complaints, Mistake } from "./complaint.ts";
import type { Placement } from "./place.ts";
import type { Immediate, Item, Part, Section, Template } from "./unit.ts";

const { zero } = registerNumbers;

/** `addi zero,zero,0`, with which text is filled. */
const nop = [0x13, 0, 0, 0];

/** The bytes of a part. Zeros where a statement has a mistake. */
export function emitPart(part: Exclude<Part, "bss">, placement: Placement, complaints: Complaints): Uint8Array {
  const { start, end } = placement.parts[part];
  const bytes = new Uint8Array(end - start);
  const emitter = new Emitter(placement);
  const view = new DataView(bytes.buffer);
  for (const section of placement.sectionsOf(part))
    for (const [index, item] of section.items.entries()) {
      const pc = placement.addressOf(section, index);
      const at = pc - start;
      complaints.noting(() => emitter.emit(item, { section, index, pc, at, view }));
    }
  return bytes;
}

/** Nothing is stored in the zeros; their sizes alone can be wrong. */
export function checkZeros(placement: Placement, complaints: Complaints): void {
  for (const { items } of placement.sectionsOf("bss"))
    for (const item of items)
      complaints.noting(() => {
        if (item.kind === "space") sizeOfSpace(item, placement);
        else if (item.kind !== "align" && !isZero(item))
          throw new Mistake("directive", "the zeros of .bss have no contents in the file", item.span, {
            hint: "put it into .data, or into .text when it is an instruction",
          });
      });
}

function isZero(item: Item): boolean {
  if (item.kind === "bytes") return item.bytes.every((byte) => byte === 0);
  return item.kind === "number" && item.value.kind === "number" && item.value.value === 0n;
}

/** Where an item goes. */
interface Place {
  readonly section: Section;
  readonly index: number;
  readonly pc: number;
  /** Its offset in the part. */
  readonly at: number;
  readonly view: DataView;
}

class Emitter {
  readonly #placement: Placement;
  /** By address, the `auipc` with `%pcrel_hi`; made when it is needed. */
  #uppers: ReadonlyMap<number, Immediate> | undefined;

  constructor(placement: Placement) {
    this.#placement = placement;
  }

  emit(item: Item, place: Place): void {
    const { section, index, pc, at, view } = place;
    switch (item.kind) {
      case "code":
        for (const [i, template] of item.templates.entries())
          view.setUint32(at + 4 * i, this.#word(template, pc + 4 * i, item), true);
        return;
      case "branch":
        return this.#branch(item, place);
      case "constant":
        return this.#constant(item, place);
      case "number":
        return this.#number(item, place);
      case "bytes":
        for (const [i, byte] of item.bytes.entries()) view.setUint8(at + i, byte);
        return;
      case "space": {
        const size = sizeOfSpace(item, this.#placement);
        if (size !== this.#placement.sizeOf(section, index))
          throw new Mistake("expression", "the size of this gap depends on itself", item.span);
        if (item.fill.some((byte) => byte !== 0))
          for (let i = 0; i < size; i++) view.setUint8(at + i, item.fill[i % item.fill.length]!);
        return;
      }
      case "align": {
        const size = this.#placement.sizeOf(section, index);
        const code = section.part === "text" && item.fill === undefined;
        const odd = size % 4;
        for (let i = 0; i < size; i++)
          view.setUint8(at + i, code ? (i < odd ? 0 : nop[(i - odd) % 4]!) : (item.fill ?? 0));
        return;
      }
      default:
        return impossible(item);
    }
  }

  #branch(item: Extract<Item, { readonly kind: "branch" }>, { section, index, pc, at, view }: Place): void {
    const { template } = item;
    if (this.#placement.sizeOf(section, index) === 4) return view.setUint32(at, this.#word(template, pc, item), true);
    const { mnemonic, rs1 = zero, rs2 = zero } = template;
    const over = encode({ mnemonic: opposite[mnemonic], rs1, rs2, imm: 8 });
    view.setUint32(at, over.ok ? over.value : 0, true);
    view.setUint32(
      at + 4,
      this.#word({ mnemonic: "jal", rd: zero, immediate: template.immediate! }, pc + 4, item),
      true,
    );
  }

  /** `lui` and `addi`; `addi` or `lui` alone, where one is enough. */
  #constant(item: Extract<Item, { readonly kind: "constant" }>, { section, index, at, view }: Place): void {
    const { rd, value: expression } = item;
    const value = int32(this.#placement.valueOf(expression), expression);
    const { upper, lower } = splitWord(value);
    const short = loadConstant(rd, value);
    // What has grown stays long.
    const instructions: readonly Instruction[] =
      4 * short.length === this.#placement.sizeOf(section, index)
        ? short
        : [
            { mnemonic: "lui", rd, imm: upper },
            { mnemonic: "addi", rd, rs1: rd, imm: lower },
          ];
    for (const [i, instruction] of instructions.entries()) {
      const word = encode(instruction);
      view.setUint32(at + 4 * i, word.ok ? word.value : 0, true);
    }
  }

  #number({ width, value: expression, span }: Extract<Item, { readonly kind: "number" }>, { at, view }: Place): void {
    const value = this.#placement.valueOf(expression);
    const bits = BigInt(8 * width);
    if (value < -(1n << (bits - 1n)) || value >= 1n << bits)
      throw new Mistake("range", `${value} does not fit into ${width === 1 ? "a byte" : `${width} bytes`}`, span, {
        expected: `${-(1n << (bits - 1n))} to ${(1n << bits) - 1n}`,
      });
    for (let i = 0; i < width; i++) view.setUint8(at + i, Number((value >> BigInt(8 * i)) & 0xffn));
  }

  /** The word of an instruction at pc. */
  #word(template: Template, pc: number, { span }: Item): number {
    const { mnemonic, rd, rs1, rs2, fm, pred, succ, immediate } = template;
    const operand = immediate === undefined ? 0 : this.#operand(immediate, pc);
    const fields = { mnemonic, rd, rs1, rs2, fm, pred, succ, imm: operand, shamt: operand };
    const word = encode(fields as unknown as Instruction);
    if (word.ok) return word.value;
    throw tooFar(template, operand, immediate?.span ?? span);
  }

  #operand({ value: expression, reading, span }: Immediate, pc: number): number {
    const placement = this.#placement;
    const distance = (from: number): number => Number(BigInt.asIntN(32, placement.valueOf(expression) - BigInt(from)));
    switch (reading) {
      case "value":
        return int32(placement.valueOf(expression), { span });
      case "upper": {
        const value = placement.valueOf(expression);
        if (value < 0n || value > 0xfffffn)
          throw new Mistake("range", `${value} is not one of the upper 20 bits`, span, { expected: "0 to 0xfffff" });
        return Number(value) << 12;
      }
      case "distance":
        return distance(pc);
      case "high":
        return splitWord(int32(placement.valueOf(expression), { span })).upper;
      case "low":
        return splitWord(int32(placement.valueOf(expression), { span })).lower;
      case "distance high":
        return splitWord(distance(pc)).upper;
      case "distance low from before":
        return splitWord(distance(pc - 4)).lower;
      case "distance low from label": {
        // `%pcrel_lo(label + 4)`: the word after the one whose distance the `auipc` at the label has begun.
        const isSum = expression.kind === "binary" && expression.operator === "+";
        const label = Number(placement.valueOf(isSum ? expression.left : expression));
        const further = isSum ? int32(placement.valueOf(expression.right), expression.right) : 0;
        const upper = this.#upperAt(label);
        if (upper === undefined)
          throw new Mistake("operand", "there is no %pcrel_hi at this label", span, {
            expected: "the label of the auipc with %pcrel_hi",
          });
        const whole = Number(BigInt.asIntN(32, placement.valueOf(upper.value) - BigInt(label)));
        return splitWord(whole).lower + further;
      }
      default:
        return impossible(reading);
    }
  }

  #upperAt(address: number): Immediate | undefined {
    if (this.#uppers === undefined) {
      const uppers = new Map<number, Immediate>();
      for (const section of this.#placement.sectionsOf("text"))
        for (const [index, item] of section.items.entries()) {
          if (item.kind !== "code") continue;
          const { immediate } = item.templates[0]!;
          if (immediate?.reading === "distance high") uppers.set(this.#placement.addressOf(section, index), immediate);
        }
      this.#uppers = uppers;
    }
    return this.#uppers.get(address);
  }
}

function sizeOfSpace(item: Extract<Item, { readonly kind: "space" }>, placement: Placement): number {
  const size = placement.valueOf(item.size);
  if (size < 0n || size > 0x4000_0000n)
    throw new Mistake("range", `${size} is no number of bytes`, item.span, { expected: "0 to 0x40000000" });
  return Number(size);
}

/** A word of 32 bits, signed or not. */
function int32(value: bigint, { span }: { readonly span: Item["span"] }): number {
  if (value < -(1n << 31n) || value >= 1n << 32n)
    throw new Mistake("range", `${value} does not fit into 32 bits`, span, { expected: "-2147483648 to 4294967295" });
  return Number(BigInt.asIntN(32, value));
}

/** An operand that its field cannot hold. */
function tooFar({ mnemonic, immediate }: Template, value: number, span: Item["span"]): Mistake {
  if (immediate?.reading === "distance" && value % 2 !== 0)
    return new Mistake("range", "instructions are at even addresses only", span, {
      expected: "a label in .text, or an address that is a multiple of 4",
    });
  if (immediate?.reading === "distance")
    return new Mistake("range", `${mnemonic} does not reach so far: ${value} bytes`, span, {
      expected: "an address within 1 MiB",
      hint: "`call` and `tail` reach every address",
    });
  if (rowOf(mnemonic).format === "shift")
    return new Mistake("range", `a word is not shifted by ${value}`, span, { expected: "0 to 31" });
  return new Mistake("range", `${mnemonic} cannot hold ${value}`, span, {
    expected: "-2048 to 2047",
    hint: "`li` puts any number into a register",
  });
}
