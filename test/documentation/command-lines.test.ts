/**
 * The command lines of the pages. README, tutorial and the worked changes are run (`npm run smoke`, `npm run changes`). Of all
 * others, which take a board, an hour or a file of the reader's, each word is held against the command: the verb, its
 * options, what they need and what they exclude; and scripts of the package by their names.
 */

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import { CommandError } from "../../src/cli/command-error.ts";
import { verbs } from "../../src/cli/verbs.ts";

const scripts = (JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }).scripts;
const pages = globSync(["*.md", "docs/*.md", "examples/**/*.md"]).sort();
const all = new Map(await Promise.all(verbs.map(async ({ name, load }) => [name, await load()] as const)));

/** The lines of shell in a page: blocks of `sh`, indented commands, and those between backquotes. */
function linesOf(page: string): string[] {
  const text = readFileSync(page, "utf8");
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, body]) => body!.split("\n"));
  const indented = [...text.matchAll(/^ {4}((?:npx )?(?:etalon|npm) .*)$/gm)].map(([, line]) => line!);
  const inline = [...text.matchAll(/`((?:npx )?(?:etalon|npm run) [^`\n]+)`/g)].map(([, line]) => line!);
  return [...blocks, ...indented, ...inline].filter((line) => line.trim() !== "");
}

/** What is wrong with the first command of a line that is ours; undefined where nothing is. */
function wrongIn(line: string): string | undefined {
  const bare = line.replace(/\s#.*$| {2,}.*$/g, "");
  const script = /\bnpm run (?:--silent )?([\w:]+)/.exec(bare)?.[1];
  if (script !== undefined && !(script in scripts)) return `there is no script ${script}`;
  const command = /(?:^|[\s|(])etalon ([a-z][\w-]*)((?: [^|;)<>]+)?)/.exec(
    bare.replace(/node bin\/etalon\.js/g, "etalon"),
  );
  if (command === null || /\bnpm (?:install|pack|publish)\b/.test(bare)) return undefined;
  const [, name = "", rest = ""] = command;
  const verb = all.get(name);
  if (verb === undefined) return `there is no verb ${name}`;
  // Words of the page that stand for something: no option is among them.
  const words = rest
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "…");
  const given = words.map((word) => (/^[A-Z]$/.test(word) ? "1" : word.replace(/^['"]|['"]$/g, "")));
  try {
    readArguments(verb, given);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    // A value or an operand may be left out in a sentence.
    return /needs a value|operand|needs [A-Z]/.test(error.message) ? undefined : error.message;
  }
  return undefined;
}

describe("the command lines of the pages", () => {
  it.each(pages)("%s shows no verb, option or script that is not there", (page) => {
    for (const line of linesOf(page)) expect(wrongIn(line), `${page}: ${line}`).toBeUndefined();
  });

  it("are noticed when they are wrong", () => {
    expect(wrongIn("etalon chekc max.ell")).toContain("no verb");
    expect(wrongIn("npx etalon check max.ell --imgae a.elf")).toContain("imgae");
    expect(wrongIn("npm run nothing")).toContain("no script");
    expect(wrongIn("printf 'a' | npx etalon run max.ell --limit 3   # comment")).toBeUndefined();
  });
});
