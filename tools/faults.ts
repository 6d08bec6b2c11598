/**
 * `npm run faults`: what stores, servers, clients and readers do when things break. Each fault is really made: processes are killed, a disk
 * is full, a transfer is cut, documents are changed. Other words choose by name.
 *
 *     npm run faults -- cuts --quick    briefly, to see that it works
 *     npm run faults -- --seed 7        other changes of documents; the day's date unless given
 *     npm run faults -- --update        all of them, and renew the table in docs/benchmarks.md
 *
 * Exits with 1 when a fault has another end than it should.
 */

import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { renewFigures } from "../bench/renew.ts";
import { cutsFault } from "./faults/cuts.ts";
import type { Fault, Found } from "./faults/fault.ts";
import { fullDiskFault } from "./faults/full-disk.ts";
import { killsFault } from "./faults/kills.ts";
import { lorisFault } from "./faults/loris.ts";
import { mutationsFault } from "./faults/mutations.ts";
import { faultsTable } from "./faults/table.ts";

const faults: readonly Fault[] = [killsFault, fullDiskFault, cutsFault, lorisFault, mutationsFault];
const day = new Date().toISOString().slice(0, 10);
const { values, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    update: { type: "boolean", default: false },
    seed: { type: "string", default: day.replaceAll("-", "") },
  },
});
const seed = Number(values.seed);
const unknown = chosen.find((word) => !faults.some(({ name }) => name === word));
if (unknown !== undefined || !Number.isInteger(seed) || (values.update && (values.quick || chosen.length > 0))) {
  console.error(`usage: npm run faults -- [${faults.map(({ name }) => name).join("|")}…] [--quick] [--seed N]`);
  console.error("       npm run faults -- --update [--seed N]    all of them, not briefly");
  process.exit(2);
}

const [load = 0] = loadavg();
const found: Found[] = [];
for (const { name, run } of faults) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n## ${name}, seed ${seed}\n`);
  for await (const one of run({ quick: values.quick, seed })) {
    console.log(`${one.good ? "as it should be" : "NOT AS IT SHOULD BE"}: ${one.what}: ${one.came}`);
    found.push(one);
  }
}
if (values.update) renewFigures("faults", faultsTable({ day, seed, processors: availableParallelism(), load, found }));
process.exitCode = found.every(({ good }) => good) ? 0 : 1;
