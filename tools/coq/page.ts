/**
 * What docs/coq.md says of the sources in numbers: each file with its lines and the first sentence of its header, and how many
 * statements there are. Made from the sources, with or without Coq.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../trusted/loaded.ts";
import { folder, sources } from "./build.ts";

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

/** A page with what stands between the marks of that name replaced. */
export function between(text: string, name: string, command: string, body: string): string {
  const begin = `<!-- ${name}: made by \`${command}\` -->`;
  const end = `<!-- /${name} -->`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} has no part between ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n${body}\n${text.slice(to)}`;
}

/** The page as it is, and as it should be. */
export function pages(): { readonly path: string; readonly is: string; readonly should: string } {
  const path = join(root, page);
  const is = readFileSync(path, "utf8");
  return { path, is, should: between(is, "sources", "npm run coq -- --update", table(sources().map(sourceOf))) };
}
