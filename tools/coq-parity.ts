/**
 * `npm run coq:parity -- COUNT [--seed N] [--record]`: as many generated programs in both semantics of Ell, and their images at each
 * level in both of the machine, step by step. It prints every difference, and fails when there is one; with `--record` it writes the sums
 * to docs/coq.md.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compile, type Level } from "../src/compiler/index.ts";
import { arrivalOf, defaultCases, generateCase, programOfCase } from "../src/testing/index.ts";
import { between, page } from "./coq/page.ts";
import { ellParity, machineParity, type Parity } from "./coq/parity.ts";
import { root } from "./trusted/loaded.ts";

/** How many steps of each run are compared. */
const clock = { ell: 20_000, machine: 2000 };
const levels: readonly Level[] = [0, 1, 2];
const sizes: readonly number[] = [12, 25, 60, 120];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" }, record: { type: "boolean", default: false } },
});
const count = Number(positionals[0] ?? 100);
const seed = Number(values.seed);

/** What was compared on one side. */
class Sums {
  runs = 0;
  steps = 0;
  readonly ends = new Map<string, number>();
  differences = 0;

  add({ steps, outcome, difference }: Parity, what: string): void {
    this.runs++;
    this.steps += steps;
    this.ends.set(outcome.kind, (this.ends.get(outcome.kind) ?? 0) + 1);
    if (difference === undefined) return;
    this.differences++;
    console.error(`${what}: ${difference}`);
  }

  row(name: string): string {
    const cells = [
      this.runs,
      this.steps,
      ...["halted", "trapped", "exhausted", "running"].map((end) => this.ends.get(end) ?? 0),
    ];
    return `| ${name} | ${[...cells, this.differences].map((n) => n.toLocaleString("en")).join(" | ")} |`;
  }
}

const ell = new Sums();
const machine = new Sums();
for (let i = 0; i < count; i++) {
  const testCase = generateCase(seed, i, { ...defaultCases, size: sizes[i % sizes.length]! });
  const program = programOfCase(testCase);
  if (!program.ok) throw new Error(`case ${i} of seed ${seed} is no program`);
  const { input, memory } = testCase;
  const arrival = arrivalOf(input);
  ell.add(ellParity(program.value, input, clock.ell, arrival), `Ell, seed ${seed}, case ${i}`);
  for (const level of levels) {
    const compiled = compile(program.value, { level, ...memory });
    if (!compiled.ok) continue;
    const { image } = compiled.value;
    machine.add(machineParity({ image, input, arrival }, clock.machine), `-O${level}, seed ${seed}, case ${i}`);
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${i + 1} of ${count}`);
}

const table = [
  `| seed ${seed} | runs | steps | halted | trapped | exhausted | clock spent | differences |`,
  "|---|---|---|---|---|---|---|---|",
  ell.row("Ell"),
  machine.row("the machine"),
].join("\n");
console.log(table);
if (ell.differences + machine.differences > 0) process.exitCode = 1;
if (values.record) {
  const path = join(root, page);
  writeFileSync(path, between(readFileSync(path, "utf8"), "parity", "npm run coq:parity -- COUNT --record", table));
}
