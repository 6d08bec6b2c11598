/** The table of docs/benchmarks.md of what came of each fault, with when and how it was run. */

import type { Found } from "./fault.ts";

/** A run of all faults. */
export interface FaultsRun {
  /** The day, `2026-11-28`. */
  readonly day: string;
  readonly seed: number;
  readonly processors: number;
  /** What the machine had to do besides, as the system counts it, when the run began. */
  readonly load: number;
  readonly found: readonly Found[];
}

/** Its lines. */
export function faultsTable({ day, seed, processors, load, found }: FaultsRun): readonly string[] {
  const bad = found.filter(({ good }) => !good).length;
  const end = bad === 0 ? "each has the end that it should have" : `**${bad} have not the end that they should have**`;
  return [
    `On ${day}, on ${processors} processors with a load of ${load.toFixed(1)} before, seed ${seed}: ${end}.`,
    "",
    "| fault | what came of it |",
    "|---|---|",
    ...found.map(({ what, came, good }) => `| ${what} | ${good ? "" : "**not as it should be:** "}${came} |`),
  ];
}
