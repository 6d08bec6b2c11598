/**
 * The cases of a campaign: case i of seed S is a program, an input and a size of memory, and depends on S, i and the
 * options alone. So every machine, worker or shard tests the same case.
 */

import type { MemoryOptions } from "../../compiler/target/memory-layout.ts";
import type { Diagnostic } from "../../core/diagnostic.ts";
import type { Result } from "../../core/result.ts";
import type { Program } from "../../lang/program/program.ts";
import { generateInput } from "../generate/arbitrary.ts";
import { generateModule } from "../generate/program.ts";
import { Chance } from "../generate/random.ts";
import type { Case } from "../generate/shrink.ts";
import { programOf } from "../generate/spread.ts";

/** A program, an input, and how much memory the image gets. */
export interface TestCase extends Case {
  readonly memory: MemoryOptions;
  /** The seed by which the program is spread over files; absent for a program of one file. */
  readonly spread?: number;
}

/** Which cases a seed names. */
export interface CaseOptions {
  /** Median number of nodes; 25 unless given. */
  readonly size: number;
  /** Switch off about half of the features, others for each program. */
  readonly swarm: boolean;
  /** Spread each program over two or three files; absent where not. */
  readonly files?: true;
}

/** The default options. */
export const defaultCases: CaseOptions = { size: 25, swarm: false };

/** In one case of this many the memory is so small that it is often spent. */
const narrowEvery = 16;
const heaps: readonly number[] = [0, 0, 4096, 8192];
const stacks: readonly number[] = [0, 16, 32, 64, 128, 256, 1024];

/**
 * Case `index` of a seed.
 *
 * @example
 * ```ts
 * import { printModule } from "etalon/lang";
 * import { generateCase } from "etalon/testing";
 * const one = generateCase(7, 1000);
 * printModule(one.module) === printModule(generateCase(7, 1000).module); // => true
 * ```
 */
export function generateCase(seed: number, index: number, options: CaseOptions = defaultCases): TestCase {
  const own = mix((mix(seed ^ 0x9e3779b9) + index) | 0);
  const module = generateModule(own, options);
  const made = { module, input: generateInput(own ^ 0x5bd1e995), memory: memoryOf(own) };
  return options.files === true ? { ...made, spread: own >>> 0 } : made;
}

/** The program of a case; or the mistakes in a case that no generator made. */
export function programOfCase({ module, spread }: Pick<TestCase, "module" | "spread">): Result<Program, Diagnostic[]> {
  return programOf(module, spread);
}

function memoryOf(own: number): MemoryOptions {
  if (((own >>> 8) & (narrowEvery - 1)) !== 0) return {};
  const chance = new Chance(own ^ 0x1b873593);
  return { heapBytes: chance.pick(heaps), stackBytes: chance.pick(stacks) };
}

/** A permutation of the words that leaves no pattern (the finaliser of MurmurHash3), so that no two cases collide. */
function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
