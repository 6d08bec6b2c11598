/**
 * What the site shows in the place of a comment `<!-- here: NAME -->` of a page. In the repository such a place is empty.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { grammarIn } from "./ebnf.ts";
import { root } from "./pages.ts";
import { diagrams } from "./railroad.ts";

/** The HTML for a name. */
export function insertion(name: string): string {
  if (name === "grammar") return diagrams(grammarIn(readFileSync(join(root, "docs/ell.md"), "utf8")));
  throw new Error(`nothing is called ${name}`);
}
