/**
 * One case of a test made again, from the seed and the path to it: a program that no compiler has seen or changed.
 */

import * as fc from "fast-check";
import type { Draws } from "./correctness.ts";
import { byPathAlone } from "./trial.ts";

/** The case at the end of a path; undefined when there is none. */
export function caseAt<Source, Input>(
  { programs, inputs }: Draws<Source, Input>,
  seed: number,
  path: readonly number[],
): [Source, Input] | undefined {
  let found: [Source, Input] | undefined;
  const property = fc.property(programs, inputs, (program, input) => {
    found = [program, input];
    return false;
  });
  try {
    fc.check(property, { ...byPathAlone, seed, path: path.join(":"), numRuns: 1 });
  } catch {
    // The path names a candidate that the shrinkers do not propose.
    return undefined;
  }
  return found;
}
