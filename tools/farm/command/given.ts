/** Words of the command line: options by name, checked, and a mistake in them as exit code 2. */

import { parseArgs } from "node:util";
import { usageError } from "../../../src/cli/command-error.ts";
import { type Campaign, type Kind, kinds, type Trial, trials } from "../jobs/campaign.ts";
import { versionOf } from "../jobs/version.ts";
import type { Place } from "../queue/database.ts";

/** An option: the name of its value, or none for a flag; and what it is for. */
export type Options = Readonly<Record<string, readonly [value: string, help: string]>>;

/** What was given. */
export class Given {
  readonly operands: readonly string[];
  readonly #values: Readonly<Record<string, string | boolean | undefined>>;

  constructor(words: readonly string[], options: Options) {
    try {
      const { values, positionals } = parseArgs({
        args: [...words],
        allowPositionals: true,
        options: Object.fromEntries(
          Object.entries(options).map(([name, [value]]) => [
            name,
            { type: value === "" ? "boolean" : "string" } as const,
          ]),
        ),
      });
      this.#values = values;
      this.operands = positionals;
    } catch (error) {
      throw usageError(
        error instanceof Error ? error.message : String(error),
        "`npm run farm -- help` lists the options",
      );
    }
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" ? value : undefined;
  }

  number(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max))
      throw usageError(`--${name} takes a whole number from ${min} to ${max}, but got ${JSON.stringify(text)}`);
    return value;
  }
}

/** Where a farm is, when nothing is said. */
const usualFolder = ".farm";

/** Options that say where a farm is. */
export const placeOptions: Options = {
  folder: ["DIR", `a farm in a folder, worked by one process at a time (${usualFolder})`],
  database: ["URL", "a farm in a PostgreSQL, which many machines may share: postgres://USER@HOST/NAME"],
};

/** Where the farm is. */
export function placeOf(given: Given): Place {
  const url = given.text("database");
  const folder = given.text("folder");
  if (url === undefined) return { kind: "folder", folder: folder ?? usualFolder };
  if (folder !== undefined) throw usageError("a farm is in a --folder or in a --database, not in both");
  if (!/^postgres(ql)?:\/\//.test(url)) throw usageError("--database takes a URL that begins with postgres://");
  return { kind: "database", url };
}

/** Options that say which campaign. */
export const campaignOptions: Options = {
  seed: ["N", "which cases (1)"],
  blocks: ["N", "how many blocks (100)"],
  cases: ["N", "how many cases in a block (property 250, generated 100, forge 200, edits 200, trial 1)"],
  size: ["N", "how large generated programs are (25)"],
  trial: ["WHAT", `of kind trial: what a block does: ${trials.join(", ")}`],
};

const usualCases: Readonly<Record<Kind, number>> = { property: 250, generated: 100, forge: 200, edits: 200, trial: 1 };

/** The campaign that was given, of this checkout. */
export function campaignOf(given: Given): Campaign {
  const [kind, more] = given.operands;
  if (kind === undefined || !isKind(kind) || more !== undefined)
    throw usageError(`a campaign is one of ${kinds.join(", ")}, but got ${JSON.stringify(given.operands.join(" "))}`);
  const trial = given.text("trial") ?? (kind === "trial" ? "none" : "");
  if (kind !== "trial" && trial !== "") throw usageError("--trial is for the kind trial alone");
  if (trial !== "" && !isTrial(trial))
    throw usageError(`--trial takes one of ${trials.join(", ")}, but got ${JSON.stringify(trial)}`);
  const cases = given.number("cases", usualCases[kind], 1, kind === "property" ? 250 : 100_000);
  return {
    kind,
    version: versionOf(),
    seed: given.number("seed", 1, 0, 2 ** 31 - 1),
    blocks: given.number("blocks", 100, 1, 1_000_000),
    cases,
    size: given.number("size", 25, 1, 1000),
    trial,
  };
}

function isKind(word: string): word is Kind {
  return (kinds as readonly string[]).includes(word);
}

function isTrial(word: string): word is Trial {
  return (trials as readonly string[]).includes(word);
}
