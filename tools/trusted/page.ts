/**
 * The tables of what is trusted, as docs/benchmarks.md and docs/coq.md have them: between two marks, so that they can be compared and renewed.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { figuresPage, withFigures } from "../../bench/renew.ts";
import { page } from "../coq/page.ts";
import { between } from "../recorded.ts";
import { doorModules, trustedTable } from "./count.ts";
import { loadedBy, root } from "./loaded.ts";
import { waysTable } from "./ways.ts";

/** What `etalon certify` loads on a small program. */
function certifyModules(source: string): readonly string[] {
  return loadedBy(["bin/etalon.js", "certify", source]).modules;
}

/** A page as it is, and as it should be by what is loaded today. */
interface Page {
  readonly path: string;
  readonly is: string;
  readonly should: string;
  readonly table: string;
}

/** The pages. */
export function pages(source: string): readonly Page[] {
  const table = trustedTable(doorModules(), certifyModules(source));
  const is = readFileSync(figuresPage, "utf8");
  const ways = waysTable().join("\n");
  const coq = readFileSync(join(root, page), "utf8");
  return [
    { path: figuresPage, is, should: withFigures(is, "trusted", table), table: table.join("\n") },
    {
      path: join(root, page),
      is: coq,
      should: between(page, coq, "ways", "npm run trusted -- --update", ways),
      table: ways,
    },
  ];
}
