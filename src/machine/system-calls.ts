/**
 * The one interface between the machine and the system under it: what `ecall` does.
 *
 * It follows Linux on RISC-V: the number is in a7, the arguments in a0…a5, the result goes to a0, and an error is a
 * small negative result. An implementation decides which calls there are (ell-environment.ts has those of Ell).
 */

import type { Words } from "../core/word.ts";
import type { Final, Memory } from "./machine.ts";

/** What a call led to: a result for a0, or the end of the run. */
export type CallEffect<W> =
  | { readonly kind: "returned"; readonly result: W }
  | { readonly kind: "stopped"; readonly outcome: Final<W> };

/** The system. */
export interface SystemCalls<W> {
  /** Perform the call that the registers ask for. Memory may be read and written; registers are the rule's to write. */
  call(words: Words<W>, registers: readonly W[], memory: Memory<W>): CallEffect<W>;
}

/** The numbers of the system calls that we know, from Linux's generic table. */
export const systemCallNumbers = { read: 63, write: 64, exit: 93, exitGroup: 94 } as const;

/** The error results, from Linux: negated `errno`. */
export const errorResults = { badDescriptor: -9, badBuffer: -14, badArgument: -22, noSuchCall: -38 } as const;
