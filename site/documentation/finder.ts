/**
 * The index of the search: every passage of every page, made when the site is built and loaded when a reader first searches.
 */

import MiniSearch from "minisearch";
import { finderOptions } from "../src/reading/finder-options.ts";
import type { Rendered } from "./markdown.ts";
import type { PlannedPage } from "./pages.ts";

/** The index, as JSON. */
export function indexOf(pages: readonly { readonly page: PlannedPage; readonly rendered: Rendered }[]): string {
  const index = new MiniSearch(finderOptions);
  for (const { page, rendered } of pages) {
    for (const { heading, text } of rendered.passages) {
      const href = heading.level === 1 ? page.out : `${page.out}#${heading.id}`;
      const begin = text.trim().replace(/\s+/g, " ");
      index.add({ id: href, title: heading.text, page: page.name, text: begin, begin: begin.slice(0, 160) });
    }
  }
  return JSON.stringify(index);
}
