/**
 * `npm run mutation -- [ROOM …] [--files A,B] [--share P] [--seed S]`: how many of StrykerJS's mutants of the sources the
 * tests kill.
 *
 * It takes a few files at a time, and then keeps the results in coverage/mutation-ROOM.json: an interrupted run
 * continues, and unchanged code is not tested again. With `--files` only files whose paths contain A or B are mutated.
 * With `--share` only some lines are mutated, chosen at random in blocks; mutants that reach beyond a block are left
 * out. docs/benchmarks.md has the recorded figures.
 */

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { type Room, roomOf, rooms } from "./rooms.ts";

/** Files in one run, after which the results are kept. */
const atOnce = 4;

/** Lines in a block. */
const blockLines = 12;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string", default: "" },
    share: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
  },
});
const chosen = positionals.length === 0 ? rooms : positionals.map(named);

for (const room of chosen) {
  process.env["MUTATION_ROOM"] = room.name;
  const results: Result[] = [];
  for (const mutate of portions(room)) {
    const known = await new Stryker({
      configFile: "stryker.config.json",
      testRunner: "resident",
      mutate,
      incrementalFile: `coverage/mutation-${room.name}.json`,
      concurrency: Number(process.env["MUTATION_WORKERS"] ?? 1),
    }).runMutationTest();
    // Keep the earlier results of other files.
    results.push(...known.filter(({ fileName }) => mutate.some((part) => fileName.endsWith(part.split(":")[0]!))));
  }
  report(room, results);
}

/** What is mutated in one run of StrykerJS: a few files; or, when it is a share, blocks of lines of all files. */
function portions({ mutate }: Room): string[][] {
  const files = globSync([...mutate])
    .filter((file) => values.files.split(",").some((part) => file.includes(part)))
    .toSorted();
  if (values.share !== "1") return [files.flatMap(blocks)];
  return Array.from({ length: Math.ceil(files.length / atOnce) }, (_, i) => files.slice(atOnce * i, atOnce * (i + 1)));
}

/** The blocks of a file that the seed chooses, each as likely as the share. */
function blocks(file: string): string[] {
  const found: string[] = [];
  const lines = readFileSync(file, "utf8").split("\n").length;
  for (let line = 1; line <= lines; line += blockLines) {
    const digest = createHash("sha256").update(`${values.seed} ${file} ${line}`).digest();
    if (digest.readUInt32LE() / 2 ** 32 < Number(values.share)) found.push(`${file}:${line}-${line + blockLines - 1}`);
  }
  return found;
}

function named(name: string): Room {
  const room = roomOf(name);
  if (room === undefined)
    throw new Error(`no room is called ${name}: there are ${rooms.map((r) => r.name).join(", ")}`);
  return room;
}

type Result = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

/** A line for each file, those with the most survivors last, and one for the room. */
function report(room: Room, results: readonly Result[]): void {
  const files = Map.groupBy(results, ({ fileName }) => fileName.slice(fileName.indexOf("src/")));
  const lines = [...files].map(([file, mutants]) => ({ file, ...tally(mutants) }));
  console.log(`\n${room.name}\n\n| killed | of | score | file |\n|---:|---:|---:|---|`);
  for (const { killed, all, file } of lines.toSorted((a, b) => a.all - a.killed - (b.all - b.killed)))
    console.log(`| ${killed} | ${all} | ${percent(killed, all)} | ${file} |`);
  const { killed, all, timeouts } = tally(results);
  console.log(`\n${room.name}: ${killed} of ${all} killed, ${percent(killed, all)}; ${timeouts} of them by time\n`);
}

function tally(mutants: readonly Result[]): { killed: number; all: number; timeouts: number } {
  const count = (...statuses: string[]): number => mutants.filter(({ status }) => statuses.includes(status)).length;
  const killed = count("Killed", "Timeout");
  return { killed, all: killed + count("Survived", "NoCoverage"), timeouts: count("Timeout") };
}

function percent(part: number, all: number): string {
  return all === 0 ? "-" : `${((100 * part) / all).toFixed(1)}%`;
}
