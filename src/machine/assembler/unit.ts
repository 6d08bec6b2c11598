/**
 * What the assembler has read and not yet placed: sections of items, and what names mean.
 *
 * An item is what stays together: an instruction or the few that a pseudo-instruction stands for, one number, some bytes, a
 * gap. A label is the address before an item.
 */

import type { DiagnosticSpan } from "../../core/diagnostic.ts";
import type { BranchMnemonic } from "../isa/branches.ts";
import type { Mnemonic } from "../isa/instruction.ts";
import type { Expression } from "./expression.ts";

/** How an operand follows from an expression's value v, in an instruction at pc. */
export type Reading =
  /** v itself. */
  | "value"
  /** v · 4096: the operand of `lui` and `auipc` as it is written. */
  | "upper"
  /** v − pc: branches and jumps. */
  | "distance"
  /** The upper 20 bits of v, such that adding `low`, which is signed, gives v. */
  | "high"
  | "low"
  /** The same of v − pc; and `low` of the distance from the instruction before this one. */
  | "distance high"
  | "distance low from before"
  /** `%pcrel_lo(label)`: v is the address of the instruction that has the upper part. */
  | "distance low from label";

/** An operand whose value follows from addresses. */
export interface Immediate {
  readonly value: Expression;
  readonly reading: Reading;
  readonly span: DiagnosticSpan;
}

/** An operand that is known. */
export function numberAt(value: number, span: DiagnosticSpan): Immediate {
  return { value: { kind: "number", value: BigInt(value), span }, reading: "value", span };
}

/** An instruction with an operand that is not known yet. */
export interface Template {
  readonly mnemonic: Mnemonic;
  readonly rd?: number;
  readonly rs1?: number;
  readonly rs2?: number;
  readonly immediate?: Immediate;
  /** Of a fence. */
  readonly fm?: number;
  readonly pred?: number;
  readonly succ?: number;
}

/** A part of a section. */
export type Item = { readonly span: DiagnosticSpan } & (
  | { readonly kind: "code"; readonly templates: readonly Template[] }
  /** A branch, or where that does not reach, the opposite branch around a jump. */
  | { readonly kind: "branch"; readonly template: Template & { readonly mnemonic: BranchMnemonic } }
  /** `li`: one or two instructions, as the value needs. */
  | { readonly kind: "constant"; readonly rd: number; readonly value: Expression }
  | { readonly kind: "number"; readonly width: 1 | 2 | 4 | 8; readonly value: Expression }
  | { readonly kind: "bytes"; readonly bytes: readonly number[] }
  | { readonly kind: "space"; readonly size: Expression; readonly fill: readonly number[] }
  /** Up to a multiple, unless that takes more than `most` bytes. Without `fill`, text is filled with `nop`. */
  | { readonly kind: "align"; readonly multiple: number; readonly most: number; readonly fill: number | undefined }
);

/** Which part of memory a section goes to. */
export type Part = "text" | "rodata" | "data" | "bss";

/** A section of the text; those of one name are one. */
export interface Section {
  readonly name: string;
  readonly part: Part;
  readonly items: Item[];
  /** Its address is a multiple of this. */
  alignment: number;
}

/** What a name means. */
export type Definition = { readonly span: DiagnosticSpan } & (
  | { readonly kind: "label"; readonly section: Section; readonly index: number }
  | { readonly kind: "value"; readonly value: Expression }
  /** A label in a section that is not loaded, such as one for a debugger. */
  | { readonly kind: "unloaded" }
);

/** All of it. */
export interface Unit {
  readonly sections: readonly Section[];
  readonly names: ReadonlyMap<string, Definition>;
  /** The sizes that `.size` gives. */
  readonly sizes: ReadonlyMap<string, Expression>;
}

/** Is it a name of the text, and not one that the assembler made or that begins with `.L`? */
export function isShown(name: string): boolean {
  return !name.includes(" ") && !name.startsWith(".L");
}
