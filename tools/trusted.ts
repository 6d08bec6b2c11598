/**
 * `npm run trusted`: counts what must be trusted, from the modules that are really loaded, and prints the tables. With
 * `--update` it also renews the pages that state it, docs/benchmarks.md and docs/coq.md; without it, it fails while they and the count differ.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "./trusted/loaded.ts";
import { pages } from "./trusted/page.ts";

const folder = mkdtempSync(join(tmpdir(), "etalon-trusted-"));
try {
  const source = join(folder, "small.ell");
  writeFileSync(source, "fn main(): int { return 0; }\n");
  execFileSync(process.execPath, [join(root, "bin/etalon.js"), "compile", source], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (const { path, is, should, table } of pages(source)) {
    console.log(table);
    if (process.argv.includes("--update")) writeFileSync(path, should);
    else if (is !== should) {
      console.error(`${relative(root, path)} says something else. To renew it: npm run trusted -- --update`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
