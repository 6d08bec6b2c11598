/**
 * What docs/coq.md says of the sources in numbers: each file with its lines and the first sentence of its header, and how many
 * statements there are. Made from the sources, with or without Coq.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { between, recordOn } from "../recorded.ts";
import { type Count, sum } from "../trusted/count.ts";
import { root } from "../trusted/loaded.ts";
import { closure, extraction, folder, sources } from "./build.ts";

/** The page, as a path from the root. */
export const page = "docs/coq.md";

/** A file of coq/. */
interface Source {
  readonly name: string;
  readonly lines: number;
  readonly sentence: string;
  /** How many statements it proves. */
  readonly proved: number;
}

function sourceOf(name: string): Source {
  const text = readFileSync(join(folder, `${name}.v`), "utf8");
  const header = /^\(\*\*([\s\S]*?)\*\)/u.exec(text)?.[1]?.replaceAll(/\s+/gu, " ").trim() ?? "";
  const sentence = (/^(.*?)\.(?: |$)/u.exec(header)?.[1] ?? header).replaceAll(/\[([^\]]+)\]/gu, "`$1`");
  const proved = text.match(/^ *(?:Local )?(?:Theorem|Lemma|Corollary|Fact|Remark|Proposition)\b/gmu)?.length ?? 0;
  return { name, lines: text.split("\n").length - 1, sentence, proved };
}

function table(all: readonly Source[]): string {
  const rows = all.map(
    ({ name, lines, proved, sentence }) => `| [${name}.v](../coq/${name}.v) | ${lines} | ${proved} | ${sentence} |`,
  );
  const sum = (field: "lines" | "proved"): number => all.reduce((total, source) => total + source[field], 0);
  return [
    "| file | lines | proved | what it is |",
    "|---|---|---|---|",
    ...rows,
    `| together | ${sum("lines")} | ${sum("proved")} | |`,
  ].join("\n");
}

/** The text without comments, which may nest. */
export function withoutComments(text: string): string {
  let depth = 0;
  return text.replaceAll(/\(\*|\*\)|[\s\S]/gu, (token) => {
    if (token === "(*") depth++;
    else if (token === "*)") depth--;
    else if (depth === 0) return token;
    return token === "\n" ? token : " ";
  });
}

/** How many lines of a source hold more than white space and comments. */
function linesOf(name: string): number {
  const text = withoutComments(readFileSync(join(folder, `${name}.v`), "utf8"));
  return text.split("\n").filter((line) => line.trim() !== "").length;
}

/** What both languages mean: the sources of these, and all that they require. */
export const meanings: readonly string[] = ["EllRun", "MachineRun", "Elf"];

/** What it is that a machine conforms to a program. */
export const statement: readonly string[] = ["EllConforms"];

/** How many files and code lines the sources of these are, with all that they require. */
export function countOf(names: readonly string[]): Count {
  return counted([...closure(names)]);
}

function counted(names: readonly string[]): Count {
  return { files: names.length, lines: names.reduce((total, name) => total + linesOf(name), 0) };
}

/** The files that print what is extracted. */
export const printer: readonly string[] = ["extraction", "javascript", "numbers", "shapes"].map(
  (name) => `tools/coq/${name}.ts`,
);

/** What is read to know what the theorems say, and the rest, which Coq reads; each file is counted where it comes first. */
function trusted(): string {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ["what both languages mean, and the reader of executables", meanings],
    ["what it is that a machine conforms to a program", statement],
    ["what terms mean", ["Terms"]],
  ];
  const before = new Set<string>();
  const row = (what: string, { files, lines }: Count): string =>
    `| ${what} | ${files} | ${lines.toLocaleString("en")} |`;
  const part = (what: string, all: Iterable<string>): string => {
    const names = [...all].filter((name) => !before.has(name) && name !== extraction);
    for (const name of names) before.add(name);
    return row(what, counted(names));
  };
  return [
    "| | files | code lines |",
    "|---|---:|---:|",
    ...parts.map(([what, names]) => part(what, closure(names))),
    part("everything else: tables, rules, searches and proofs, with which Coq shows what the theorems say", sources()),
    row("the printer of what is extracted", sum(printer)),
  ].join("\n");
}

/** Writes a table that a command makes between the marks of that name. */
export function record(name: string, command: string, body: string): void {
  recordOn(page, name, command, body);
}

/** The page as it is, and as it should be. */
export function pages(): { readonly path: string; readonly is: string; readonly should: string } {
  const path = join(root, page);
  const is = readFileSync(path, "utf8");
  const command = "npm run coq -- --update";
  const withSources = between(page, is, "sources", command, table(sources().map(sourceOf)));
  return { path, is, should: between(page, withSources, "trusted", command, trusted()) };
}
