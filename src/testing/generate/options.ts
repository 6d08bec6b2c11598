/**
 * What generated programs may use, and how large they are.
 */

import type { Chance } from "./random.ts";

/** The features that a generated program may have; each can be switched on or off. */
export const features = [
  /** `const` declarations and constant expressions. */
  "constants",
  /** Global variables. */
  "globals",
  /** Functions besides `main`. */
  "functions",
  /** Functions that call themselves or each other, with a budget as their first parameter. */
  "recursion",
  /** Functions of more than eight parameters: some are passed on the machine's stack. */
  "many_parameters",
  "int_arrays",
  "bool_arrays",
  "byte_arrays",
  /** String literals. */
  "strings",
  /** Arrays of constants, `[1, 2]`. */
  "literals",
  /** Arrays so long that their offsets do not fit 12-bit immediates. */
  "large_arrays",
  "while",
  "for",
  /** `for … by k`. */
  "steps",
  /** `x += e` and its family. */
  "compound",
  /** `break` and `continue`. */
  "jumps",
  /** `return` before the end. */
  "early_return",
  /** `exit(n)` in the middle. */
  "exit",
  "assert",
  /** `read()`. */
  "input",
  /** `&&` and `||`. */
  "logic",
  "multiplication",
  "division",
  "shifts",
  /** An inner `let` of an outer name. */
  "shadowing",
  /** In some programs, unguarded divisions and indices. */
  "traps",
  /** `read_bytes` and `write_bytes`. */
  "blocks",
] as const;

/** One of the {@link features}. */
export type Feature = (typeof features)[number];

/** How to generate programs. */
export interface GeneratorOptions {
  /** The median number of nodes (see `nodeCount`); by default 25. */
  readonly size?: number;
  /** Switches features off (or on, when `swarm` would switch them off). */
  readonly features?: Readonly<Partial<Record<Feature, boolean>>>;
  /** Switch off about half of the features, different ones for each program (Groce et al. 2012). By default false. */
  readonly swarm?: boolean;
}

/** The features of one program. */
export type FeatureSet = Readonly<Record<Feature, boolean>>;

const all = Object.fromEntries(features.map((feature) => [feature, true])) as FeatureSet;

/** The features that one program may use. */
export function drawFeatures(chance: Chance, options: GeneratorOptions): FeatureSet {
  if (options.swarm !== true) return options.features === undefined ? all : { ...all, ...options.features };
  const drawn = Object.fromEntries(features.map((feature) => [feature, chance.percent(50)])) as Record<
    Feature,
    boolean
  >;
  return { ...drawn, ...options.features };
}

/** The node budget of one program: from a third to five thirds of the median, all equally likely. */
export function drawSize(chance: Chance, options: GeneratorOptions): number {
  // Programs exceed their budget by about a tenth.
  const size = 0.88 * (options.size ?? 25);
  return Math.max(3, Math.round(size / 3 + chance.below(Math.round((4 * size) / 3) + 1)));
}
