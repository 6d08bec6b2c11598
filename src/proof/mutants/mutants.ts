/**
 * All mutants, class by class.
 */

import { allocation } from "./allocation.ts";
import { arithmetic } from "./arithmetic.ts";
import { calls } from "./calls.ts";
import type { Mutant } from "./catalogue.ts";
import { control } from "./control.ts";
import { encoding } from "./encoding.ts";
import { environment } from "./environment.ts";
import { evaluation } from "./evaluation.ts";
import { memory } from "./memory.ts";
import { traps } from "./traps.ts";

/** The seeded compiler bugs. */
export const mutants: readonly Mutant[] = [
  ...evaluation,
  ...control,
  ...arithmetic,
  ...traps,
  ...memory,
  ...allocation,
  ...calls,
  ...encoding,
  ...environment,
];
