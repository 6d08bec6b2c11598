/**
 * `npm run bench`: a table of figures measured on this machine, now. No claims: docs/benchmarks.md has the method and
 * the figures of one recorded run. `npm run bench -- --quick` measures briefly; other words choose rooms by name. With `--update` a
 * room that has a place there writes its figures into it.
 */

import { cpus, totalmem } from "node:os";
import { blocksBenchmark } from "./blocks.ts";
import { certificatesBenchmark } from "./certificates.ts";
import { commandBenchmark } from "./command.ts";
import { enginesBenchmark } from "./engines.ts";
import { frontBenchmark } from "./front.ts";
import { inferenceBenchmark } from "./inference.ts";
import { inferenceGrowthBenchmark } from "./inference-growth.ts";
import { linearBenchmark } from "./linear.ts";
import { machineEnginesBenchmark } from "./machine-engines.ts";
import { machineShapesBenchmark } from "./machine-shapes.ts";
import { machineStartBenchmark } from "./machine-start.ts";
import { type Benchmark, type Effort, median, threeDigits } from "./measure.ts";
import { mutantsBenchmark } from "./mutants.ts";
import { playgroundBenchmark } from "./playground.ts";
import { propertyBenchmark, shrinkingBenchmark } from "./property.ts";
import { renewFigures } from "./renew.ts";
import { wideFunctionsBenchmark } from "./wide-functions.ts";

const words = process.argv.slice(2);
const quick = words.includes("--quick");
const chosen = words.filter((word) => !word.startsWith("-"));
const effort: Effort = quick ? { samples: 3, time: 50 } : { samples: 9, time: 250 };

/** The rooms that are measured. A new one is a function like these, in a file of its own. */
const benchmarks: readonly Benchmark[] = [
  frontBenchmark(effort),
  enginesBenchmark(effort),
  certificatesBenchmark(effort),
  inferenceBenchmark(effort),
  inferenceGrowthBenchmark(quick),
  wideFunctionsBenchmark(quick),
  linearBenchmark(quick, chosen),
  mutantsBenchmark(effort),
  propertyBenchmark(effort),
  shrinkingBenchmark(),
  machineEnginesBenchmark(effort),
  machineShapesBenchmark(effort),
  machineStartBenchmark(effort),
  commandBenchmark(effort),
  blocksBenchmark(effort),
];
// It builds the site, so that only who names it waits for that.
const site = chosen.some((word) => "playground".includes(word)) ? [await playgroundBenchmark(quick)] : [];

const [cpu] = cpus();
console.log(
  `node ${process.version}, ${process.platform} ${process.arch}, ${cpu?.model.trim() ?? "unknown processor"}`,
);
console.log(`${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB; one thread is used`);
console.log(`${effort.samples} samples of at least ${effort.time} ms of processor time; median, least to greatest`);

for (const { room, rows, figures, page, onlyByName = false } of [...benchmarks, ...site]) {
  if (chosen.length === 0 && onlyByName) continue;
  if (chosen.length > 0 && !chosen.some((word) => room.includes(word))) continue;
  console.log(`\n## ${room}\n`);
  let headed = false;
  for (const { what, workload, unit, samples } of rows()) {
    if (!headed) console.log("| what | on | median | least to greatest | unit |\n|---|---|---:|---:|---|");
    headed = true;
    const range = `${threeDigits(Math.min(...samples))} to ${threeDigits(Math.max(...samples))}`;
    console.log(`| ${what} | ${workload} | ${threeDigits(median(samples))} | ${range} | ${unit} |`);
  }
  for (const line of figures?.() ?? []) console.log(line);
  if (words.includes("--update") && page !== undefined) renewFigures(room, page());
}
