/**
 * The laws have one list: the comments of src/proof/checker, the table and docs/laws.md name the same laws in the same words; and each of them
 * is a theorem of coq/, and no theorem there is of no law.
 *
 * To bring docs/laws.md up to date with the table: npx vitest run test/proof/checker/terms/laws -u
 */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { theorems } from "../../../../../tools/coq/theorems.ts";
import { page } from "./page.ts";
import { chapters, laws } from "./table.ts";

const root = resolve(import.meta.dirname, "../../../../..");
const read = (path: string): string => readFileSync(resolve(root, path), "utf8");

/** The text of all comments, line by line. */
const comments = [
  ...["table", "sums", "products", "comparisons", "bits", "divisions", "heaps"].map((concept) => `terms/${concept}.ts`),
  ...["path", "derive"].map((concept) => `paths/${concept}.ts`),
].flatMap((file) =>
  read(`src/proof/checker/${file}`)
    .split("\n")
    .flatMap((line) => /^\s*(?:\/\/|\/?\*\*?)\s?(.*?)(?:\*\/)?$/.exec(line)?.[1] ?? []),
);

/** The laws that comments state: the name, two spaces or so, the statement, and two spaces before a condition. */
const stated = comments.flatMap((comment) => {
  const match = /^([a-z]+_[a-z]+) +(.+?)(?: {2,}when (.+))?$/.exec(comment);
  return match === null ? [] : [{ name: match[1]!, statement: match[2]!, condition: match[3] }];
});

describe("the laws of terms", () => {
  it("are stated in comments where they are used, as the table states them", () => {
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    const table = laws.map(({ name, statement, condition }) => ({ name, statement, condition }));
    expect(stated.toSorted(byName)).toStrictEqual(table.toSorted(byName));
  });

  it("are the only names with an underscore in comments", () => {
    const mentioned = new Set(comments.flatMap((comment) => comment.match(/\b[a-z]+_[a-z_]+\b/g) ?? []));
    expect([...mentioned].sort()).toStrictEqual(laws.map(({ name }) => name).sort());
  });

  it("have names of their own", () => {
    expect(new Set(laws.map(({ name }) => name)).size).toBe(laws.length);
  });

  it("are the theorems of coq/Laws*.v", () => {
    const proved = theorems("Laws").map(({ name }) => name);
    expect(proved.toSorted()).toStrictEqual(laws.map(({ name }) => name).sort());
  });

  it("are listed in docs/laws.md", async () => {
    const text = read("docs/laws.md");
    const start = text.indexOf(`## ${chapters[0]!.title}`);
    expect(start).toBeGreaterThan(0);
    await expect(text.slice(0, start) + page(chapters)).toMatchFileSnapshot(resolve(root, "docs/laws.md"));
  });
});
