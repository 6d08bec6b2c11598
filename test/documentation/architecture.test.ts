/**
 * docs/architecture.md names every folder of the sources, and CONTRIBUTING.md says what to read first, and how much that is.
 */

import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeLines } from "../../tools/trusted/count.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** What stands in backquotes. */
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

/** The rows of the first table in a section, as cells. */
function rows(page: string, section: string): string[][] {
  const [, text] = page.split(`\n## ${section}\n`);
  const lines = text!.split("\n## ")[0]!.split("\n");
  const first = lines.findIndex((line) => line.startsWith("|---"));
  const after = lines.slice(first + 1);
  const end = after.findIndex((line) => !line.startsWith("|"));
  return after.slice(0, end < 0 ? undefined : end).map((line) => line.split("|").slice(1, -1));
}

describe("docs/architecture.md", () => {
  const table = rows(read("docs/architecture.md"), "The rooms");
  const named = table.map(([folder]) => quoted(folder!)[0]!);

  it("names every folder of src, once, and no other", () => {
    const folders = new Set<string>();
    for (const file of globSync("src/**/*.ts", { cwd: root })) {
      for (let folder = dirname(file); folder !== "src"; folder = dirname(folder)) folders.add(folder);
    }
    const inSources = named.filter((folder) => folder.startsWith("src/"));
    expect(inSources.toSorted(), "the first table of docs/architecture.md").toStrictEqual([...folders].sort());
    for (const folder of named) expect(existsSync(join(root, folder)), folder).toBe(true);
  });

  it("names every other folder of the repository", () => {
    const ignored = read(".gitignore").split("\n");
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !ignored.includes(`${entry.name}/`))
      .map(({ name }) => name);
    expect([...named.filter((folder) => !folder.includes("/")), "src"].sort()).toStrictEqual(folders.sort());
  });

  it("names first files that exist", () => {
    for (const [folder, , start] of table) {
      for (const file of quoted(start!)) {
        const path = join(quoted(folder!)[0]!, file);
        expect(existsSync(join(root, path)), path).toBe(true);
      }
    }
  });
});

describe("CONTRIBUTING.md", () => {
  const page = read("CONTRIBUTING.md");

  it("tells how many lines of code there are in the files to read first", () => {
    const paths = rows(page, "What to read first").flatMap(([cell]) => quoted(cell!));
    const files = paths.flatMap((path) => (path.endsWith("/") ? globSync(`${path}**/*.ts`, { cwd: root }) : [path]));
    expect(new Set(files).size, "no file is listed twice").toBe(files.length);
    const lines = files.reduce((sum, file) => sum + codeLines(file), 0);
    const said = Number(/About ([\d,]+) lines of code/.exec(page)![1]!.replaceAll(",", ""));
    expect(lines, "lines of code in the listed files, which the page rounds").toBeGreaterThan(said * 0.9);
    expect(lines, "lines of code in the listed files, which the page rounds").toBeLessThan(said * 1.1);
  });
});
