/**
 * Certificates: what a compiler says about its output so that a checker can see it is right.
 *
 * Nothing in a certificate is believed. It names cut points, pairs of a source control point and a pc, and for each
 * where the values of the source configuration are in the machine; the checker establishes the rest or refuses. A cut
 * point says how it differs from an earlier one, so that a certificate is linear in the program however much is live.
 * Plain data, so that it can be JSON; one certificate speaks of one pair of source and image.
 */

/** Where a word is: a register x1…x31, a frame slot at an offset in bytes from sp, or nowhere, being always this number. */
export type Location = { readonly register: number } | { readonly slot: number } | { readonly constant: number };

/** A value of the source configuration at a cut point. */
export type SourceValue =
  /** A variable of the running function, by slot number. */
  | { readonly local: number }
  /** The k-th operand evaluated and not yet consumed in this function, in order of evaluation, outermost first. */
  | { readonly pending: number }
  /** The value just delivered, at an `after` cut point. */
  | { readonly result: true };

/** That a source value and the contents of a location are the same. */
export interface Claim {
  readonly value: SourceValue;
  readonly location: Location;
}

/** A pair of a source control point and a pc. Its claims are those of its base without `dropped` and with `values`. */
export interface CutPoint {
  /** `before`: the statement `node` is about to be executed. `after`: the expression `node` has just delivered its value. */
  readonly phase: "before" | "after";
  readonly node: number;
  readonly pc: number;
  /** The index of an earlier cut point of this function; null for one that begins with no claims. */
  readonly base: number | null;
  /** What the base claims and this cut point does not. */
  readonly dropped: readonly SourceValue[];
  /** What is claimed besides, or of another place. A value is claimed to be in one place at most. */
  readonly values: readonly Claim[];
}

/** What holds of one function of the program, at the same index in `Program.functions`. */
export interface FunctionCertificate {
  /** The pc at which it is entered: the cut point before its body, arguments where the calling convention puts them. */
  readonly entry: number;
  /** At every other cut point, sp is this many bytes below its value at entry. */
  readonly frame: number;
  /** Where the caller's value of ra and of each used callee-saved register is at every other cut point. */
  readonly saved: readonly { readonly register: number; readonly location: Location }[];
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
}

/** The claims about a whole image. */
export interface Claims {
  readonly layout: DataLayout;
  readonly functions: readonly FunctionCertificate[];
}
