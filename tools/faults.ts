/**
 * `npm run faults`: what stores, servers, clients and readers do when things break (docs/benchmarks.md has the figures of a run). Each
 * fault is really made: processes are killed, a disk is full, a transfer is cut, documents are changed. Other words choose by name; `--quick` is brief.
 *
 * Exits with 1 when a fault has another end than it should.
 */

import { cutsFault } from "./faults/cuts.ts";
import type { Fault } from "./faults/fault.ts";
import { fullDiskFault } from "./faults/full-disk.ts";
import { killsFault } from "./faults/kills.ts";
import { lorisFault } from "./faults/loris.ts";
import { mutationsFault } from "./faults/mutations.ts";

const words = process.argv.slice(2);
const quick = words.includes("--quick");
const chosen = words.filter((word) => !word.startsWith("-"));
const faults: readonly Fault[] = [killsFault, fullDiskFault, cutsFault, lorisFault, mutationsFault];

let bad = 0;
for (const { name, run } of faults) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n## ${name}\n`);
  for await (const { what, came, good } of run(quick)) {
    console.log(`${good ? "as it should be" : "NOT AS IT SHOULD BE"}: ${what}: ${came}`);
    if (!good) bad++;
  }
}
process.exitCode = bad === 0 ? 0 : 1;
