/**
 * No page states a measured number from memory: every number with a unit in prose is one that the sources have, or that a test or a
 * script counts (numbers.ts says which). Pages of measurements name the command that measures, in each of their sections.
 */

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stated } from "./numbers.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** Pages that record what was measured and how. */
const records = ["docs/benchmarks.md", "docs/campaigns.md", "docs/mutation.md", "docs/suites.md"];
/** The language's and the library's own pages are made by scripts, and their numbers with them. */
const made = ["docs/std.md"];
const pages = globSync(
  [
    "README.md",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "docs/*.md",
    "docs/decisions/*.md",
    "docs/extending/*.md",
    "examples/**/*.md",
    "src/**/*.md",
  ],
  { cwd: root },
)
  .filter((page) => !records.includes(page) && !made.includes(page))
  .sort();

const measures = "ms|s|seconds?|minutes?|hours?|days?|[kMG]B|[KMG]iB|MIPS|%|per cent";
/** What is counted; of these a number below a hundred is no measurement, but says how something is made. */
const things =
  "bytes|words|times|lines|instructions|obligations|programs|cases|experiments|tests|inputs|mutants|bugs|faults|processors|rules|" +
  "checks|functions|files|nodes|seeds|kernels|modules|variables|witnesses|steps|squares";
const begins = String.raw`(?<![\w.#^/-])`;
const measured = new RegExp(
  String.raw`${begins}\d[\d,.]*\s?(?:${measures})(?!\w)|${begins}\d[\d,.]{2,}\s(?:${things})(?!\w)`,
  "g",
);

/** The prose of a page: no code, no tables that a script makes, no addresses. */
function prose(text: string): string {
  return text
    .replace(/^```[\s\S]*?^```/gm, "")
    .replace(/<!-- (\w+): made by[\s\S]*?<!-- \/\1 -->/g, "")
    .replace(/^ {4,}.*$/gm, "")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/`[^`]*`/g, "`")
    .replace(/\s*\n\s*/g, " ");
}

/** The text of a file, or those of all files of a room. */
const rooms = new Map<string, readonly string[]>();
function textsIn(path: string): readonly string[] {
  const known = rooms.get(path);
  if (known !== undefined) return known;
  const files = path.endsWith(".ts") ? [path] : globSync(`${path}/**/*.ts`, { cwd: root });
  const texts = files.map(read);
  rooms.set(path, texts);
  return texts;
}

const numbersIn = (page: string): readonly string[] =>
  [...new Set([...prose(read(page)).matchAll(measured)].map(([found]) => found))].sort();

describe("numbers in prose", () => {
  it.each(pages)("%s states only numbers that have a source", (page) => {
    const known = new Set(stated.filter((one) => one.page === page).map(({ number }) => number));
    expect(numbersIn(page).filter((number) => !known.has(number))).toEqual([]);
  });

  it.each(stated)("$page: $number stands in $file", ({ page, number, file, text }) => {
    expect(numbersIn(page)).toContain(number);
    const found = textsIn(file).some((one) => (typeof text === "string" ? one.includes(text) : text.test(one)));
    expect(found).toBe(true);
  });
});

describe("records of measurements", () => {
  const sections = records.flatMap((page) =>
    read(page)
      .split(/^(?=## (?!Method))/m)
      .slice(1)
      .map((section) => ({ page, title: section.split("\n")[0]!.slice(3), section })),
  );
  const command = /npm run |`etalon /;

  it.each(sections.filter(({ section }) => /\d\s?(?:ms|s|[kMG]B|%|MIPS)\b/.test(section)))(
    "$page, $title: names what measures",
    ({ section }) => {
      expect(section).toMatch(command);
    },
  );
});
