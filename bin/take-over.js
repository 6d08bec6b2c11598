/**
 * In a clone, on a Node that cannot run TypeScript: the Node 24 that `npm ci` put into `node_modules` runs the command,
 * with the same streams, signals and exit code.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const windows = process.platform === "win32";
const folder = `node-${windows ? "win" : process.platform}-${process.arch}`;
const node = fileURLToPath(new URL(`../node_modules/${folder}/bin/node${windows ? ".exe" : ""}`, import.meta.url));
if (!existsSync(node)) {
  console.error(
    `etalon: this clone runs from its sources, which needs Node 22.18 or later, and this is Node ${process.versions.node}.`,
  );
  console.error("  Run `npm ci` in it, which brings its own Node 24 on most platforms, or use a newer Node.");
  process.exit(2);
}
const command = fileURLToPath(new URL("./etalon.js", import.meta.url));
const child = spawn(node, [command, ...process.argv.slice(2)], { stdio: "inherit" });
// A terminal sends its signals to the child as well. The command takes two in one moment for one (cli/interrupt.ts).
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
