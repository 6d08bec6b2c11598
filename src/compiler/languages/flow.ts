/** Flow as a language of the compiler. */

import { environmentOf } from "../../core/environment.ts";
import { printFlow } from "../flow/print.ts";
import { runFlow } from "../flow/run.ts";
import type { Flow } from "../flow/syntax.ts";
import { flowError } from "../flow/well-formed.ts";
import type { RunnableLanguage } from "../stage.ts";

/** Flow, straight from Ell: registers without number. */
export const flow: RunnableLanguage<"flow", Flow> = {
  name: "flow",
  title: "the compiler's flow graph",
  print: (program) => printFlow(program),
  wellFormed: flowError,
  run: (program, input, { clock, memory, arrival }) =>
    runFlow(program, environmentOf(input, arrival), { clock, ...(memory === undefined ? {} : { memory }) }),
};
