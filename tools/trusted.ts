/**
 * `npm run trusted`: counts what must be trusted, from the modules that are really loaded, and prints the table. With
 * `--update` it also renews the page that states it, docs/benchmarks.md; without it, it fails while page and count differ.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { figuresPage } from "../bench/renew.ts";
import { root } from "./trusted/loaded.ts";
import { pages } from "./trusted/page.ts";

const folder = mkdtempSync(join(tmpdir(), "etalon-trusted-"));
try {
  const source = join(folder, "small.ell");
  writeFileSync(source, "fn main(): int { return 0; }\n");
  execFileSync(process.execPath, [join(root, "bin/etalon.js"), "compile", source], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const { is, should, table } = pages(source);
  console.log(table);
  if (process.argv.includes("--update")) writeFileSync(figuresPage, should);
  else if (is !== should) {
    console.error("docs/benchmarks.md says something else. To renew it: npm run trusted -- --update");
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
