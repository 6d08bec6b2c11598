/**
 * The changes that docs/extending.md describes still apply. `npm run changes` makes them, checks their types, and tries what the page
 * says to try.
 */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "docs/extending");

describe("docs/extending", () => {
  it.each(readdirSync(folder))("%s applies", (patch) => {
    const done = spawnSync("git", ["apply", "--check", "--recount", join(folder, patch)], { cwd: root });
    expect(done.stderr.toString()).toBe("");
    expect(done.status).toBe(0);
  });
});
