/**
 * One run of an executable on one engine, in a process of its own: `run-kernel.ts FILE ENGINE BUDGET INPUT` prints the
 * instructions retired, the processor time of all threads, user and system, and the time on the clock, both from before
 * the image is loaded into a machine; how it ended, and when. A process for each run, since the host keeps what it compiled.
 */

import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { type EngineName, engineNames } from "etalon/engine";
import { runForeign } from "etalon/linux";
import { readElf } from "etalon/machine";

const [file = "", wanted = "auto", budget = "", inputFile = ""] = process.argv.slice(2);
const engine = engineNames.find((name): name is EngineName => name === wanted) ?? "auto";
const image = readElf(readFileSync(file));
if (!image.ok) throw new Error(image.error[0]?.message);
const input = inputFile === "" ? new Uint8Array() : readFileSync(inputFile);
// The host still compiles what it read these sources with, in other threads: that is not to count.
let before = process.cpuUsage();
for (let quiet = 0; quiet < 3; ) {
  await setTimeout(40);
  const spent = process.cpuUsage(before);
  before = process.cpuUsage();
  quiet = spent.user + spent.system < 2000 ? quiet + 1 : 0;
}
const began = performance.now();
before = process.cpuUsage();
const run = runForeign(image.value, { engine, input, ...(budget === "" ? {} : { budget: Number(budget) }) });
const { user, system } = process.cpuUsage(before);
const clock = (performance.now() - began) / 1000;
if (!run.ok) throw new Error(run.error);
const output = run.value.events.map((event) => ("write" in event ? String.fromCharCode(event.write) : "")).join("");
const { retired, outcome } = run.value;
const code = outcome.kind === "halted" ? outcome.code : undefined;
console.log(JSON.stringify({ retired, seconds: (user + system) / 1e6, clock, output, code, ended: Date.now() }));
