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

/** Is a folder the user's own, and has nobody else these rights to it? Where users have no numbers, nothing is asked. */
function isOwn(found, rights) {
  if (process.getuid === undefined) return true;
  return found.isDirectory() && found.uid === process.getuid() && (found.mode & rights) === 0;
}

/**
 * The next start takes half the time. In the user's own folder: Node's choice is one for temporary files, in which others
 * may plant what we would run. The folder for caches may be shared, too: then nothing is run that another user could have put there.
 */
function cacheCode({ existsSync, mkdirSync, lstatSync }, { enableCompileCache }) {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = process.env;
  const caches = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && existsSync(HOME) && `${HOME}/.cache`);
  if (!caches || enableCompileCache === undefined) return;
  try {
    mkdirSync(`${caches}/etalon/code`, { recursive: true, mode: 0o700 });
    if (isOwn(lstatSync(`${caches}/etalon`), 0o002) && isOwn(lstatSync(`${caches}/etalon/code`), 0o022))
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
