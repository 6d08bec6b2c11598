/**
 * Claims: what a compiler says about its output so that a checker can see it is right. Here they are said once: the compiler
 * emits them, the checker takes them, and document.ts writes and reads them as certificates.
 *
 * Nothing that is claimed is believed. Claims name cut points, pairs of a source control point and a pc, and for each
 * where the values of the source configuration are in the machine; the checker establishes the rest or refuses. A cut
 * point says how it differs from an earlier one, so that a certificate is linear in the program however much is live.
 * Plain data; one certificate speaks of one pair of source and image.
 */

import type { BinaryWordOperation } from "../../core/word.ts";

/** Bytes above sp, as sp is when the whole frame is made. It is where frame slots are, wherever sp is at a cut point. */
export type FrameOffset = number & { readonly from?: "sp" };

/** Bytes above sp as it was at entry, before the frame was made. Frame slots are below it, stack arguments above. */
export type EntryOffset = number & { readonly from?: "sp at entry" };

/** The same place, seen from the sp at entry: a frame of so many bytes lies between. */
export function fromEntry(offset: FrameOffset, frame: number): EntryOffset {
  return offset - frame;
}

/** The same place, seen from sp when a frame of so many bytes is made. */
export function fromFrame(offset: EntryOffset, frame: number): FrameOffset {
  return offset + frame;
}

/** Where a word is. `kind` alone says which of the three. */
export type Location =
  /** A register, x1…x31. */
  | { readonly kind: "register"; readonly register: number }
  /** The word in a slot of the frame. */
  | { readonly kind: "slot"; readonly offset: FrameOffset }
  /** Nowhere: it is always this int32. */
  | { readonly kind: "constant"; readonly value: number };

/** A value of the source configuration at a cut point. `kind` alone says which of the three. */
export type SourceValue =
  /**
   * A variable of the running function, by slot number; in an inlined call the numbers go on: those of the function, then those of
   * the callees from outermost in.
   */
  | { readonly kind: "local"; readonly slot: number }
  /** The k-th operand evaluated and not yet consumed in this function and its inlined calls, in order of evaluation, outermost first. */
  | { readonly kind: "pending"; readonly index: number }
  /** The value just delivered, at an `after` cut point. */
  | { readonly kind: "result" };

/**
 * A word computed from the source configuration as it is at a cut point: from its values, its globals, and its arrays; or from the sp of
 * the entry, as a frame pointer is; or from what the machine has in a place.
 *
 * An array as a word is its address; its elements begin 4 bytes further on. What a term takes the length or an element of is a value
 * of an array type, or a global of one. `kind` alone says which it is. A term has at most {@link mostTermNodes} nodes.
 *
 * @example
 * ```ts
 * import type { SourceTerm } from "etalon/proof";
 * const array: SourceTerm = { kind: "local", slot: 0 };
 * const length: SourceTerm = { kind: "length", array };
 * const end: SourceTerm = { kind: "apply", operation: "add", left: array, right: length };
 * end.kind; // => "apply"
 * ```
 */
export type SourceTerm =
  | SourceValue
  /** An int32. */
  | { readonly kind: "constant"; readonly value: number }
  /** The word of a global. */
  | { readonly kind: "global"; readonly index: number }
  /** sp as it was when the running function was entered; at an entry, where facts are of the arguments, there is none. */
  | { readonly kind: "entry_sp" }
  /** The word of the machine in a place of which nothing else is said: a value of the source may rest on what the source has no more. */
  | Place
  /** How many elements an array has. */
  | { readonly kind: "length"; readonly array: SourceTerm }
  /** An element of an array; nothing is said of one that is out of bounds. */
  | { readonly kind: "element"; readonly array: SourceTerm; readonly index: SourceTerm }
  /** An operation on words. */
  | {
      readonly kind: "apply";
      readonly operation: BinaryWordOperation;
      readonly left: SourceTerm;
      readonly right: SourceTerm;
    };

/** The most nodes of a term. */
export const mostTermNodes = 64;

/** Where the machine can keep a word. */
export type Place = Exclude<Location, { readonly kind: "constant" }>;

/** That a source value and the contents of a location are the same. */
export interface Claim {
  readonly value: SourceValue;
  readonly location: Location;
}

/** That a place has the word of a term. A place that a value is claimed to be in holds no other term. */
export interface HeldTerm {
  readonly location: Place;
  readonly term: SourceTerm;
}

/**
 * That a source value, which need be nowhere in the machine, is the word of a term over values that are not computed themselves.
 * A value is claimed to be in a location, or computed, or neither.
 */
export interface Computed {
  readonly value: SourceValue;
  readonly term: SourceTerm;
}

/** That a condition holds (its word is not 0), or that it does not. */
export interface Fact {
  readonly condition: SourceTerm;
  readonly holds: boolean;
}

/** A point of the source program's run. */
export interface SourcePoint {
  /** `before`: the statement `node` is about to be executed. `after`: the expression `node` has just delivered its value. */
  readonly phase: "before" | "after";
  readonly node: number;
}

/** How the claims of a cut point differ from those of its base. */
export interface ClaimChange {
  /** What the base claims and this cut point does not: that a value is in a place, or that it is computed. */
  readonly dropped: readonly SourceValue[];
  /** What is claimed besides, or of another place. A value is claimed to be in one place at most. */
  readonly values: readonly Claim[];
  /** The values that are computed, and were not, or were another term. Like all lists from here on: left out, it is empty. */
  readonly computed?: readonly Computed[];
  /** The places of which the base says what term they hold, and this cut point does not. */
  readonly released?: readonly Place[];
  /** The places that hold a term, and held none, or another. */
  readonly held?: readonly HeldTerm[];
  /** The facts of the base that are none here. */
  readonly retracted?: readonly Fact[];
  /** The facts besides. */
  readonly facts?: readonly Fact[];
}

/**
 * A pair of a source control point and a pc. Its claims are those of its base without `dropped`, `released` and `retracted`, and
 * with `values`, `computed`, `held` and `facts`.
 */
export interface CutPoint extends SourcePoint, ClaimChange {
  readonly pc: number;
  /**
   * The index of an earlier cut point of this function, in the same activation or in one around it; null for a cut point that
   * begins with no claims.
   */
  readonly base: number | null;
  /** The inlined call that the point lies in, by its index in the function's list; left out, the point is in the function's own body. */
  readonly inlined?: number;
  /** So many bytes sp is below its value at entry; left out, the function's frame. Not from the base. */
  readonly sp?: number;
  /** Where the caller's registers are here; left out, where the function says. Not from the base. */
  readonly saved?: readonly SavedRegister[];
}

/** Where a function keeps its caller's value of a register that it must give back. */
export interface SavedRegister {
  /** ra, or one of s0…s11. */
  readonly register: number;
  /** A frame slot, or the register itself. */
  readonly location: Location;
}

/** A call that is inlined: its code is part of the code of the function that makes it. */
export interface InlinedCall {
  /** The call expression. */
  readonly call: number;
  /** The inlined call in whose callee it is, an earlier one by its index in the list; null for a call in the function's own body. */
  readonly within: number | null;
}

/** What holds of one function of the program, at the same index in `Program.functions`. */
export interface FunctionCertificate {
  /** The pc at which it is entered: the cut point before its body, arguments where the calling convention puts them. */
  readonly entry: number;
  /** The most that sp is below its value at entry, in bytes; so much at every other cut point that does not say how much. */
  readonly frame: number;
  /**
   * Where the caller's value of ra and of each used callee-saved register is at every other cut point that does not say where. A
   * callee-saved register that is not listed keeps it in itself.
   */
  readonly saved: readonly SavedRegister[];
  /** What holds at the entry, of the arguments, of globals and of arrays; every caller shows it. Left out, nothing. */
  readonly facts?: readonly Fact[];
  /** The calls that the source runs through without the machine calling. Left out, none. */
  readonly inlined?: readonly InlinedCall[];
  /** All cut points but the entry, each after its base. */
  readonly cuts: readonly CutPoint[];
}

/** Where the compiler put what is not text. All of it in one writable segment, in this order. */
export interface DataLayout {
  /** A word used as the buffer of reads and writes. */
  readonly scratch: number;
  /** The first global; global k is 4k bytes further on. */
  readonly globals: number;
  readonly heapStart: number;
  /** The end of the heap, at most `stackLimit`. */
  readonly heapEnd: number;
  /** The lowest address of the stack. */
  readonly stackLimit: number;
  /** The initial sp. */
  readonly stackTop: number;
  /** The word in tp, a multiple of 4: everywhere but where start-up begins. Left out, nothing is known of tp. */
  readonly base?: number;
}

/** The claims about a whole image. */
export interface Claims {
  readonly layout: DataLayout;
  readonly functions: readonly FunctionCertificate[];
}
