/**
 * How much work the certificate checker may do: the option, and what to advise when it was not enough.
 */

import type { Arguments, OptionSpec } from "../arguments.ts";

/** `--budget N`. */
export const budgetOption: OptionSpec = {
  name: "budget",
  value: "N",
  help: "let the certificate's checker work N times as much as usual; 1 unless given",
};

/** How many times the usual budget was asked for. */
export function budgetOf(given: Arguments): number {
  return given.integer("budget", 1, { min: 1, max: 1_000_000 });
}

/** What to say of a check that came to no answer. */
export function undecidedText(overBudget: boolean): string {
  return overBudget
    ? "undecided: the certificate checker is over budget; try `--budget 10`"
    : "undecided: the checker cannot follow this certificate";
}
