/**
 * The table of what is trusted, as docs/benchmarks.md has it: between two marks, so that it can be compared and renewed.
 */

import { readFileSync } from "node:fs";
import { figuresPage, withFigures } from "../../bench/renew.ts";
import { doorModules, trustedTable } from "./count.ts";
import { loadedBy } from "./loaded.ts";

/** What `etalon certify` loads on a small program. */
function certifyModules(source: string): readonly string[] {
  return loadedBy(["bin/etalon.js", "certify", source]).modules;
}

/** The page as it is, and as it should be by what is loaded today. */
export function pages(source: string): { readonly is: string; readonly should: string; readonly table: string } {
  const table = trustedTable(doorModules(), certifyModules(source));
  const is = readFileSync(figuresPage, "utf8");
  return { is, should: withFigures(is, "trusted", table), table: table.join("\n") };
}
