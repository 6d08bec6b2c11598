/** Flow on machine registers and frame slots, as a language of the compiler. */

import { environmentOf } from "../../core/environment.ts";
import { printFlow } from "../flow/print.ts";
import { allocatedError } from "../flow/well-formed.ts";
import { type AllocatedFlow, runAllocated } from "../passes/allocate/flow-to-allocated.ts";
import type { RunnableLanguage } from "../stage.ts";
import { placeName } from "../target/place.ts";

/** Allocated flow, whose registers are places. */
export const allocated: RunnableLanguage<"allocated", AllocatedFlow> = {
  name: "allocated",
  title: "the flow graph with registers allocated",
  print: (program) => printFlow(program, placeName),
  wellFormed: allocatedError,
  run: (program, input, { clock, memory, arrival }) =>
    runAllocated(program, environmentOf(input, arrival), { clock, ...(memory === undefined ? {} : { memory }) }),
};
