/**
 * Pictures. What we draw is SVG, for both themes: in the repository a file with its own colours, on the site a part of the
 * page, where its colours are the tokens. What a browser showed (tools/screenshots.ts) is a PNG file, published beside the page.
 */

import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { escaped } from "./highlight.ts";
import { between, published } from "./links.ts";
import { type PlannedPage, root } from "./pages.ts";

/** A picture, as a part of the page. */
export function picture(page: PlannedPage, source: string, words: string): string {
  const path = normalize(join(dirname(page.source), source));
  if (path.endsWith(".png")) {
    const address = between(page.out, published(path));
    return `<a class="picture" href="${address}"><img src="${address}" alt="${escaped(words)}" loading="lazy" /></a>`;
  }
  if (!path.endsWith(".svg")) throw new Error(`${source} is neither SVG nor PNG`);
  const drawn = readFileSync(join(root, path), "utf8")
    .replace(/<style>[\s\S]*?<\/style>\s*|<title>.*?<\/title>\s*/g, "")
    .replace(/\n\s*/g, "\n");
  const named = drawn.replace("<svg ", `<svg role="img" aria-label="${escaped(words)}" `);
  return `<span class="picture" tabindex="0">${named}</span>`;
}
