/**
 * Why a checked program could not be compiled: a limit of this compiler or of the address space, as a value.
 */

import type { NodeId } from "../lang/program/program.ts";

/** A limit that a program or the options exceed. */
export interface CompileError {
  readonly kind: "limit" | "option";
  /** What is too large, the limit, and what to do. */
  readonly message: string;
  /** The node it is about, where there is one. */
  readonly node: NodeId | undefined;
}
