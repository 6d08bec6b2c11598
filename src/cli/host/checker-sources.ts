/**
 * The checker's digest, from its sources: a name for exactly the code that decides whether a binary is certified.
 *
 * SHA-256 over sorted lines. One line for each module that the door `etalon/certify` loads, with its path and the SHA-256 of
 * its bytes; one for each package they load, with version and integrity from the lock file. Types are erased before
 * anything is loaded, so a file of which only types are imported is not in it. docs/release.md says the same for a reader.
 */

import { readFileSync } from "node:fs";
import { sha256 } from "../view/facts.ts";

/** The door of the trusted process, from the root of the package. */
const checkerDoor = "src/certify/index.ts";

/** What the digest is of. */
export interface CheckerSources {
  readonly digest: string;
  /** Paths from the root, sorted. */
  readonly modules: readonly string[];
  /** Names of packages, sorted. */
  readonly packages: readonly string[];
}

/** An import or re-export that is still there when the types are erased. */
const imports = /^(?:import|export)\s+(?!type\b)(?:[^"';]*?\bfrom\s+)?"([^"]+)"/gm;

/** The checker in a folder with `src` and `package-lock.json`. */
export function checkerSources(root: URL): CheckerSources {
  const modules = new Map<string, string>();
  const named = new Set<string>();
  const queue = [checkerDoor];
  for (const path of queue) {
    if (modules.has(path)) continue;
    const bytes = readFileSync(new URL(path, root));
    modules.set(path, sha256(bytes));
    for (const [, target] of bytes.toString("utf8").matchAll(imports)) {
      if (target!.startsWith(".")) queue.push(new URL(target!, `file:///${path}`).pathname.slice(1));
      else named.add(packageOf(target!));
    }
  }
  const locked = packagesOf(named, root);
  const lines = [...[...modules].map(([path, hash]) => `${path} ${hash}`), ...locked.values()].sort(byCodeUnits);
  return {
    digest: sha256(Buffer.from(lines.map((line) => `${line}\n`).join(""))),
    modules: [...modules.keys()].sort(byCodeUnits),
    packages: [...locked.keys()].sort(byCodeUnits),
  };
}

/** The package of an import: `@a/b/c.js` → `@a/b`. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

interface Locked {
  readonly version: string;
  readonly integrity: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The named packages and all that they depend on, each with its line. */
function packagesOf(named: ReadonlySet<string>, root: URL): ReadonlyMap<string, string> {
  const { packages } = JSON.parse(readFileSync(new URL("package-lock.json", root), "utf8")) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const lines = new Map<string, string>();
  const queue = [...named];
  for (const name of queue) {
    if (lines.has(name)) continue;
    const locked = packages[`node_modules/${name}`];
    if (locked === undefined) throw new Error(`package-lock.json has no package ${name}, which the checker imports`);
    lines.set(name, `${name}@${locked.version} ${locked.integrity}`);
    queue.push(...Object.keys(locked.dependencies ?? {}));
  }
  return lines;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
