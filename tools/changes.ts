/**
 * `npm run changes`: makes the changes that docs/extending.md describes, each in a copy of the sources, checks the types
 * there, and walks through what the page says to try.
 */

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { walkText } from "./walk-through.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/extending.md");

/** What a copy needs so that the command runs in it. */
const copied = [
  "src",
  "bin",
  "coq/extracted",
  "docs/ell.md",
  "package.json",
  "package-lock.json",
  "tsconfig.base.json",
];
const types = {
  extends: "./tsconfig.base.json",
  compilerOptions: { noEmit: true, types: ["node"] },
  include: ["src"],
};

for (const section of readFileSync(page, "utf8").split(/^## /m).slice(1)) {
  const title = section.slice(0, section.indexOf("\n"));
  const patch = /\[The change\]\((extending\/\w+\.patch)\)/.exec(section)?.[1];
  if (patch === undefined) throw new Error(`${page}: no change under “${title}”`);
  const folder = mkdtempSync(join(tmpdir(), "etalon-change-"));
  try {
    mkdirSync(join(folder, "docs"));
    for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const run = (program: string, ...words: string[]): void => {
      execFileSync(program, words, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    };
    run("git", "init", "--quiet");
    run("git", "apply", "--recount", join(root, "docs", patch));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(types));
    run(join(folder, "node_modules/.bin/tsc"), "-p", "tsconfig.json");
    const commands = walkText(section, page, folder, process.execPath);
    console.log(`${title}: the change applies, its types are right, ${commands} commands do what is shown`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
