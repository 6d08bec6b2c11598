/** Optimised flow as a language of the compiler. */

import type { Flow } from "../flow/syntax.ts";
import type { RunnableLanguage } from "../stage.ts";
import { flow } from "./flow.ts";

/** Flow as the optimiser leaves it. */
export const optimised: RunnableLanguage<"optimised", Flow> = {
  ...flow,
  name: "optimised",
  title: "the flow graph, optimised",
};
