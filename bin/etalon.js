#!/usr/bin/env node
/**
 * The `etalon` command. The published package runs `dist`; a clone runs `src`, so that there is never a stale build.
 *
 * Running `src` needs a Node that strips types (22.18 or later). When this one cannot, and `npm ci` has put Node 24 into
 * the clone, that one takes over: with the same streams, signals and exit code.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

module.enableCompileCache?.(); // the next start takes half the time; Node 20 has no such cache

const source = new URL("../src/cli/main.ts", import.meta.url);
const built = new URL("../dist/cli/main.js", import.meta.url);

if (!existsSync(source)) {
  await import(built.href);
} else if (process.features.typescript) {
  await import(source.href);
} else {
  const windows = process.platform === "win32";
  const folder = `node-${windows ? "win" : process.platform}-${process.arch}`;
  const node = fileURLToPath(new URL(`../node_modules/${folder}/bin/node${windows ? ".exe" : ""}`, import.meta.url));
  if (!existsSync(node)) {
    console.error(
      `etalon: this clone runs from its sources, which needs Node 22.18 or later (this is ${process.version}).`,
    );
    console.error("Run `npm ci` in it, which brings its own Node 24 on most platforms, or use a newer Node.");
    process.exit(70);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`etalon: cannot start ${node}: ${error.message}`);
    process.exit(70);
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 70);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
