/** `--jobs N`, and who checks: of many images a thread, while others come; and several at once where that is asked for. */

import { beginLongChecks } from "../../host/index.ts";
import type { Ask } from "../../trust/index.ts";
import { Checkers } from "../../trust/node/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";

/** How many at once. */
export const jobsOption: OptionSpec = {
  name: "jobs",
  value: "N",
  help: "images checked at once, each in a thread or a process of its own; otherwise one",
};

/** Do something that asks our own checker about images; `beside`: a thread of its own is asked from the first on. */
export async function withCheckers<T>(
  given: Arguments,
  beside: boolean,
  act: (asked: Ask, jobs: number) => Promise<T>,
): Promise<T> {
  const jobs = given.integer("jobs", 1, { min: 1, max: 256 });
  const endLongChecks = beginLongChecks();
  const checkers = new Checkers({ jobs, beside });
  try {
    return await act(checkers.ask, jobs);
  } finally {
    checkers.close();
    endLongChecks();
  }
}
