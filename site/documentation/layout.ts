/**
 * What stands around the body of each page: the head with its policy, the bar, the list of all pages, the contents of this one.
 * It works without scripts, but for search and the choice of a theme.
 */

import { escaped } from "./highlight.ts";
import { between } from "./links.ts";
import type { Rendered } from "./markdown.ts";
import type { Part, PlannedPage } from "./pages.ts";

/** Where the scripts and styles of the pages are, from the root of the site. */
export interface Assets {
  readonly script: string;
  readonly styles: readonly string[];
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Where the playground is, from the root of the site. */
export const playground = "playground/index.html";

const logo = `<svg viewBox="0 0 24 16" aria-hidden="true"><path d="M1 3h22v10H1zM5 3v5M9 3v3M13 3v5M17 3v3M21 3v5" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>`;

/** The list of all pages, as seen from one of them. */
function list(parts: readonly Part[], here: PlannedPage): string {
  return parts
    .map(({ title, pages }) => {
      const items = pages.map(({ out, name }) => {
        const current = out === here.out ? ' aria-current="page"' : "";
        return `<li><a href="${between(here.out, out)}"${current}>${escaped(name)}</a></li>`;
      });
      const folds = title === "Decisions" || title === "The library";
      const holds = pages.some(({ out }) => out === here.out);
      const links = `<ul>${items.join("")}</ul>`;
      if (!folds) return `<h2>${escaped(title)}</h2>${links}`;
      return `<details${holds ? " open" : ""}><summary>${escaped(title)}</summary>${links}</details>`;
    })
    .join("\n");
}

/** The headings of this page. */
function contents({ headings }: Rendered): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 2) return "";
  const items = shown.map(({ level, text, id }) => `<li class="l${level}"><a href="#${id}">${escaped(text)}</a></li>`);
  return `<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>${items.join("")}</ul></nav>`;
}

/** The pages before and after this one. */
function neighbours(parts: readonly Part[], here: PlannedPage): string {
  const all = parts.flatMap(({ pages }) => pages);
  const at = all.findIndex(({ out }) => out === here.out);
  const link = (page: PlannedPage | undefined, words: string, rel: string): string =>
    page === undefined
      ? "<span></span>"
      : `<a rel="${rel}" href="${between(here.out, page.out)}"><small>${words}</small> ${escaped(page.name)}</a>`;
  return `<nav class="neighbours" aria-label="Before and after">${link(all[at - 1], "Before", "prev")}${link(all[at + 1], "Next", "next")}</nav>`;
}

/** The whole page. */
export function layout(page: PlannedPage, rendered: Rendered, parts: readonly Part[], assets: Assets): string {
  const to = (file: string): string => between(page.out, file);
  const up = "../".repeat(page.out.split("/").length - 1) || "./";
  const title = page.out === "index.html" ? "Etalon" : `${rendered.title} · Etalon`;
  return `<!doctype html>
<html lang="en" data-theme="light" data-root="${up}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<title>${escaped(title)}</title>
<link rel="icon" href="data:," />
<script src="${to("theme.js")}"></script>
${assets.styles.map((file) => `<link rel="stylesheet" href="${to(file)}" />`).join("\n")}
<script type="module" src="${to(assets.script)}"></script>
</head>
<body>
<a class="skip" href="#text">To the text</a>
<header class="bar">
<button type="button" class="btn q menu" popovertarget="pages">☰ <span class="vh">All pages</span></button>
<a class="brand" href="${to("index.html")}">${logo} Etalon</a>
<a class="btn q" href="${to(playground)}">Playground</a>
<span class="grow"></span>
<button type="button" class="btn" id="search">Search <kbd>/</kbd></button>
<button type="button" class="btn q" id="theme" aria-label="Light or dark">◐</button>
</header>
<div class="page">
<nav class="pages" id="pages" aria-label="Documentation" popover>
${list(parts, page)}
</nav>
<main id="text" tabindex="-1">
<article>
${rendered.html}
</article>
${neighbours(parts, page)}
</main>
${contents(rendered)}
</div>
<dialog id="finder" aria-label="Search">
<form method="dialog">
<input type="text" inputmode="search" id="words" aria-label="Words to search for" placeholder="A word, a rule, a name of the library" autocomplete="off" spellcheck="false" />
<button class="btn" value="close">Close</button>
</form>
<p class="said" role="status"></p>
<ol></ol>
</dialog>
</body>
</html>
`;
}
