/**
 * `--arrival`: how blocks of input and output move in a run that is looked at, as in the run that `check` found.
 */

import type { Arrival } from "../index.ts";
import type { Arguments, OptionSpec } from "./arguments.ts";
import { usageError } from "./command-error.ts";

/** The option. */
export const arrivalOption: OptionSpec = {
  name: "arrival",
  value: "HOW",
  help: "how blocks move: whole (unless given), single (one byte), or shares:SEED (random shares)",
};

/** What was given; undefined without the option. */
export function arrivalOf(given: Arguments): Arrival | undefined {
  const text = given.text(arrivalOption.name);
  if (text === undefined) return undefined;
  if (text === "whole" || text === "single") return { kind: text };
  const seed = /^shares:(-?\d{1,10})$/.exec(text)?.[1];
  if (seed === undefined)
    throw usageError(`--arrival takes whole, single or shares:SEED, as in shares:7, but got ${JSON.stringify(text)}`);
  return { kind: "shares", seed: Number(seed) };
}

/** An arrival as the option takes it. */
export function arrivalText(arrival: Arrival): string {
  return arrival.kind === "shares" ? `shares:${arrival.seed}` : arrival.kind;
}
