/**
 * Tries the package as a user gets it: packed, installed in an empty folder, every door opened and the command run.
 *
 * On Linux it is tried on the oldest Node that the manifest promises (22), elsewhere on the one that runs this file.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const npm = (folder: string, ...words: string[]): string =>
  execFileSync("npm", words, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });

const root = join(import.meta.dirname, "..");
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, unknown>;
};
const doors = Object.keys(exports)
  .filter((door) => !door.endsWith(".json"))
  .map((door) => `etalon${door.slice(1)}`);

const folder = mkdtempSync(join(tmpdir(), "etalon-smoke-"));
try {
  const [packed] = JSON.parse(npm(root, "pack", "--json", "--pack-destination", folder)) as [
    { readonly filename: string },
  ];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "smoke", private: true, type: "module" }));
  const oldest = process.platform === "linux" ? [`node-linux-${process.arch}@22`] : [];
  npm(folder, "install", "--no-audit", "--no-fund", `./${packed.filename}`, ...oldest);
  const node = oldest.length > 0 ? join(folder, "node_modules/.bin/node") : process.execPath;
  const environment = { ...process.env };
  delete environment["NODE_OPTIONS"];
  const run = (...words: string[]): string =>
    execFileSync(node, words, { cwd: folder, encoding: "utf8", env: environment, input: "" }).trim();

  const version = run("--version");
  for (const door of doors) {
    const names = run("--input-type=module", "-e", `console.log(Object.keys(await import("${door}")).length)`);
    console.log(`Node ${version}: import "${door}": ${names} names`);
  }
  writeFileSync(join(folder, "hi.ell"), "fn main(): int { write(104); write(105); return 0; }\n");
  const said = run("node_modules/etalon/bin/etalon.js", "run", "hi.ell");
  if (said !== "hi") throw new Error(`etalon run hi.ell wrote ${JSON.stringify(said)}`);
  console.log(`Node ${version}: etalon run: as expected`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
