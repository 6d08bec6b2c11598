/** SSA form as a language of the compiler. */

import { environmentOf } from "../../core/environment.ts";
import { printSsa } from "../ssa/print.ts";
import { runSsa } from "../ssa/run.ts";
import type { Ssa } from "../ssa/syntax.ts";
import { ssaError } from "../ssa/well-formed.ts";
import type { RunnableLanguage } from "../stage.ts";

/** Flow in SSA form. */
export const ssa: RunnableLanguage<"ssa", Ssa> = {
  name: "ssa",
  title: "the flow graph in SSA form",
  print: printSsa,
  wellFormed: ssaError,
  run: (program, input, { clock, memory, arrival }) =>
    runSsa(program, environmentOf(input, arrival), { clock, ...(memory === undefined ? {} : { memory }) }),
};
