/**
 * What a process really loads: run one, and list its modules as paths from the root of the package. Node's own modules are
 * left out.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = join(import.meta.dirname, "../..");

/** How a process ended, and what it loaded. */
export interface Loaded {
  readonly exit: number | null;
  readonly out: string;
  readonly error: string;
  /** Sorted, with `/` between folders. */
  readonly modules: readonly string[];
}

/** Run Node with these words, and see what it loads. */
export function loadedBy(words: readonly string[]): Loaded {
  const folder = mkdtempSync(join(tmpdir(), "etalon-loaded-"));
  const record = join(folder, "loaded");
  try {
    const recorder = pathToFileURL(join(import.meta.dirname, "record.js")).href;
    const done = spawnSync(process.execPath, ["--conditions=etalon-source", "--import", recorder, ...words], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "", ETALON_LOADED: record },
    });
    const urls = readFileSync(record, "utf8").split("\n");
    const modules = urls
      .filter((url) => url.startsWith("file:"))
      .map((url) => relative(root, fileURLToPath(url)).replaceAll("\\", "/"));
    return { exit: done.status, out: done.stdout, error: done.stderr, modules: modules.sort() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
