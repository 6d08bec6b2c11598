/**
 * What a search for a certificate takes on the command line. It stands apart from the search, which is loaded only when it is asked for.
 */

import type { Arguments, OptionSpec } from "../../arguments.ts";

/** How many hints to show. */
export const hintsOption: OptionSpec = {
  name: "hints",
  value: "N",
  needs: ["infer"],
  help: "with --infer: so many hints, 0 to 3; 2 unless given",
};

/** What a search for a certificate takes. */
export const inferOptions: readonly OptionSpec[] = [
  { name: "infer", help: "find a certificate for the binary, which comes without one" },
  { name: "layout", value: "NAME=ADDRESS,…", needs: ["infer"], help: "with --infer: what is known of the data layout" },
  hintsOption,
];

/** How many hints are shown. */
export function hintsOf(given: Arguments): number {
  return given.integer("hints", 2, { min: 0, max: 3 });
}
