#!/usr/bin/env node
/**
 * The `etalon` command: looks at the version of Node before anything is imported, and starts what fits.
 *
 * The published package runs `dist`, which needs the Node that package.json promises. A clone runs `src`, so that there
 * is never a stale build. Running `src` needs a Node that strips types (22.18 or later); another one, from 20 on, hands
 * over to the Node that `npm ci` put into the clone (take-over.js).
 *
 * No static import, and only words that old versions of Node know: this file must be read before it can refuse.
 */

const needed = 22;
const major = Number.parseInt(process.versions.node, 10);

function refuse() {
  console.error(`etalon: Node ${needed} or later is needed, and this is Node ${process.versions.node}.`);
  process.exit(2);
}

/**
 * The next start takes half the time. In the user's own folder: Node's choice is one for temporary files, in which others
 * may plant what we would run.
 */
function cacheCode({ existsSync, mkdirSync }, { enableCompileCache }) {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = process.env;
  const caches = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && existsSync(HOME) && `${HOME}/.cache`);
  if (!caches || enableCompileCache === undefined) return;
  try {
    mkdirSync(`${caches}/etalon/code`, { recursive: true, mode: 0o700 });
    enableCompileCache(`${caches}/etalon/code`);
  } catch {
    // No such folder can be made: without a cache, then.
  }
}

function start([fs, { default: module }]) {
  const source = new URL("../src/cli/main.ts", import.meta.url);
  const clone = fs.existsSync(source);
  if (clone && !process.features.typescript) return import("./take-over.js");
  if (major < needed) return refuse();
  // `certify` runs what it reads and nothing else.
  if (process.argv[2] !== "certify") cacheCode(fs, module);
  return import(clone ? source.href : "../dist/cli/main.js");
}

if (major < 20) refuse();
else Promise.all([import("node:fs"), import("node:module")]).then(start);
