/**
 * Parts of pages that a command makes: what stands between two marks with a name is replaced, and the first mark says by which command.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./trusted/loaded.ts";

/** The text of a page with what stands between the marks of that name replaced. */
export function between(page: string, text: string, name: string, command: string, body: string): string {
  const begin = `<!-- ${name}: made by \`${command}\` -->`;
  const end = `<!-- /${name} -->`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} has no part between ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n${body}\n${text.slice(to)}`;
}

/** Writes what a command makes between the marks of that name; the page is a path from the root. */
export function recordOn(page: string, name: string, command: string, body: string): void {
  const path = join(root, page);
  writeFileSync(path, between(page, readFileSync(path, "utf8"), name, command, body));
}
