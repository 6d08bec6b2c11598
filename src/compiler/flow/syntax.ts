/**
 * Flow: a control-flow graph of three-address instructions for each function, the compiler's intermediate language.
 *
 * Registers are numbered from 0 and may be assigned many times (it is not SSA). As `lang-to-flow` makes it, register n
 * is local variable n for n < `slots`, and a temporary from there on. As `flow-to-allocated` leaves it, a register is a
 * place of the machine (place.ts). The language and its semantics (run.ts) are the same before and after.
 *
 * Nothing is implicit: zero divisors, bounds and negative lengths are branches to trap blocks, one block for each site,
 * and every instruction knows the syntax node it came from. The meaning is set down in docs/compiler.md.
 *
 * Letters: rd the register written, b block, f function.
 */

import type { Trap } from "../../core/behaviour.ts";
import { impossible } from "../../core/impossible.ts";
import type { BinaryWordOperation } from "../../core/word.ts";
import type { NodeId } from "../../lang/program/program.ts";
import type { Element } from "../../lang/syntax/tree.ts";
import type { Computed, Fact, InlinedCall, SourcePoint, SourceTerm } from "../../proof/certificate/claims.ts";

/** A register of one activation of a function. */
export type Register = number;

/** Index into `FlowFunction.blocks`. */
export type Label = number;

/** What an instruction reads. */
export type Operand =
  | { readonly kind: "register"; readonly register: Register }
  | { readonly kind: "constant"; readonly value: number };

/** The word operations that Ell needs; each is the machine instruction and the `Words` operation of its name. */
export type Operation = Extract<
  BinaryWordOperation,
  "add" | "sub" | "mul" | "div" | "rem" | "and" | "or" | "xor" | "sll" | "srl" | "sra" | "slt" | "sltu"
>;

/** The comparisons of conditional branches, named as the machine's branches. */
export type Comparison = "eq" | "ne" | "lt" | "ge" | "ltu" | "geu";

/** An operand that is evaluated and not yet consumed, on top of those evaluated before it. Marks share what they have in common. */
export interface Pending {
  readonly at: Operand;
  /** How many are below it. */
  readonly index: number;
  readonly below: Pending | undefined;
}

/**
 * A cut point of the certificate: here the compiled program has caught up with this source point.
 *
 * A mark keeps nothing alive. As `lang-to-flow` makes it, locals are in their own registers, and not mentioned. Where the
 * function was optimised, the mark has `holds`, which says what each register that is live there is; then `pending` and
 * `result` are undefined, for what is known of them is among the terms.
 */
export interface CutMark {
  readonly point: SourcePoint;
  /** The inlined call that the point lies in, by its index in the function's list; left out, the point is in the function's own body. */
  readonly inlined?: number;
  /** An optional mark is dropped when another cut point has the same pc; a mandatory one never. */
  readonly mandatory: boolean;
  /** The innermost pending operand. */
  readonly pending: Pending | undefined;
  /** The value just delivered, where an instruction before the mark wrote it. */
  readonly result: Operand | undefined;
  /** What each register is that is live here, in terms of the source: all of them, and no other. */
  readonly holds?: ReadonlyMap<Register, SourceTerm>;
  /** The source values that the source may still read, and that no live register holds, where they are terms over others. */
  readonly computed?: readonly Computed[];
  /** What holds here, and the code after it relies on. */
  readonly facts?: readonly Fact[];
}

/** What an element is called that is reached by an address: its array and its index. Like a mark, it keeps nothing alive, and no pass rewrites it. */
export interface ElementName {
  readonly array: Operand;
  readonly index: Operand;
}

/** One instruction. */
export type FlowInstruction = { readonly origin: NodeId } & (
  | { readonly op: "copy"; readonly rd: Register; readonly from: Operand }
  | {
      readonly op: "operate";
      readonly operation: Operation;
      readonly rd: Register;
      readonly left: Operand;
      readonly right: Operand;
    }
  /** The length of an array. */
  | { readonly op: "length"; readonly rd: Register; readonly array: Operand }
  /** Element `index`, which is in bounds; or the element so many behind an address, which is one of the array that it was computed from. */
  | {
      readonly op: "load_element";
      readonly element: Element;
      readonly rd: Register;
      readonly array: Operand;
      readonly index: Operand;
      readonly named?: ElementName;
    }
  /** Replace element `index`, which is in bounds; a byte keeps the low 8 bits. */
  | {
      readonly op: "store_element";
      readonly element: Element;
      readonly array: Operand;
      readonly index: Operand;
      readonly value: Operand;
      readonly named?: ElementName;
    }
  | { readonly op: "get_global"; readonly rd: Register; readonly global: number }
  | { readonly op: "set_global"; readonly global: number; readonly value: Operand }
  /** A new array of `length` ≥ 0 zeros. */
  | { readonly op: "allocate"; readonly element: Element; readonly rd: Register; readonly length: Operand }
  /** A new array with these elements. */
  | {
      readonly op: "allocate_text";
      readonly element: Element;
      readonly rd: Register;
      readonly values: readonly number[];
    }
  /**
   * Call; the cut point is at the return address, before `rd` is written. `isLast` where the source has nothing left to do after it
   * but to return what it delivers, or nothing where the function has no result.
   */
  | {
      readonly op: "call";
      readonly callee: number;
      readonly rd: Register | undefined;
      readonly arguments: readonly Operand[];
      readonly cut: CutMark;
      readonly isLast?: true;
    }
  | { readonly op: "read"; readonly rd: Register }
  | { readonly op: "write"; readonly value: Operand }
  /**
   * A block of `count` ≥ 1 bytes of input or output, into or from elements `from` on of a `byte[]`, all in bounds: how many
   * bytes moved; 0 at the end of the input.
   */
  | {
      readonly op: "transfer";
      readonly direction: "read" | "write";
      readonly rd: Register;
      readonly array: Operand;
      readonly from: Operand;
      readonly count: Operand;
    }
  /** No instruction: a mark. */
  | { readonly op: "cut"; readonly cut: CutMark }
);

/** A read or a write of an element. */
export type ElementAccess = Extract<FlowInstruction, { readonly op: "load_element" | "store_element" }>;

/** How a block ends. */
export type Terminator = { readonly origin: NodeId } & (
  | { readonly op: "jump"; readonly target: Label }
  | {
      readonly op: "branch";
      readonly comparison: Comparison;
      readonly left: Operand;
      readonly right: Operand;
      readonly then: Label;
      readonly else: Label;
    }
  | { readonly op: "return"; readonly value: Operand | undefined }
  /** A call of a function that returns where this one would, with its result. All arguments are in registers. */
  | { readonly op: "tail_call"; readonly callee: number; readonly arguments: readonly Operand[] }
  | { readonly op: "exit"; readonly value: Operand }
  | { readonly op: "trap"; readonly trap: Trap }
);

/** Instructions in order, then one terminator. */
export interface Block {
  readonly instructions: readonly FlowInstruction[];
  readonly terminator: Terminator;
}

/** A function. It is entered at block 0. */
export interface FlowFunction {
  readonly name: string;
  /** Where the arguments arrive; none for an argument that is never read. */
  readonly parameters: readonly (Register | undefined)[];
  /** How many local variables the source function has. */
  readonly slots: number;
  /** Registers are numbered below this. */
  readonly registers: number;
  /**
   * Registers from this one on keep others over calls, and are copied from and to them: they do not share a place with them.
   * Left out, there are none.
   */
  readonly keepers?: Register;
  /** The registers that hold one constant wherever they are read, and no source variable; left out, there are none. */
  readonly constants?: ReadonlyMap<Register, number>;
  /** In layout order: each usually falls through to the next, and trap blocks are last. */
  readonly blocks: readonly Block[];
  /** The calls whose code is part of this function's. Left out, there are none. */
  readonly inlined?: readonly InlinedCall[];
  /** What every caller shows of the arguments. Left out, nothing. */
  readonly facts?: readonly Fact[];
  /** The body, at which the function is entered. */
  readonly origin: NodeId;
}

/** A program in Flow. */
export interface Flow {
  readonly functions: readonly FlowFunction[];
  /** Index of the start-up function. */
  readonly start: number;
  /** How many globals there are. */
  readonly globals: number;
}

/** The operand that reads a register. */
export function registerOperand(register: Register): Operand {
  return { kind: "register", register };
}

/** The operand that is an int32. */
export function constantOperand(value: number): Operand {
  return { kind: "constant", value };
}

/** Is an operand the constant 0? */
export function isZero(operand: Operand): boolean {
  return operand.kind === "constant" && operand.value === 0;
}

/** How many instructions blocks have, with those that end them. */
export function instructionCount(blocks: readonly { readonly instructions: readonly FlowInstruction[] }[]): number {
  return blocks.reduce((sum, { instructions }) => sum + instructions.length + 1, 0);
}

/** The register that an instruction writes, if any. */
export function writtenBy(instruction: FlowInstruction): Register | undefined {
  switch (instruction.op) {
    case "copy":
    case "operate":
    case "length":
    case "load_element":
    case "get_global":
    case "allocate":
    case "allocate_text":
    case "call":
    case "read":
    case "transfer":
      return instruction.rd;
    case "store_element":
    case "set_global":
    case "write":
    case "cut":
      return undefined;
    default:
      return impossible(instruction);
  }
}
