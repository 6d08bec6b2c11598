/**
 * `npm run coq:parity -- COUNT [--seed N] [--record] [--onwards] [--seconds N]`: as many generated programs in both semantics of Ell, and their images
 * at each level in both of the machine, step by step. It prints every difference, and fails when there is one; with `--record` it writes the
 * sums to docs/coq.md. With `--onwards` it goes on behind the last program that is recorded there, with its seed, and adds to the sums: so
 * many programs can be compared in parts, also for so many seconds at a time.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compile, type Level } from "../src/compiler/index.ts";
import { arrivalOf, defaultCases, generateCase, programOfCase } from "../src/testing/index.ts";
import { page, record } from "./coq/page.ts";
import { ellParity, machineParity } from "./coq/parity.ts";
import { type Compared, comparedIn, Sums, tableOf } from "./coq/parity-sums.ts";
import { root } from "./trusted/loaded.ts";

/** How many steps of each run are compared. */
const clock = { ell: 20_000, machine: 2000 };
const levels: readonly Level[] = [0, 1, 2];
const sizes: readonly number[] = [12, 25, 60, 120];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    record: { type: "boolean", default: false },
    onwards: { type: "boolean", default: false },
    seconds: { type: "string", default: "Infinity" },
  },
});
const count = Number(positionals[0] ?? 100);

const nothing: Compared = { seed: Number(values.seed), programs: 0, ell: new Sums(), machine: new Sums() };
const before = values.onwards ? comparedIn(readFileSync(join(root, page), "utf8")) : nothing;
const { seed, programs: first, ell, machine } = before;
const end = Date.now() + 1000 * Number(values.seconds);
let next = first;
for (; next < first + count && Date.now() < end; next++) {
  const i = next;
  const testCase = generateCase(seed, i, { ...defaultCases, size: sizes[i % sizes.length]! });
  const program = programOfCase(testCase);
  if (!program.ok) throw new Error(`case ${i} of seed ${seed} is no program`);
  const { input, memory } = testCase;
  const arrival = arrivalOf(input);
  note(ell.add(ellParity(program.value, input, clock.ell, arrival)), `Ell, seed ${seed}, case ${i}`);
  for (const level of levels) {
    const compiled = compile(program.value, { level, ...memory });
    if (!compiled.ok) continue;
    const { image } = compiled.value;
    note(machine.add(machineParity({ image, input, arrival }, clock.machine)), `-O${level}, seed ${seed}, case ${i}`);
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${i + 1 - first} of ${count}`);
}

const table = tableOf({ seed, programs: next, ell, machine });
console.log(table);
if (ell.differences + machine.differences > 0) process.exitCode = 1;
if (values.record) record("parity", "npm run coq:parity -- COUNT --record", table);

/** Says what a difference is of. */
function note(difference: string | undefined, what: string): void {
  if (difference !== undefined) console.error(`${what}: ${difference}`);
}
