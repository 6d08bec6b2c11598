/**
 * The state of a machine, over words of one domain: pc, registers, memory, and the environment it calls.
 *
 * One engine owns a machine and changes it in place. A copy is `registers.slice()` with `memory.fork()`.
 */

import type { Outcome } from "../../core/behaviour.ts";
import type { Block, Bytes } from "../../core/environment.ts";
import type { Words } from "../../core/word.ts";
import type { Instruction } from "../isa/instruction.ts";

/** How many bytes a load or store moves. */
export type Width = 1 | 2 | 4;

/** What a load or a store asks of memory. */
export type Access = "read" | "write";

/** Why memory refused, in words. A fault is a value: no image makes the host throw. */
export type Fault = string;

/**
 * Memory, as the rules see it: instructions to fetch, and bytes under permissions, little-endian, at any alignment.
 * A symbolic domain has its own notion of an address behind the same interface.
 */
export interface Memory<W> {
  /** The instruction at pc, or why there is none: pc not a multiple of 4, not executable, not an RV32IM instruction. */
  fetch(pc: W): Instruction | Fault;
  /** Why the access is refused; undefined when each of its bytes permits it. */
  permits(address: W, width: Width, access: Access): Fault | undefined;
  /** The bytes from `address` on, zero-extended. Only after {@link permits} permitted the read. */
  load(address: W, width: Width): W;
  /** Set the bytes from `address` on to the low bytes of `value`. Only after {@link permits} permitted the write. */
  store(address: W, width: Width, value: W): void;
  /** Why an access to `count` bytes, at least one, is refused; undefined when each of them permits it. */
  permitsBlock(address: W, count: W, access: Access): Fault | undefined;
  /** The bytes from `address` on. Only after {@link permitsBlock} permitted the read of them. */
  loadBlock(address: W): Bytes<W>;
  /** Set as many bytes as arrived, from `address` on. Only after {@link permitsBlock} permitted the write of at least so many. */
  storeBlock(address: W, block: Block<W>): void;
  /** An independent copy. */
  fork(): Memory<W>;
  /**
   * Give the segment from `start` on (both are plain numbers) a larger size, within its room. Not every memory supports
   * this.
   */
  grow?(start: number, size: number): void;
}

/** How a machine stops: an outcome (never `running`) whose exit code is a word. */
export type MachineFinal<W> =
  | { readonly kind: "halted"; readonly code: W }
  | Extract<Outcome, { readonly kind: "trapped" | "exhausted" | "faulted" }>;

/** What a call led to: a result for a0, or the end of the run. */
export type CallEffect<W> =
  | { readonly kind: "returned"; readonly result: W }
  | { readonly kind: "stopped"; readonly outcome: MachineFinal<W> };

/**
 * The system under the machine: the one place where `ecall` leads. An implementation decides which calls there are
 * (ell-environment.ts has those of Ell; a richer one serves foreign programs).
 */
export interface SystemCalls<W> {
  /** Perform the call that the registers ask for. Memory may be read and written; registers are the rule's to write. */
  call(words: Words<W>, registers: readonly W[], memory: Memory<W>): CallEffect<W>;
}

/** A machine. Letters in rules and traces: pc, x[r], M; they are this record's fields. */
export interface Machine<W> {
  readonly words: Words<W>;
  /** The address of the next instruction; after a stop, that of the instruction that stopped it. */
  pc: W;
  /** x0…x31. x0 is 0 from the start, and no rule writes it. */
  readonly registers: W[];
  readonly memory: Memory<W>;
  readonly environment: SystemCalls<W>;
  /** A word as the reasons of faults write it. */
  readonly describe: (word: W) => string;
}
