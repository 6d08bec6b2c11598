/**
 * Builds the site, with the documentation beside the playground; and the playground once more, as one HTML file that needs no server.
 *
 *     node tools/site.ts             all of it: the site in site/dist, and the one file where `etalon view` looks for it
 *     node tools/site.ts --view      only the one file, which is in the package
 *
 * The page of the site fetches the one file (`offline.html`) to write its present state into it, as `etalon view` does.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { offlinePage } from "./site/offline-page.ts";

// Whoever builds it, also a test, builds what visitors get.
process.env["NODE_ENV"] = "production";

const root = join(import.meta.dirname, "..");
const site = join(root, "site");

/** Build the site into `site/dist`, and the one file. The library's pages are those that `npm run docs` made, if they are wanted. */
export async function buildSite(library: boolean): Promise<void> {
  const folder = join(site, "dist");
  await build({ root: site, logLevel: "warn", build: { outDir: folder } });
  writeFileSync(join(folder, "playground/offline.html"), await buildView());
  const documentation = ["--import", join(site, "documentation/names.ts"), join(site, "documentation/build.ts")];
  execFileSync(process.execPath, [...documentation, ...(library ? ["--library"] : [])], { stdio: "inherit" });
}

/** Build the one file, `dist/playground.html`. */
async function buildView(): Promise<string> {
  const page = await offlinePage(site);
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(join(root, "dist/playground.html"), page);
  return page;
}

if (import.meta.main) await (process.argv.includes("--view") ? buildView() : buildSite(true));
