/**
 * `npm run mutation -- [ROOM …] [--files A,B] [--share P] [--seed S] [--record]`: how many of StrykerJS's mutants of the
 * sources the tests kill.
 *
 * It takes a few files at a time, and keeps the results in coverage/mutation-ROOM.json: an interrupted run
 * continues, and unchanged code is not tested again. With `--files` only files whose paths contain A or B are mutated.
 * With `--share` only some lines are mutated, chosen at random in blocks (sample.ts); mutants that reach beyond a block are left
 * out. `--record` writes the figures into docs/mutation.md.
 */

import { globSync } from "node:fs";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { recordOn } from "../recorded.ts";
import { judgedTable, unjudged } from "./judged.ts";
import { type Room, roomOf, rooms } from "./rooms.ts";
import { sample } from "./sample.ts";
import { filesTable, type MutantOutcome, outcomeOf, sumOf } from "./scores.ts";

/** Files in one run, after which the results are kept. */
const atOnce = 4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string", default: "" },
    share: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    record: { type: "boolean", default: false },
  },
});
const chosen = positionals.length === 0 ? rooms : positionals.map(named);

for (const room of chosen) {
  process.env["MUTATION_ROOM"] = room.name;
  const files = globSync([...room.mutate])
    .filter((file) => values.files.split(",").some((part) => file.includes(part)))
    .toSorted();
  report(room, await judge(room, files));
}

/** The outcomes of a room's mutants: a few files at a time; or, of a share, all at once. */
async function judge(room: Room, files: readonly string[]): Promise<MutantOutcome[]> {
  const isSample = values.share !== "1";
  const portions = isSample ? [sample(files, Number(values.share), values.seed)] : [];
  for (let i = 0; !isSample && i < files.length; i += atOnce) portions.push(files.slice(i, i + atOnce));
  const outcomes: MutantOutcome[] = [];
  for (const mutate of portions) {
    const results = await new Stryker({
      configFile: "stryker.config.json",
      testRunner: "resident",
      mutate,
      incrementalFile: `coverage/mutation-${room.name}${isSample ? `-${values.seed}` : ""}.json`,
      concurrency: Number(process.env["MUTATION_WORKERS"] ?? 1),
      // On a busy machine a test may take several times as long as in the first run, and that kills nobody.
      timeoutFactor: Number(process.env["MUTATION_PATIENCE"] ?? 4),
    }).runMutationTest();
    // Those of other files are there, too, from earlier runs.
    const here = results.filter(({ fileName }) => mutate.some((part) => fileName.endsWith(part.split(":")[0]!)));
    outcomes.push(...here.flatMap((result) => outcomeOf(result) ?? []));
  }
  return outcomes;
}

function named(name: string): Room {
  const room = roomOf(name);
  if (room === undefined)
    throw new Error(`no room is called ${name}: there are ${rooms.map((r) => r.name).join(", ")}`);
  return room;
}

/** A line for each file, those with the most survivors last, and one for the room. */
function report(room: Room, outcomes: readonly MutantOutcome[]): void {
  const table = filesTable(outcomes);
  const sum = sumOf(outcomes);
  console.log(`\n${room.name}\n\n${table}\n\n${room.name}: ${sum}\n`);
  const judgements = room.name === "checker" ? judgedTable(outcomes) : undefined;
  if (judgements !== undefined) console.log(judgements);
  for (const { file, line, mutated } of room.name === "checker" ? unjudged(outcomes) : [])
    console.log(`not looked at: ${file}: ${line}\n    ${mutated}`);
  if (!values.record) return;
  const options = values.share === "1" ? "" : ` --share ${values.share} --seed ${values.seed}`;
  const body = [`${sum}.`, table, ...(judgements === undefined ? [] : [judgements])].join("\n\n");
  recordOn("docs/mutation.md", `mutation-${room.name}`, `npm run mutation -- ${room.name}${options} --record`, body);
}
