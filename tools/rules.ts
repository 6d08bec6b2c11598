/**
 * `npm run rules`: carries what the rules say from the comments above their code to all who show it: `src/rules/stated.ts`
 * and the tables of docs/ell-semantics.md and docs/machine.md. A test fails while these differ.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, ruleSources, statedIn } from "./rules/comments.ts";
import { madeFrom } from "./rules/pages.ts";

for (const { path, is, should } of madeFrom(statedIn(ruleSources()))) {
  if (is === should) continue;
  writeFileSync(join(root, path), should);
  console.log(`renewed: ${path}`);
}
