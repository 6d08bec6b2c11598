/**
 * `-O0`, `-O1`, `-O2` and `--passes`: how much the compiler optimises, as every verb that compiles takes it.
 */

import { defaultLevel, type Level, type OptimisationOptions, optimisations } from "../../compiler/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";
import { usageError } from "../command-error.ts";
import { suggestion } from "../view/suggestion.ts";

/** The options. */
export const optimisationOptions: readonly OptionSpec[] = [
  {
    name: "level",
    short: "O",
    value: "0|1|2",
    excludes: ["image"],
    help: `how much to optimise, as -O0, -O1 or -O2; -O${defaultLevel} unless given`,
  },
  {
    name: "passes",
    value: "NAMES",
    excludes: ["image"],
    help: "the optimisations to make, as a,b; or to leave out, as -a,-b",
  },
];

/** What there is to know about them, for the details of a verb's help. */
export function optimisationDetails(): string {
  const names = [...optimisations()].map(([name, { level }]) => `${name} (-O${level})`);
  const lines = ["--passes takes names of optimisations; the level in brackets is the least that has it:"];
  for (const name of names) {
    const last = lines.at(-1)!;
    if (lines.length > 1 && last.length + name.length < 110) lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(`  ${name}`);
  }
  return lines.join("\n");
}

/** What was given. */
export function optimisationsGiven(given: Arguments): OptimisationOptions {
  const [level, passes] = [given.text("level"), given.text("passes")];
  return {
    ...(level !== undefined && { level: levelOf(level) }),
    ...(passes !== undefined && { passes: passes.split(",").map(nameOf) }),
  };
}

function levelOf(text: string): Level {
  if (text === "0" || text === "1" || text === "2") return Number(text) as Level;
  throw usageError(`there is no level ${JSON.stringify(text)}`, "-O0, -O1 or -O2");
}

function nameOf(text: string): string {
  const name = text.startsWith("-") ? text.slice(1) : text;
  const known = optimisations();
  if (known.has(name)) return text;
  const near = suggestion(name, [...known.keys()]);
  throw usageError(
    `there is no optimisation ${JSON.stringify(name)}`,
    near === undefined ? `there are ${[...known.keys()].join(", ")}` : `did you mean ${near}?`,
  );
}
