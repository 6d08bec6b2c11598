/**
 * The verbs, in the order in which the help shows them.
 */

import type { Verb } from "./verb.ts";
import { assumptionsVerb } from "./verbs/assumptions.ts";
import { calibrateVerb } from "./verbs/calibrate.ts";
import { checkVerb } from "./verbs/check.ts";
import { compileVerb } from "./verbs/compile.ts";
import { disassembleVerb } from "./verbs/disassemble.ts";
import { execVerb } from "./verbs/exec.ts";
import { mutantsVerb } from "./verbs/mutants.ts";
import { replayVerb } from "./verbs/replay.ts";
import { runVerb } from "./verbs/run.ts";
import { testVerb } from "./verbs/test.ts";
import { traceVerb } from "./verbs/trace.ts";

/** Every verb but `help`. */
export const verbs: readonly Verb[] = [
  checkVerb,
  runVerb,
  compileVerb,
  execVerb,
  traceVerb,
  testVerb,
  replayVerb,
  mutantsVerb,
  calibrateVerb,
  disassembleVerb,
  assumptionsVerb,
];
