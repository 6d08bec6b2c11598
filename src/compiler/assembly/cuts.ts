/**
 * The cut points of a compiled program: pairs of a source point and a pc, and where the source's values are held there.
 *
 * Plain data, as a certificate carries it. Whoever checks a certificate trusts none of it; it only has to be found true.
 *
 * Every loop of the machine code passes a cut, no two cuts have the same pc, and so every path from cut to cut executes
 * an instruction. In each function the first cut is its entry: `before` its body, at its first instruction, where the
 * arguments are as the calling convention says, and nothing is saved yet. All other cuts see the function's frame.
 *
 * A cut says only how it differs from its base, an earlier one of the function: said whole at each, thousands of variables
 * at thousands of cuts would take gigabytes.
 */

import type { NodeId } from "../../lang/program/program.ts";

/** A word that the source configuration holds at a point, within the running function. */
export type SourceValue =
  /** A local variable, by slot. */
  | { readonly kind: "local"; readonly slot: number }
  /** The k-th operand that is evaluated and not yet consumed, in order of evaluation, so outermost first. */
  | { readonly kind: "pending"; readonly index: number }
  /** The value just delivered, at an `after` point. */
  | { readonly kind: "result" };

/** Where the machine holds a word. */
export type CutLocation =
  /** A machine register, 1…31. */
  | { readonly kind: "register"; readonly register: number }
  /** The word at sp + offset. At an entry, where no frame is made yet, that is a stack argument. */
  | { readonly kind: "slot"; readonly offset: number }
  /** Nowhere: it is this int32. */
  | { readonly kind: "constant"; readonly value: number };

/** A source value and its location. */
export interface CutValue {
  readonly source: SourceValue;
  readonly location: CutLocation;
}

/** What is held at a cut, as a difference. */
export interface HeldAtCut {
  /** What the base holds and this cut does not. */
  readonly dropped: readonly SourceValue[];
  /** What this cut holds besides, or elsewhere: local variables by slot, pending operands by index, the result. */
  readonly values: readonly CutValue[];
}

/** One cut point. */
export interface Cut extends HeldAtCut {
  readonly point: {
    /** Index of the function in the program. */
    readonly function: number;
    readonly node: NodeId;
    /** Control is about to execute statement `node`; or expression `node` has just delivered its value. */
    readonly phase: "before" | "after";
  };
  readonly pc: number;
  /** The index of an earlier cut of the function, not the entry; none for one that begins with nothing. */
  readonly base: number | undefined;
}

/** Where a function keeps its caller's value of a register that it must restore. */
export interface SavedRegister {
  /** ra, or one of s0…s11. */
  readonly register: number;
  /** A frame slot, or the register itself. */
  readonly location: CutLocation;
}

/** The cuts of one function. */
export interface FunctionCuts {
  /** Index of the function in the program. */
  readonly function: number;
  /** The address of its first instruction, the pc of its entry cut. */
  readonly entry: number;
  /** How far below the sp of entry the sp of all other cuts is. */
  readonly frameBytes: number;
  /** ra and the callee-saved registers that the function uses. Any other callee-saved register keeps its value in itself. */
  readonly saved: readonly SavedRegister[];
  /** In ascending order of pc; the entry comes first. */
  readonly cuts: readonly Cut[];
}

/** The cuts of a program, function by function. */
export type ProgramCuts = readonly FunctionCuts[];
