/** What the command imports before it knows its verb: little, so that it starts at once (`npm run bench -- command`). And what `exec` does not. */

import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";
import { loadedBy } from "../../tools/trusted/loaded.ts";
import { etalonProcess, folder, root } from "./command.ts";

/** The files of ours that a file imports, and those that they import; types and what is imported later left out. */
function closureOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, names, path] of readFileSync(file, "utf8").matchAll(/^(?:import|export) ([^"]*)from "(\.[^"]+)";/gm)) {
    if (names?.startsWith("type ") !== true) closureOf(join(dirname(file), path!), seen);
  }
  return seen;
}

it("imports no room but core, by its door", () => {
  const rooms = [...closureOf(join(root, "src/cli/main.ts"))].map((file) => dirname(relative(join(root, "src"), file)));
  expect(rooms.length).toBeGreaterThan(7);
  expect([...new Set(rooms)].toSorted()).toStrictEqual([".", "cli", "cli/host", "cli/view", "core"]);
});

it("runs a file without parser, checker and compiler", () => {
  const source = folder()("small.ell", "fn main(): int { return 0; }\n");
  expect(etalonProcess(["compile", source]).exit).toBe(0);
  const seen = loadedBy(["bin/etalon.js", "exec", source.replace(".ell", ".elf")]);
  expect([seen.exit, seen.error]).toStrictEqual([0, ""]);
  const foreign =
    /chevrotain|^src\/(lang|proof|trust|testing|calibrate|compiler\/(?!origins|passes\/assembly-to-image\/origins-note))/;
  expect(seen.modules.filter((path) => foreign.test(path))).toStrictEqual([]);
  expect(seen.modules.length).toBeLessThan(150);
});
