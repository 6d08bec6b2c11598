/**
 * Builds the playground, twice from the same sources: as files for a web server, and as one HTML file that needs none.
 *
 *     node tools/site.ts             all of it: the site in site/dist, and the one file where `etalon view` looks for it
 *     node tools/site.ts --view      only the one file, which is in the package
 *
 * The page of the site fetches the one file (`offline.html`) to write its present state into it, as `etalon view` does.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { offlinePage } from "./site/offline-page.ts";

const root = join(import.meta.dirname, "..");
const site = join(root, "site");

/** Build the site into `site/dist`, and the one file. */
export async function buildSite(): Promise<void> {
  const folder = join(site, "dist");
  await build({ root: site, logLevel: "warn", build: { outDir: folder } });
  writeFileSync(join(folder, "offline.html"), await buildView());
}

/** Build the one file, `dist/playground.html`. */
async function buildView(): Promise<string> {
  const page = await offlinePage(site);
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(join(root, "dist/playground.html"), page);
  return page;
}

if (import.meta.main) await (process.argv.includes("--view") ? buildView() : buildSite());
