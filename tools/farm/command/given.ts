/** What the verbs of the farm are given: where a farm is, and which campaign. A mistake in it is exit code 2. */

import type { Arguments, OptionSpec } from "../../../src/cli/arguments.ts";
import { usageError } from "../../../src/cli/command-error.ts";
import { type Campaign, type Kind, kinds, type Trial, trials } from "../jobs/campaign.ts";
import { versionOf } from "../jobs/version.ts";
import type { Place } from "../queue/database.ts";

/** The value of an option that is a whole number in digits, as campaigns show it again. */
export function numberOf(given: Arguments, name: string, fallback: number, min: number, max: number): number {
  const text = given.text(name);
  if (text === undefined) return fallback;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw usageError(`--${name} takes a whole number from ${min} to ${max}, but got ${JSON.stringify(text)}`);
  return value;
}

/** Where a farm is, when nothing is said. */
const usualFolder = ".farm";

/** Options that say where a farm is. */
export const placeOptions: readonly OptionSpec[] = [
  {
    name: "folder",
    value: "DIR",
    excludes: ["database"],
    help: `a farm in a folder, worked by one process at a time (${usualFolder})`,
  },
  {
    name: "database",
    value: "URL",
    help: "a farm in a PostgreSQL, which many machines may share: postgres://USER@HOST/NAME",
  },
];

/** Where the farm is. */
export function placeOf(given: Arguments): Place {
  const url = given.text("database");
  if (url === undefined) return { kind: "folder", folder: given.text("folder") ?? usualFolder };
  if (!/^postgres(ql)?:\/\//.test(url)) throw usageError("--database takes a URL that begins with postgres://");
  return { kind: "database", url };
}

const usualCases: Readonly<Record<Kind, number>> = { property: 250, generated: 100, forge: 200, edits: 200, trial: 1 };

/** Options that say which campaign. */
export const campaignOptions: readonly OptionSpec[] = [
  { name: "seed", value: "N", help: "which cases (1)" },
  { name: "blocks", value: "N", help: "how many blocks (100)" },
  {
    name: "cases",
    value: "N",
    help: `how many cases in a block (${kinds.map((kind) => `${kind} ${usualCases[kind]}`).join(", ")})`,
  },
  { name: "size", value: "N", help: "how large generated programs are (25)" },
  { name: "trial", value: "WHAT", help: `of kind trial: what a block does: ${trials.join(", ")}` },
];

/** The campaign that was given, of this checkout. */
export function campaignOf(given: Arguments): Campaign {
  const kind = given.operands[0]!;
  if (!isKind(kind)) throw usageError(`a campaign is one of ${kinds.join(", ")}, but got ${JSON.stringify(kind)}`);
  const trial = given.text("trial") ?? (kind === "trial" ? "none" : "");
  if (kind !== "trial" && trial !== "") throw usageError("--trial is for the kind trial alone");
  if (trial !== "" && !isTrial(trial))
    throw usageError(`--trial takes one of ${trials.join(", ")}, but got ${JSON.stringify(trial)}`);
  const cases = numberOf(given, "cases", usualCases[kind], 1, kind === "property" ? 250 : 100_000);
  return {
    kind,
    version: versionOf(),
    seed: numberOf(given, "seed", 1, 0, 2 ** 31 - 1),
    blocks: numberOf(given, "blocks", 100, 1, 1_000_000),
    cases,
    size: numberOf(given, "size", 25, 1, 1000),
    trial,
  };
}

function isKind(word: string): word is Kind {
  return (kinds as readonly string[]).includes(word);
}

function isTrial(word: string): word is Trial {
  return (trials as readonly string[]).includes(word);
}
