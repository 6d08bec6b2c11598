/**
 * Pictures are drawn by us as SVG, for both themes: in the repository a file with its own colours, on the site a part of the
 * page, where its colours are the tokens.
 */

import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { escaped } from "./highlight.ts";
import { type PlannedPage, root } from "./pages.ts";

/** A picture, as a part of the page. */
export function picture(page: PlannedPage, source: string, words: string): string {
  const path = normalize(join(dirname(page.source), source));
  if (!path.endsWith(".svg")) throw new Error(`${source} is no SVG`);
  const drawn = readFileSync(join(root, path), "utf8")
    .replace(/<style>[\s\S]*?<\/style>\s*|<title>.*?<\/title>\s*/g, "")
    .replace(/\n\s*/g, "\n");
  const named = drawn.replace("<svg ", `<svg role="img" aria-label="${escaped(words)}" `);
  return `<span class="picture" tabindex="0">${named}</span>`;
}
