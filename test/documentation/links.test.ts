/**
 * No link of a Markdown page leads nowhere: not in the repository, where each page must read on its own, and not in the
 * README as it is packed. The links of the built site are looked at by `npm run site`.
 */

import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { deadLinks } from "../../site/documentation/check-links.ts";
import { render, type Surroundings } from "../../site/documentation/markdown.ts";
import { parts } from "../../site/documentation/pages.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const pages = globSync(["*.md", "docs/*.md", "docs/decisions/*.md", "examples/**/*.md", "src/**/*.md"], {
  cwd: root,
}).sort();

/** Surroundings that leave a page as it is. */
const nothing: Surroundings = {
  follow: (link) => link,
  picture: () => "",
  insert: () => "",
  code: () => undefined,
  table: () => undefined,
  cell: () => undefined,
};

/** The links of a page, pictures among them, and the names of its headings. */
function look(file: string): { readonly links: readonly string[]; readonly names: ReadonlySet<string> } {
  const links: string[] = [];
  const keep = (link: string): string => {
    links.push(link);
    return link;
  };
  const { headings } = render(read(file), { ...nothing, follow: keep, picture: keep });
  return { links, names: new Set(headings.map(({ id }) => id)) };
}

const seen = new Map(pages.map((file) => [file, look(file)]));
const inside = (link: string): boolean => !/^[a-z]+:/.test(link);
const targetOf = (file: string, link: string): string =>
  normalize(join(dirname(file), link.split("#")[0]!)).replace(/\/$/, "");

describe("the pages", () => {
  it.each(pages)("%s has no link that leads nowhere", (file) => {
    for (const link of seen.get(file)!.links.filter(inside)) {
      const [path = "", fragment] = link.split("#");
      const target = path === "" ? file : targetOf(file, link);
      expect(existsSync(join(root, target)), `${file}: ${link}`).toBe(true);
      if (fragment !== undefined && target.endsWith(".md"))
        expect([...(seen.get(target)?.names ?? [])], `${file}: ${link}`).toContain(fragment);
    }
  });

  it("are all on the site, but for the README, whose place the first page takes", () => {
    const planned = parts(false).flatMap((part) => part.pages.map(({ source }) => source));
    expect(planned.toSorted()).toEqual(pages.filter((file) => file !== "README.md"));
    const outs = parts(false).flatMap((part) => part.pages.map(({ out }) => out));
    expect(new Set(outs).size).toBe(outs.length);
  });

  it("become HTML that a strict policy lets through: no style, no script, no handler in it", () => {
    for (const file of pages) {
      const { html } = render(read(file), nothing);
      expect(html, file).not.toMatch(/<[^>]*\s(?:style|on\w+)=|<script|<style/i);
    }
  });
});

describe("the packed README", () => {
  it("leads to nothing that is not packed with it", () => {
    const [packed] = JSON.parse(
      execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, encoding: "utf8" }),
    ) as [{ files: { path: string }[] }];
    const files = packed.files.map(({ path }) => path);
    for (const link of seen.get("README.md")!.links.filter(inside)) {
      const target = targetOf("README.md", link);
      const found = files.some((path) => path === target || path.startsWith(`${target}/`));
      expect(found, link).toBe(true);
    }
  });
});

describe("the check of the built site", () => {
  it("finds files and places that are not there, and no others", () => {
    const site = mkdtempSync(join(tmpdir(), "etalon-links-"));
    try {
      mkdirSync(join(site, "a"));
      writeFileSync(join(site, "a/one.html"), '<a href="../two.html#here">x</a><a href="https://x.invalid/">x</a>');
      writeFileSync(
        join(site, "two.html"),
        '<p id="here"><a href="a/one.html">x</a><a href="#there">x</a><img src="a/none.svg"><a href="../up.html">x</a>',
      );
      expect(deadLinks(site)).toEqual([
        "two.html: there is no place #there",
        "two.html: there is no a/none.svg",
        "two.html: there is no ../up.html",
      ]);
    } finally {
      rmSync(site, { recursive: true, force: true });
    }
  });
});
