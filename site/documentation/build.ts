/**
 * Makes the documentation: all pages, the index of the search, and the files that are published with them, beside the
 * playground. `npm run site` calls it after Vite; a link that leads nowhere makes it fail.
 */

import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { linkOf } from "../src/state/link.ts";
import { attacksIn } from "./attacks.ts";
import { deadLinks } from "./check-links.ts";
import { indexOf } from "./finder.ts";
import { insertion } from "./insertions.ts";
import { type Assets, layout, playground } from "./layout.ts";
import { between, follow, published } from "./links.ts";
import { type Rendered, render } from "./markdown.ts";
import { type PlannedPage, parts, root } from "./pages.ts";
import { picture } from "./pictures.ts";
import { stateOf } from "./playground-states.ts";
import { type Opener, rulesInCode, rulesInTable } from "./rules.ts";

/** The scripts and styles that Vite made for the pages. */
function assetsIn(site: string): Assets {
  const manifest = JSON.parse(readFileSync(join(site, ".vite/manifest.json"), "utf8")) as Record<
    string,
    { readonly file: string; readonly css?: readonly string[]; readonly imports?: readonly string[] }
  >;
  const entry = manifest["src/reading/main.ts"];
  if (entry === undefined) throw new Error("Vite made no script for the documentation");
  const styles = [entry, ...(entry.imports ?? []).map((name) => manifest[name]!)].flatMap(({ css }) => css ?? []);
  return { script: entry.file, styles };
}

/** The playground with something behind its address, as seen from a page. */
const opener =
  (page: PlannedPage): Opener =>
  (hash) =>
    between(page.out, playground) + hash;

/** Make the documentation in the folder `site`, where Vite has put the playground; with the pages of the library, or without. */
function build(site: string, library: boolean): number {
  const assets = assetsIn(site);
  const all = parts(library);
  const pages = all.flatMap((part) => part.pages);
  const bySource = new Map(pages.map((page) => [page.source, page]));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(site, file)), { recursive: true });
    writeFileSync(join(site, file), text);
  };

  const made = pages.map((page): { page: PlannedPage; rendered: Rendered } => {
    const text = readFileSync(join(root, page.source), "utf8");
    try {
      const rendered = render(text, {
        follow(href, title) {
          const found = follow(page, href, bySource);
          const state = title?.startsWith("open: ") === true ? title.slice("open: ".length) : undefined;
          return state === undefined ? found : between(page.out, playground) + linkOf(stateOf(state));
        },
        picture: (source, words) => picture(page, source, words),
        insert: insertion,
        code: (content) => rulesInCode(content, opener(page)),
        cell: (head, first, text) =>
          attacksIn(head, first, text, (state) => between(page.out, playground) + linkOf(state)),
        table: (rows) => rulesInTable(rows, opener(page)),
      });
      return { page, rendered };
    } catch (error) {
      throw new Error(`${page.source}: ${String(error)}`, { cause: error });
    }
  });
  for (const { page, rendered } of made) write(page.out, layout(page, rendered, all, assets));
  write("search.json", indexOf(made));
  for (const path of globSync("docs/**/*.{schema.json,patch,ld,png}", { cwd: root })) {
    mkdirSync(dirname(join(site, published(path))), { recursive: true });
    cpSync(join(root, path), join(site, published(path)));
  }
  return made.length;
}

if (import.meta.main) {
  const site = join(root, "site/dist");
  const count = build(site, process.argv.includes("--library"));
  const dead = deadLinks(site);
  for (const link of dead) console.error(link);
  if (dead.length > 0) process.exitCode = 1;
  console.log(`${count} pages of documentation; ${dead.length} links that lead nowhere`);
}
