/**
 * The stream of trials on which mutants are tried: seed n gives trial n, the same for every mutant.
 *
 * Sizes are mixed: many programs are small, and large ones have large frames and far branches. Every eighth program has
 * hardly any stack and heap, and every fourth is spread over files.
 */

import type { MemoryOptions } from "../../compiler/target/memory-layout.ts";
import type { Module } from "../../lang/syntax/tree.ts";
import { generateInput } from "../generate/arbitrary.ts";
import { generateModule } from "../generate/program.ts";
import { programOf, programOfFiles } from "../generate/spread.ts";
import type { Trial } from "./exhibit.ts";
import { stress } from "./stress.ts";
import type { Witness } from "./witnesses.ts";

/** A trial and its syntax tree, which a shrinker edits. */
export interface SyntaxTrial extends Trial {
  readonly module: Module;
  /** The seed by which the module is spread over files; none for a program of one file. */
  readonly spread: number | undefined;
}

const sizes: readonly number[] = [25, 25, 60, 25, 60, 25, 25, 150];

/** Enough memory for generated programs. */
export const roomy: MemoryOptions = { heapBytes: 2 ** 20, stackBytes: 2 ** 16 };
/** Hardly any memory: programs that need more must report that it is exhausted. */
export const tight: MemoryOptions = { heapBytes: 4096, stackBytes: 256 };

/** Trial number `seed`. */
export function trial(seed: number): SyntaxTrial {
  const turn = (seed >>> 0) % sizes.length;
  const module = stress(generateModule(seed, { size: sizes[turn]! }), seed);
  const spread = turn % 4 === 1 ? seed : undefined;
  const program = programOf(module, spread);
  if (!program.ok) throw new Error(`a generated program is refused: ${program.error[0]?.message}`);
  return { module, spread, program: program.value, input: generateInput(seed), memory: turn === 5 ? tight : roomy };
}

/** The trial of a witness. */
export function witnessTrial({ source, beside = {}, input, tight: little }: Witness): Trial {
  const program = programOfFiles(new Map([["main.ell", source], ...Object.entries(beside)]));
  if (!program.ok) throw new Error(`a witness is refused: ${program.error[0]?.message}`);
  return { program: program.value, input: Uint8Array.from(input), memory: little === true ? tight : roomy };
}
