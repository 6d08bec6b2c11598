/**
 * The table of what is trusted, as docs/benchmarks.md has it: between two marks, so that it can be compared and renewed.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { doorModules, trustedTable } from "./count.ts";
import { loadedBy, root } from "./loaded.ts";

/** The one page that states the figures. */
export const page = join(root, "docs/benchmarks.md");

const begin = "<!-- trusted: made by `npm run trusted -- --update` -->";
const end = "<!-- /trusted -->";

/** What `etalon certify` loads on a small program. */
function certifyModules(source: string): readonly string[] {
  return loadedBy(["bin/etalon.js", "certify", source]).modules;
}

/** The page as it is, and as it should be by what is loaded today. */
export function pages(source: string): { readonly is: string; readonly should: string; readonly table: string } {
  const table = trustedTable(doorModules(), certifyModules(source)).join("\n");
  const is = readFileSync(page, "utf8");
  const [before, after] = [is.indexOf(begin), is.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`${page} has no place between ${begin} and ${end}`);
  return { is, should: `${is.slice(0, before + begin.length)}\n\n${table}\n\n${is.slice(after)}`, table };
}
