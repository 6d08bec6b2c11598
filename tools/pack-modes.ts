/**
 * Gives every file of the package the mode that it has everywhere: 755 for the command, 644 for the rest.
 *
 * `npm pack` sets owners and times to fixed values, but keeps the modes, and they depend on the umask of the user who
 * cloned and built. Runs in `prepack`, after the build.
 */

import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const { bin, files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
};
const commands = new Set(Object.values(bin));

/** What npm packs without being asked. */
const always = readdirSync(root).filter((name) => /^(package\.json|readme|licen[cs]e)/i.test(name));

for (const name of [...files, ...always]) {
  // An entry that begins with `!` leaves something out; one with a star is taken to its folder.
  if (name.startsWith("!")) continue;
  const path = name.replace(/\/?\*.*$/, "");
  const entries = statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path), { recursive: true, encoding: "utf8" }).map((entry) => join(path, entry))
    : [path];
  for (const entry of entries) {
    if (statSync(join(root, entry)).isFile()) chmodSync(join(root, entry), commands.has(entry) ? 0o755 : 0o644);
  }
}
