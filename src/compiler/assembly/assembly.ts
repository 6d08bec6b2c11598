/**
 * Assembly: machine instructions whose jumps and calls name labels and functions instead of distances.
 *
 * `relax` decides how long each of those is, `link` turns all of it into words.
 */

import type { NodeId } from "../../lang/program/program.ts";
import type { BranchMnemonic } from "../../machine/isa/branches.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import type { ClaimChange, Fact, InlinedCall, SavedRegister, SourcePoint } from "../../proof/certificate/claims.ts";

/** A position in a function that its jumps may name. */
export type AssemblyLabel = number;

/** One line of assembly. */
export type AssemblyItem =
  | { readonly kind: "instruction"; readonly instruction: Instruction; readonly origin: NodeId }
  | {
      readonly kind: "branch";
      readonly mnemonic: BranchMnemonic;
      readonly rs1: number;
      readonly rs2: number;
      readonly target: AssemblyLabel;
      readonly origin: NodeId;
    }
  | { readonly kind: "jump"; readonly target: AssemblyLabel; readonly origin: NodeId }
  /** Call of a function, by index; ra gets the address of the next item. */
  | { readonly kind: "call"; readonly callee: number; readonly origin: NodeId }
  /** Jump to a function, by index, which returns to where ra says. */
  | { readonly kind: "tail"; readonly callee: number; readonly origin: NodeId }
  /** No code: the address that a label names. */
  | { readonly kind: "label"; readonly label: AssemblyLabel }
  /** No code: a cut point of the certificate. The first of a function is its entry, where nothing is claimed. */
  | {
      readonly kind: "cut";
      readonly point: SourcePoint;
      /** The inlined call that the point lies in. */
      readonly inlined?: number;
      readonly mandatory: boolean;
      /** Is the frame made here, and the caller's registers saved in it? */
      readonly framed: boolean;
    };

/** What a cut point claims, as its difference from an earlier one of the function, by the number of that after the entry; without a base it is all that is claimed. */
export interface ClaimDifference {
  readonly claims: ClaimChange;
  readonly base: number | null;
}

/** A function in assembly. */
export interface AssemblyFunction {
  readonly name: string;
  readonly items: readonly AssemblyItem[];
  /** Labels are numbered below this. */
  readonly labels: number;
  readonly frameBytes: number;
  readonly saved: readonly SavedRegister[];
  /** The calls whose code is part of this function's, and what every caller shows. Left out, nothing. */
  readonly inlined?: readonly InlinedCall[];
  readonly facts?: readonly Fact[];
  /** What the cut points after the entry claim, in their order. It is found out when it is asked for: most images are run, and nobody wants a certificate. */
  readonly claims: () => readonly ClaimDifference[];
}

/** A program in assembly; functions have the indices that they have in the source. */
export interface Assembly {
  readonly functions: readonly AssemblyFunction[];
  readonly start: number;
}
