/**
 * The README and the tutorial, walked through on the sources; `npm run smoke` does the same with the package as it is installed.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap, readme, stolenKey, tutorial, walk } from "../../tools/walk-through.ts";

const root = join(import.meta.dirname, "../..");

const hasQemu = spawnSync("qemu-riscv32", ["--version"]).status === 0;

describe("pages that are followed", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "etalon-tutorial-"));
    mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
    symlinkSync(root, join(folder, "node_modules/etalon"));
    symlinkSync(join(root, "bin/etalon.js"), join(folder, "node_modules/.bin/etalon"));
    // What npx does here, without its own start of half a second for each command; `npm run smoke` has the real one.
    const npx = '#!/bin/sh\ncommand=$1; shift; exec "$(dirname "$0")/$command" "$@"\n';
    writeFileSync(join(folder, "node_modules/.bin/npx"), npx, { mode: 0o755 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // What `check` prints has a line for the witness.
  it.skipIf(!hasQemu)("README.md does what it shows", () => {
    expect(walk(readme, folder, process.execPath)).toBe(8);
  });

  it("docs/tutorial.md does what it shows", () => {
    expect(walk(tutorial, folder, process.execPath)).toBe(8);
  });

  it("docs/stolen-key.md does what it shows", () => {
    expect(walk(stolenKey, folder, process.execPath)).toBe(14);
  });

  it.skipIf(!hasQemu)("docs/bootstrap.md does what it shows", () => {
    expect(walk(bootstrap, folder, process.execPath)).toBe(10);
  });

  it("is noticed when it shows something else", () => {
    const changed = join(folder, "changed.md");
    const page = readFileSync(tutorial, "utf8");
    const first = page.slice(0, page.indexOf("## Compile it"));
    writeFileSync(changed, first.replace("```text\nb\n", "```text\na\n"));
    expect(() => walk(changed, folder, process.execPath)).toThrow('shows "a"');
    writeFileSync(
      changed,
      first.replace("printf 'ab' | npx", "false | npx").replace("max.ell\n```\n\n```text", "none.ell\n```\n\n```text"),
    );
    expect(() => walk(changed, folder, process.execPath)).toThrow("exits 3, not 0");
  });
});
