/**
 * Which test files draw inputs at random: those that import fast-check or the seed of the tests. Nothing can be drawn
 * without one of the two, but for what a test asks of the sources without a seed, and there are no such tests.
 */

import { readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Does this test file, named by its whole path, draw inputs at random? */
export function drawsInputs(file: string): boolean {
  return /^(?:import|\}) .*from "(?:fast-check|(?:\.\.?\/)+seed\.ts)";$/m.test(readFileSync(file, "utf8"));
}

/** How a person runs these files again with the seed. */
export function replayLine(seed: number, files: readonly string[]): string {
  const root = join(import.meta.dirname, "../..");
  return `ETALON_TEST_SEED=${seed} npx vitest run ${files.map((file) => relative(root, file)).join(" ")}`;
}
