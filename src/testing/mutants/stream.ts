/**
 * The stream of trials on which mutants are tried: seed n gives trial n, the same for every mutant.
 *
 * Sizes are mixed: many programs are small, and large ones have large frames and far branches. Every eighth program has
 * hardly any stack and heap.
 */

import type { MemoryOptions } from "../../compiler/target/memory-layout.ts";
import { parseProgram } from "../../lang/check/check.ts";
import type { Module } from "../../lang/syntax/tree.ts";
import { checkGenerated, generateInput } from "../generate/arbitrary.ts";
import { generateModule } from "../generate/program.ts";
import type { Trial } from "./exhibit.ts";
import { stress } from "./stress.ts";
import type { Witness } from "./witnesses.ts";

/** A trial and its syntax tree, which a shrinker edits. */
export interface SyntaxTrial extends Trial {
  readonly module: Module;
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
  const { program } = checkGenerated(module);
  return { module, program, input: generateInput(seed), memory: turn === 5 ? tight : roomy };
}

/** The trial of a witness. */
export function witnessTrial({ source, input, tight: little }: Witness): Trial {
  const program = parseProgram(source);
  if (!program.ok) throw new Error(`a witness is refused: ${program.error[0]?.message}`);
  return { program: program.value, input: Uint8Array.from(input), memory: little === true ? tight : roomy };
}
