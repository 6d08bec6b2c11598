/**
 * What a first visit of the playground loads until it has its verdicts and has drawn what it shows, for a test that holds its size and a
 * benchmark that states it.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import type { Served } from "./browser.ts";

/** A file that was loaded, and its size when it is compressed. */
export interface Loaded {
  readonly path: string;
  readonly bytes: number;
}

/** Both verdicts are there: after an edit there is only one chip, that nothing is checked. */
export async function settled(page: Page): Promise<void> {
  await page.locator(".chips .chip").nth(1).waitFor({ timeout: 120_000 });
}

/** All that a first visit loads. */
export async function firstVisit(site: Served): Promise<readonly Loaded[]> {
  const { page } = await site.open();
  await settled(page);
  await page.locator(".drawn").first().waitFor();
  const list = "performance.getEntriesByType('resource').map(({ name }) => name)";
  const workers = page.workers();
  const urls = new Set([page.url(), ...workers.map((one) => one.url()), ...(await page.evaluate<string[]>(list))]);
  for (const one of workers) for (const url of await one.evaluate<string[]>(list)) urls.add(url);
  const folder = join(import.meta.dirname, "../../site/dist");
  return [...urls]
    .filter((url) => url.startsWith(site.url))
    .map((url) => {
      const path = new URL(url).pathname.replace(/^\/dist\//, "");
      return { path, bytes: gzipSync(readFileSync(join(folder, path))).length };
    });
}

/** The bytes of some files together. */
export function sizeOf(files: readonly Loaded[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
