/**
 * The entries of the catalogue: what a seeded bug is, and what an innocent variant is.
 *
 * Both are compilers that differ from ours in one pass, or in the input or output of one pass (`wraps`). The compiler
 * itself does not know them.
 */

import type { Passes } from "../../compiler/passes.ts";

/**
 * What kind of mistake a mutant makes.
 *
 * @example
 * ```ts
 * import { mutantClasses, mutants } from "etalon/testing";
 * mutantClasses.every((kind) => mutants.some((mutant) => mutant.class === kind)); // => true
 * ```
 */
export const mutantClasses = [
  /** What is evaluated, how often, and in which order. */
  "evaluation",
  /** Which statement comes next. */
  "control",
  /** What operators compute. */
  "arithmetic",
  /** When a run traps, and why. */
  "traps",
  /** Arrays, strings, globals and the heap. */
  "memory",
  /** Which register or frame slot holds a value. */
  "allocation",
  /** Arguments, results, frames and saved registers. */
  "calls",
  /** Constants, distances and instruction words. */
  "encoding",
  /** `read`, `write`, `exit`, and how a program begins. */
  "environment",
  /** Running out of stack or heap. */
  "resources",
  /** Names and first values of several files. */
  "files",
] as const;

/** One of the {@link mutantClasses}. */
export type MutantClass = (typeof mutantClasses)[number];

/** A seeded compiler bug: some program behaves differently when it compiles it. */
export interface Mutant {
  readonly name: string;
  /** What it gets wrong, in one sentence. */
  readonly description: string;
  readonly class: MutantClass;
  /** The pass that it wraps. */
  readonly wraps: keyof Passes;
  readonly passes: Passes;
  /** When no program of 12 nodes shows it: the reason. */
  readonly large?: string;
}

/** A compiler that compiles differently, and correctly. */
export interface Innocent {
  readonly name: string;
  /** What it does differently, in one sentence. */
  readonly description: string;
  readonly wraps: keyof Passes;
  readonly passes: Passes;
}
