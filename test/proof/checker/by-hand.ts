/**
 * Images whose functions are written by hand, in assembly, with the claims that no compiler of ours makes: for what the checker accepts,
 * and for forgeries of it.
 *
 * The text has a label or an instruction a line. The function's entry jumps to it; every register and label is as the manual writes it.
 */

import { nodesUnder } from "../../../src/lang/program/nodes.ts";
import type { Node } from "../../../src/lang/program/program.ts";
import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { rowOf } from "../../../src/machine/isa/instruction.ts";
import { registerName } from "../../../src/machine/isa/register.ts";
import type { Fact, Location, SourceTerm, SourceValue } from "../../../src/proof/certificate/claims.ts";
import type { WholeCutPoint } from "../../../src/proof/certificate/whole.ts";
import { type Draft, Forgery } from "./forge.ts";

/** The number of a register by name. */
function register(name: string): number {
  for (let number = 0; number < 32; number++) if (registerName(number) === name) return number;
  throw new Error(`no register ${name}`);
}

/** What a line of assembly says, the labels being at these pcs. */
function instruction(line: string, pc: number, labels: ReadonlyMap<string, number>): Instruction {
  const [mnemonic, ...operands] = line.replaceAll(/[,()]/g, " ").trim().split(/\s+/);
  const number = (text: string): number => (labels.has(text) ? labels.get(text)! - pc : Number(text));
  const [a, b, c] = operands as [string, string, string];
  switch (mnemonic) {
    case "li":
      return { mnemonic: "addi", rd: register(a), rs1: 0, imm: number(b) };
    case "mv":
      return { mnemonic: "addi", rd: register(a), rs1: register(b), imm: 0 };
    case "j":
      return { mnemonic: "jal", rd: 0, imm: number(a) };
    case "ret":
      return { mnemonic: "jalr", rd: 0, rs1: 1, imm: 0 };
    case "lw":
    case "lbu":
      return { mnemonic, rd: register(a), rs1: register(c), imm: Number(b) };
    case "sw":
    case "sb":
      return { mnemonic, rs2: register(a), rs1: register(c), imm: Number(b) };
    default:
      break;
  }
  const name = mnemonic as Parameters<typeof rowOf>[0];
  switch (rowOf(name).format) {
    case "R":
      return { mnemonic: name, rd: register(a), rs1: register(b), rs2: register(c) } as Instruction;
    case "I":
      return { mnemonic: name, rd: register(a), rs1: register(b), imm: number(c) } as Instruction;
    case "shift":
      return { mnemonic: name, rd: register(a), rs1: register(b), shamt: number(c) } as Instruction;
    case "B":
      return { mnemonic: name, rs1: register(a), rs2: register(b), imm: number(c) } as Instruction;
    case "J":
    case "U":
      return { mnemonic: name, rd: register(a), imm: number(b) } as Instruction;
    case "system":
      return { mnemonic: name } as Instruction;
    default:
      throw new Error(line);
  }
}

/** Assemble a text at a pc: its instructions, and the pcs of its labels besides those that are known. */
function assembled(
  text: string,
  start: number,
  known: ReadonlyMap<string, number>,
): { readonly code: Instruction[]; readonly labels: Map<string, number> } {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
  const labels = new Map(known);
  let pc = start;
  for (const line of lines)
    if (line.endsWith(":")) labels.set(line.slice(0, -1), pc);
    else pc += 4;
  const instructions = lines.filter((line) => !line.endsWith(":"));
  return { code: instructions.map((line, i) => instruction(line, start + 4 * i, labels)), labels };
}

/** A program of which some functions are written by hand. */
export class ByHand extends Forgery {
  /** The pcs of all labels. */
  readonly labels = new Map<string, number>();

  /** The pc after the text. */
  get #next(): number {
    const text = this.segments[0]!;
    return text.address + text.bytes.length;
  }

  of(name: string): Draft["functions"][number] {
    return this.claims.functions[this.index(name)]!;
  }

  /** Write a function by hand: its claims begin with none, without a frame. Labels of earlier texts are known; `NAME` is the entry of a function. */
  write(name: string, text: string): this {
    for (const [i, { entry }] of this.claims.functions.entries())
      this.labels.set(this.program.functions[i]!.name, entry);
    const { code, labels } = assembled(text, this.#next, this.labels);
    for (const [label, pc] of labels) this.labels.set(label, pc);
    const certified = this.of(name);
    const first = this.append(...code);
    this.put(certified.entry, { mnemonic: "jal", rd: 0, imm: first - certified.entry });
    Object.assign(certified, { frame: 0, saved: [], cuts: [] });
    return this;
  }

  /** The nodes of a kind in a function, in preorder. */
  nodes(name: string, kind: Node["kind"]): readonly Node[] {
    return [...nodesUnder(this.program.functions[this.index(name)]!.body)].filter((node) => node.kind === kind);
  }

  /** Add a cut point to a function, at a label. */
  cut(
    name: string,
    point: { readonly phase: "before" | "after"; readonly node: number },
    label: string,
    claims: Partial<WholeCutPoint> = {},
  ): this {
    const pc = this.labels.get(label);
    if (pc === undefined) throw new Error(`no label ${label}`);
    this.of(name).cuts.push({ values: [], ...point, pc, ...claims } as Draft["functions"][number]["cuts"][number]);
    return this;
  }

  /** The slot of a local variable. */
  slot(name: string, variable: string): number {
    return this.program.functions[this.index(name)]!.slots.findIndex((slot) => slot.name === variable);
  }
}

/** What refuses it, in words; its verdict where nothing does. */
export function answer(f: ByHand): string {
  return f.checkOf(f.differences);
}

/** Names for what claims are made of. */
export const local = (slot: number): Extract<SourceValue, { kind: "local" }> => ({ kind: "local", slot });
export const constant = (value: number): SourceTerm => ({ kind: "constant", value });
export const global = (index: number): SourceTerm => ({ kind: "global", index });
export const length = (array: SourceTerm): SourceTerm => ({ kind: "length", array });
export const element = (array: SourceTerm, index: SourceTerm): SourceTerm => ({ kind: "element", array, index });
export const apply = (
  operation: Extract<SourceTerm, { kind: "apply" }>["operation"],
  left: SourceTerm,
  right: SourceTerm,
): SourceTerm => ({ kind: "apply", operation, left, right });
export const fact = (condition: SourceTerm, holds = true): Fact => ({ condition, holds });
export const inSlot = (offset: number): Extract<Location, { kind: "slot" }> => ({ kind: "slot", offset });
export const inRegister = (name: string): Extract<Location, { kind: "register" }> => ({
  kind: "register",
  register: register(name),
});
