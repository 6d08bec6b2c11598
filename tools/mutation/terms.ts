/**
 * `npm run mutation:terms -- [--files A,B] [--programs N]`: what each mutant of src/proof/checker/terms does, by trying it. Random programs are
 * built as terms with the mutant switched on; all words of them are computed from numbers, too, several times.
 *
 * - *wrong*: a term has another value than the computation that built it, or is above its bound: the mutant accepts more.
 * - *equals more*: two words are one term that are two without the mutant, or more is known of their bounds; never wrongly, where tried.
 * - *equals less*: two words that are one term without the mutant are two, or less is known of their bounds: only less.
 * - *ends*: it throws, or does not come to an end.
 * - *work*: all is as without it, but the work that is counted.
 * - *same*: no difference was seen.
 * - *not run*: no program comes to it.
 *
 * Mutants in what runs when a module is loaded are tried in a process of their own (`--only ID`).
 */

import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Mutant } from "@stryker-mutator/api/core";
import { programOf } from "../../test/proof/checker/terms/random-words.ts";
import { assignments, computed, Made, outcomeOf, type Room } from "../../test/proof/checker/terms/room-of-terms.ts";
import { testSeed } from "../../test/seed.ts";
import { instrument } from "./instrumented.ts";
import { mutatedLine, oneLine } from "./scores.ts";
import { strykerPlugins } from "./unreachable.ts";

const { values: options } = parseArgs({
  options: {
    files: { type: "string", default: "" },
    programs: { type: "string", default: "8000" },
    seed: { type: "string", default: String(testSeed) },
    most: { type: "string", default: "600" },
    only: { type: "string" },
    out: { type: "string", default: "coverage/mutation-terms.json" },
  },
});
const folder = "src/proof/checker/terms";
const copy = resolve("coverage/mutated-terms");
const shared = globalThis as { __stryker__?: Record<string, unknown> };
const isChild = options.only !== undefined;
if (!isChild) await makeCopy();
const mutants = JSON.parse(readFileSync(`${copy}/mutants.json`, "utf8")) as readonly Mutant[];
const mutation: Record<string, unknown> = { activeMutant: options.only };
shared.__stryker__ = mutation;
const mutated = (await import(`${copy}/${folder}/terms.ts`)) as Room;
const { Work: MutatedWork } = (await import(`${copy}/${folder}/work.ts`)) as Pick<Room, "Work">;
const { Terms } = await import("../../src/proof/checker/terms/terms.ts");
const { Work } = await import("../../src/proof/checker/terms/work.ts");
const original: Room = { Terms, Work };
const mutant: Room = { Terms: mutated.Terms, Work: MutatedWork };
const chosen = mutants.filter(({ fileName }) => options.files.split(",").some((part) => fileName.includes(part)));

/** A mutant that throws may be wrong elsewhere, but after so many times no more is tried. */
const mostEnds = 5;
const count = Number(options.programs);
const first = Number(options.seed) * 1_000_000;
const programs = Array.from({ length: count }, (_, i) => {
  const lines = programOf(first + i);
  const trials = assignments(first + i, lines);
  return { lines, trials: trials.map((trial) => ({ trial, words: computed(lines, trial) })) };
});

/** Runs the programs of these numbers, with the mutant, until one is wrong. */
function judge(id: string, numbers: readonly number[]): { verdict: string; detail: string; ran: number } {
  mutation["activeMutant"] = id;
  // What is covered is known by now, and counting it would take most of the time.
  mutation["judging"] = true;
  mutation["hitCount"] = 0;
  mutation["hitLimit"] = Number.POSITIVE_INFINITY;
  const seen = new Map<string, string>();
  const room = new Made(mutant);
  let ran = 0;
  let ended = 0;
  for (const i of numbers) {
    ran++;
    mutation["hitCount"] = 0;
    mutation["hitLimit"] = 20_000;
    const difference = outcomeOf(programs[i]!, room, expected(i));
    if (difference !== undefined && !seen.has(difference.kind)) seen.set(difference.kind, `${i}: ${difference.text}`);
    if (difference?.kind === "wrong") break;
    if (difference?.kind === "ends" && ++ended === mostEnds) break;
  }
  mutation["activeMutant"] = options.only;
  for (const kind of ["wrong", "ends", "equals more", "bound less", "equals less", "bound more", "work"])
    if (seen.has(kind)) return { verdict: [...seen.keys()].join(" + "), detail: seen.get(kind)!, ran };
  return { verdict: ran === 0 ? "not run" : "same", detail: "", ran };
}

const originalRoom = new Made(original);
const known = new Map<number, ReturnType<Made["build"]>["summary"]>();
function expected(i: number): ReturnType<Made["build"]>["summary"] {
  let summary = known.get(i);
  if (summary === undefined) {
    summary = originalRoom.build(programs[i]!.lines).summary;
    known.set(i, summary);
  }
  return summary;
}

if (isChild) {
  console.log(
    JSON.stringify(
      judge(
        options.only!,
        programs.map((_, i) => i),
      ),
    ),
  );
} else {
  // Which programs come to which mutants.
  const coverage = (mutation["mutantCoverage"] ?? { static: {}, perTest: {} }) as {
    readonly static: Record<string, number>;
    perTest: Record<string, Record<string, number>>;
  };
  mutation["mutantCoverage"] = coverage;
  const atLoad = new Set(Object.keys(coverage.static));
  const reached = new Map<string, number[]>();
  mutation["currentTestId"] = "t";
  const room = new Made(mutant);
  // What a table does when it is made concerns all programs.
  for (const id of Object.keys(coverage.perTest["t"] ?? {})) reached.set(id, [...programs.keys()]);
  for (const [i, { lines }] of programs.entries()) {
    coverage.perTest["t"] = {};
    room.build(lines);
    for (const id of Object.keys(coverage.perTest["t"]))
      if (reached.get(id)?.at(-1) !== programs.length - 1) (reached.get(id) ?? reached.set(id, []).get(id)!).push(i);
  }
  coverage.perTest["t"] = {};
  const without = judge(
    "none",
    programs.map((_, i) => i),
  );
  if (without.verdict !== "same") throw new Error(`without a mutant: ${JSON.stringify(without)}`);
  const constructions = programs.reduce((sum, { lines }) => sum + lines.length, 0);
  console.log(`${count} programs with ${constructions} lines; all are right without a mutant`);
  const results = [];
  for (const each of chosen) {
    const { id, fileName } = each;
    const found = atLoad.has(id) ? inProcess(id) : judge(id, spread(reached.get(id) ?? []));
    coverage.perTest["t"] = {};
    const { line, mutated: text } = mutatedLine(each);
    results.push({
      id,
      file: fileName,
      at: each.location.start.line + 1,
      line: oneLine(line),
      mutated: oneLine(text),
      ...found,
    });
    if (results.length % 50 === 0) {
      console.log(`${results.length} of ${chosen.length}`);
      writeFileSync(options.out, JSON.stringify(results, undefined, 1));
    }
  }
  writeFileSync(options.out, JSON.stringify(results, undefined, 1));
  for (const [file, own] of Map.groupBy(results, (r) => r.file)) {
    const kinds = [...Map.groupBy(own, (r) => (r.verdict.split(" + ").includes("wrong") ? "wrong" : r.verdict))].map(
      ([k, r]) => `${k} ${r.length}`,
    );
    console.log(`${file}: ${own.length}: ${kinds.toSorted().join(", ")}`);
  }
}

/** At most so many programs, evenly spread. */
function spread(numbers: readonly number[]): readonly number[] {
  const step = Math.max(1, numbers.length / Number(options.most));
  return Array.from({ length: Math.floor(numbers.length / step) }, (_, i) => numbers[Math.floor(i * step)]!);
}

function inProcess(id: string): { verdict: string; detail: string; ran: number } {
  const args = [
    "--conditions=etalon-source",
    import.meta.filename,
    "--only",
    id,
    "--programs",
    String(Math.min(count, 2000)),
    "--seed",
    options.seed,
  ];
  try {
    const answer: unknown = JSON.parse(
      execFileSync(process.execPath, args, { encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "ignore"] })
        .trim()
        .split("\n")
        .at(-1)!,
    );
    return answer as ReturnType<typeof inProcess>;
  } catch {
    return { verdict: "ends", detail: "in a process of its own", ran: 0 };
  }
}

/** A copy of the sources with all mutants in it, for this process and those that it starts. */
async function makeCopy(): Promise<void> {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  const ignorers = strykerPlugins.map((plugin) => plugin.value);
  const found = await instrument(copy, `${folder}/*.ts`, ignorers);
  for (const path of globSync(`${copy}/${folder}/*.ts`)) {
    const content = readFileSync(path, "utf8");
    writeFileSync(path, content.replace("function cover() {", "function cover() { if (ns.judging) return;"));
  }
  writeFileSync(`${copy}/mutants.json`, JSON.stringify(found));
}
