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

function start([{ existsSync }, { default: module }]) {
  const source = new URL("../src/cli/main.ts", import.meta.url);
  const clone = existsSync(source);
  if (clone && !process.features.typescript) return import("./take-over.js");
  if (major < needed) return refuse();
  // The next start takes half the time. Not for `certify`: the cache lies in a folder for temporary files, and what is
  // loaded from there is not the code that was read.
  if (process.argv[2] !== "certify" && module.enableCompileCache !== undefined) module.enableCompileCache();
  return import(clone ? source.href : "../dist/cli/main.js");
}

if (major < 20) refuse();
else Promise.all([import("node:fs"), import("node:module")]).then(start);
