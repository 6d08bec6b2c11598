/** Optimised flow as a language of the compiler. */

import { environmentOf } from "../../core/environment.ts";
import { printFlow } from "../flow/print.ts";
import { runFlow } from "../flow/run.ts";
import type { Flow } from "../flow/syntax.ts";
import { flowError } from "../flow/well-formed.ts";
import type { RunnableLanguage } from "../stage.ts";

/** Flow as the optimiser leaves it. */
export const optimised: RunnableLanguage<"optimised", Flow> = {
  name: "optimised",
  title: "the flow graph, optimised",
  print: (program) => printFlow(program),
  wellFormed: flowError,
  run: (program, input, { clock, memory, arrival }) =>
    runFlow(program, environmentOf(input, arrival), { clock, ...(memory === undefined ? {} : { memory }) }),
};
