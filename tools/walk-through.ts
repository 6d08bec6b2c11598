/**
 * Walks through a page as a reader does who follows it: its files are written, its commands are run in their order as they
 * stand, and what they print is compared with what the page shows.
 *
 *     ```ell max.ell      a file, by its name
 *     ```sh               commands; `# exit code 1` says how one ends, and `npm` is for the reader
 *     ```text             what the commands before it print; a line `…`, however far to the right, stands for any lines
 */

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** The first page that a reader sees. */
export const readme = join(import.meta.dirname, "../README.md");

/** The tutorial. */
export const tutorial = join(import.meta.dirname, "../docs/tutorial.md");

/** What becomes of a stolen key. */
export const stolenKey = join(import.meta.dirname, "../docs/stolen-key.md");

/** From bytes that a person can read. */
export const bootstrap = join(import.meta.dirname, "../docs/bootstrap.md");

const block = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** Walk through it in `folder`, where the package is installed; throws where something else comes out. */
export function walk(page: string, folder: string, node: string): number {
  return walkText(readFileSync(page, "utf8"), page, folder, node);
}

/** The same with a text, which is a part of `page`. */
export function walkText(whole: string, page: string, folder: string, node: string): number {
  const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
  environment["PATH"] = [dirname(node), join(folder, "node_modules/.bin"), environment["PATH"]].join(delimiter);
  let printed = "";
  let count = 0;
  for (const [, language, name, text] of whole.matchAll(block)) {
    if (name !== undefined) writeFileSync(join(folder, name), text!);
    else if (language === "text") compare(text!, printed, page);
    else if (language === "sh") {
      printed = "";
      for (const line of text!.split("\n").filter((one) => one !== "" && !one.startsWith("npm "))) {
        const done = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8", env: environment, input: "" });
        const wanted = Number(/# exit code (\d+)/.exec(line)?.[1] ?? 0);
        if (done.status !== wanted)
          throw new Error(`${page}: \`${line}\` exits ${done.status}, not ${wanted}:\n${done.stdout}${done.stderr}`);
        printed += done.stdout + done.stderr;
        count++;
      }
    }
  }
  return count;
}

/** A witness has the version that is installed. */
const ofAnyVersion = (text: string): string => text.replace(/qemu-riscv32 \d[\d.]*/g, "qemu-riscv32 …");

function compare(shown: string, printed: string, page: string): void {
  const lines = ofAnyVersion(printed.trimEnd()).split("\n");
  let at = 0;
  let skips = false;
  for (const line of ofAnyVersion(shown.trimEnd()).split("\n")) {
    if (line.trim() === "…") {
      skips = true;
      continue;
    }
    const found = skips ? lines.indexOf(line, at) : lines[at] === line ? at : -1;
    if (found < 0) throw new Error(`${page} shows ${JSON.stringify(line)}, and what is printed is\n${printed}`);
    at = found + 1;
    skips = false;
  }
  if (!skips && at < lines.length) throw new Error(`${page} does not show ${JSON.stringify(lines[at])}`);
}
