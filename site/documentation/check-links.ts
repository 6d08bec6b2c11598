/**
 * Are there dead links on the site? Every address in every page must lead to a file of the site, and its fragment to an
 * element; addresses of other origins are not asked.
 */

import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const attributes = /\s(?:href|src)="([^"]*)"/g;
const names = /\s(?:id|name)="([^"]*)"/g;
const outside = /^(?:[a-z][a-z+.-]*:|\/\/)/i;

/** What has its own meaning behind the `#`: the state of the playground. */
const isState = (fragment: string): boolean => /^(?:1|rule)=/.test(fragment);

/** Every link that leads nowhere, as a sentence. */
export function deadLinks(site: string): string[] {
  const pages = globSync("**/*.html", { cwd: site }).sort();
  const known = new Map<string, ReadonlySet<string>>();
  const namesIn = (page: string): ReadonlySet<string> => {
    let found = known.get(page);
    if (found === undefined) {
      found = new Set([...readFileSync(join(site, page), "utf8").matchAll(names)].map(([, name]) => name!));
      known.set(page, found);
    }
    return found;
  };
  const dead: string[] = [];
  for (const page of pages) {
    const text = readFileSync(join(site, page), "utf8");
    for (const [, written] of text.matchAll(attributes)) {
      const link = written!.replaceAll("&amp;", "&");
      if (outside.test(link)) continue;
      const [path = "", fragment] = link.split("#");
      const target = path === "" ? page : normalize(join(dirname(page), decodeURIComponent(path)));
      const file = join(site, target);
      if (target.startsWith("..") || !existsSync(file) || !statSync(file).isFile()) {
        dead.push(`${page}: there is no ${link}`);
      } else if (fragment !== undefined && fragment !== "" && target.endsWith(".html") && !isState(fragment)) {
        if (!namesIn(target).has(decodeURIComponent(fragment))) dead.push(`${page}: there is no place ${link}`);
      }
    }
  }
  return dead;
}
