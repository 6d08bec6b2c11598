/**
 * Where a link of a Markdown page leads on the site: to another page, to a file that is published with it, to the
 * playground, or to the repository. A link that leads nowhere stops the build.
 */

import { existsSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { type PlannedPage, root } from "./pages.ts";

/** Where the sources can be read; only a reader who follows such a link leaves the site. */
const repository = "https://github.com/etalon-lang/etalon/blob/main/";

/** Files that are published as they stand. */
const isPublished = (path: string): boolean => /\.(?:schema\.json|patch|ld|png)$/.test(path);

const outside = /^[a-z][a-z+.-]*:/i;

/** The way from one file of the site to another. */
export const between = (from: string, to: string): string => relative(dirname(from), to).replaceAll("\\", "/") || ".";

/** The address for a link of `page`, and the file that must then be published. Throws where there is nothing. */
export function follow(page: PlannedPage, link: string, all: ReadonlyMap<string, PlannedPage>): string {
  if (outside.test(link) || link.startsWith("#")) return link;
  const [path = "", fragment] = link.split("#");
  // A link that begins with `/` begins at the root of the repository.
  const from = path.startsWith("/") ? "." : dirname(page.source);
  const target = normalize(join(from, decodeURIComponent(path))).replace(/\/$/, "");
  const end = fragment === undefined ? "" : `#${fragment}`;
  const found = all.get(target) ?? all.get(`${target}/README.md`);
  if (found !== undefined) return between(page.out, found.out) + end;
  if (!existsSync(join(root, target))) throw new Error(`${page.source}: a link leads nowhere: ${link}`);
  if (isPublished(target)) return between(page.out, published(target)) + end;
  return repository + target + end;
}

/** Where a published file stands on the site. */
export const published = (path: string): string => path.replace(/^docs\//, "");
