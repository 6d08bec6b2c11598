/**
 * `npm run mutation -- [ROOM …]`: how many of StrykerJS's mutants of the sources the tests kill, by room and file.
 *
 * It goes file by file, and keeps what it knows in coverage/mutation-ROOM.json after each: a run that was cut off goes on,
 * and what has not changed is not tested again. docs/mutation.md has the recorded figures.
 */

import { globSync } from "node:fs";
import { Stryker } from "@stryker-mutator/core";
import { type Room, roomOf, rooms } from "./rooms.ts";

const names = process.argv.slice(2);
const chosen = names.length === 0 ? rooms : names.map(named);

for (const room of chosen) {
  process.env["MUTATION_ROOM"] = room.name;
  const results: Result[] = [];
  for (const file of globSync([...room.mutate]).toSorted())
    results.push(
      ...(await new Stryker({
        configFile: "stryker.config.json",
        mutate: [file],
        incrementalFile: `coverage/mutation-${room.name}.json`,
        concurrency: Number(process.env["MUTATION_WORKERS"] ?? 1),
      }).runMutationTest()),
    );
  report(room, results);
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
