/**
 * The one seed of all random inputs in the tests. It is always the same unless `ETALON_TEST_SEED` says otherwise, so that
 * a change is judged by what it changes and not by what was drawn (docs/decisions/0015-one-seed.md).
 */

import { randomInt } from "node:crypto";

/** The environment variable that names another seed, or says `random`. */
export const seedVariable = "ETALON_TEST_SEED";

/** The seed when nothing else is asked for. */
const usual = 20_261_126;

/** The seed that the value of the variable asks for. */
export function seedOf(value: string | undefined): number {
  if (value === undefined || value === "") return usual;
  if (value === "random") return freshSeed();
  const seed = Number(value);
  if (/^-?\d+$/.test(value) && seed === (seed | 0)) return seed;
  throw new Error(`${seedVariable} is ${JSON.stringify(value)}: give an integer of 32 bits, or random`);
}

/** A seed that nobody chose. */
export function freshSeed(): number {
  return randomInt(2 ** 31);
}

/** The seed of this run. vitest.config.ts puts it into the environment, so that all workers have the same. */
export const testSeed = seedOf(process.env[seedVariable]);
