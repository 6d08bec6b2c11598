/**
 * Why a run of Ell was not observed to its end, when memory was the reason: arrays, or calls that do not return.
 */

import { callChain, type Run } from "../lang/index.ts";
import type { LoadedProgram } from "./host/load.ts";

/** A sentence for what was spent; undefined for the clock, which the user set. */
export function spentWords(
  { spent, last }: Pick<Run, "spent" | "last">,
  { program }: Pick<LoadedProgram, "program">,
): string | undefined {
  switch (spent) {
    case undefined:
    case "clock":
      return undefined;
    case "memory":
      return "its arrays take more than 1 GiB here";
    case "continuation":
      return callWords(callChain(program, last));
  }
}

/** `1,234,567 calls are waiting for each other here: main → even → odd → … → even → odd`. */
function callWords(names: readonly string[]): string {
  const chain = names.length > 8 ? [...names.slice(0, 4), "…", ...names.slice(-2)] : names;
  return `${names.length.toLocaleString("en")} calls are open, too many for the memory here: ${chain.join(" → ")}`;
}
