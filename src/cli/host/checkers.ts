/** `--jobs N`: several images are checked at once, large ones and those that come after many in processes of their own. */

import { beginLongChecks } from "../../host/index.ts";
import { type Ask, ask } from "../../trust/index.ts";
import { Checkers } from "../../trust/node/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";

/** How many at once. */
export const jobsOption: OptionSpec = {
  name: "jobs",
  value: "N",
  help: "images checked at once, each in a process of its own; otherwise one, in this process",
};

/** Do something that asks our own checker about so many images at once; with one at once, in this process. */
export async function withCheckers<T>(given: Arguments, act: (asked: Ask, jobs: number) => Promise<T>): Promise<T> {
  const jobs = given.integer("jobs", 1, { min: 1, max: 256 });
  const endLongChecks = beginLongChecks();
  const checkers = jobs === 1 ? undefined : new Checkers({ jobs });
  try {
    return await act(checkers?.ask ?? ask, jobs);
  } finally {
    checkers?.close();
    endLongChecks();
  }
}
