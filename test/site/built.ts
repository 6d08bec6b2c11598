/**
 * The site, built once for all test files that look at it: whoever comes first builds, others wait. A stamp over all that
 * it is built from says whether what is there is of these sources.
 */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { buildSite } from "../../tools/site.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "site/dist");
const stamp = join(folder, ".sources");
const lock = join(root, "site/.building");

const inputs = ["src", "site", "docs", "examples", "test/proof/checker", "tools/site", "tools/site.ts"];
const besides = ["site/dist", "site/.building", "docs/api"];
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return besides.some((one) => inner === join(root, one)) ? [] : filesOf(inner);
  });
}

function sources(): string {
  const hash = createHash("sha256");
  for (const file of [...inputs, ...pages, "package-lock.json"].flatMap((path) => filesOf(join(root, path))).sort())
    hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

/** Make sure that `site/dist` and `dist/playground.html` are of these sources. */
export async function built(): Promise<void> {
  const wanted = sources();
  const isBuilt = (): boolean =>
    existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && existsSync(join(root, "dist/playground.html"));
  while (!isBuilt()) {
    try {
      mkdirSync(lock);
    } catch {
      // Whoever holds it may have been killed.
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 60_000) rmdirSync(lock);
      await setTimeout(200);
      continue;
    }
    try {
      await buildSite(false);
      writeFileSync(stamp, wanted);
    } finally {
      rmdirSync(lock);
    }
  }
}
