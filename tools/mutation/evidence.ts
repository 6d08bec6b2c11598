/**
 * What each mutant of some files does, by trying it: random programs are run with the mutant switched on, and what they say is held against
 * numbers, and against what they say without it.
 *
 * They are tried in a process of their own, and in another one from the next on where it does not come back from one. Those in what
 * runs when a module is loaded have a process for each.
 */

import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Mutant } from "@stryker-mutator/api/core";
import { testSeed } from "../../test/seed.ts";
import { instrument } from "./instrumented.ts";
import { mutatedLine, oneLine } from "./scores.ts";
import { strykerPlugins } from "./unreachable.ts";

interface Difference {
  readonly kind: string;
  readonly text: string;
}

/** Programs in one room, with or without a mutant. */
interface Session<Program, Expected, D> {
  /** What is said of a program. */
  readonly expected: (program: Program) => Expected;
  /** How what is said differs from what is right, or else from what is expected. */
  readonly outcome: (program: Program, expected: Expected) => D | undefined;
}

/** What is judged, and by what. */
export interface Subject<Program, Expected, D extends Difference> {
  /** The folder whose files hold the mutants. */
  readonly folder: string;
  /** The tool, which starts itself again for some mutants. */
  readonly tool: string;
  readonly programOf: (seed: number) => Program;
  /** So many programs, unless another number is asked for: as many as the test has that runs them. */
  readonly programs: number;
  /** A session with what is below a folder, which has the folder `src`. */
  readonly load: (root: string) => Promise<Session<Program, Expected, D>>;
  /** What an outcome can be, what matters most first; the first of them is wrong. */
  readonly kinds: readonly string[];
  /** Looks closer at a difference: the text of what is wrong after all. */
  readonly examine?: (program: Program, difference: D) => Promise<string | undefined>;
}

interface Judged {
  readonly verdict: string;
  readonly detail: string;
  readonly ran: number;
}

/** What is written down of a mutant: that it is tried, and then what was found. */
type Entry = { readonly id: string } & (
  | { readonly verdict: undefined }
  | (Judged & {
      readonly verdict: string;
      readonly file: string;
      readonly at: number;
      readonly line: string;
      readonly mutated: string;
    })
);

/** A mutant that throws may be wrong elsewhere, but after so many times no more is tried. */
const mostEnds = 5;
/** So many differences of a mutant are looked at closer. */
const mostExamined = 12;
/** So long may one mutant take, in milliseconds, where time is what tells that it does not end. */
const patience = 40_000;
/** So often may a mutant be come to in one program. */
const mostHits = 200_000;

/** Judge the mutants of a subject, as the command line says. */
export async function judgeMutants<Program, Expected, D extends Difference>(
  subject: Subject<Program, Expected, D>,
): Promise<void> {
  const name = subject.folder.split("/").at(-1)!;
  const { values: options } = parseArgs({
    options: {
      files: { type: "string", default: "" },
      programs: { type: "string", default: String(subject.programs) },
      seed: { type: "string", default: String(testSeed) },
      most: { type: "string", default: "600" },
      only: { type: "string" },
      ids: { type: "string" },
      child: { type: "boolean", default: false },
      out: { type: "string", default: `coverage/mutation-${name}.jsonl` },
    },
  });
  const copy = resolve(`coverage/mutated-${name}`);
  const isChild = options.only !== undefined;
  const entries = (): readonly Entry[] =>
    readFileSync(options.out, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Entry);
  if (!isChild && !options.child) {
    await makeCopy(copy, subject.folder);
    writeFileSync(options.out, "");
    for (let before = -1; !(await supervised(subject.tool, options.out)); before = entries().length)
      if (entries().length === before) throw new Error("a process ended before it came to a mutant");
    report(entries());
    return;
  }
  const mutants = JSON.parse(readFileSync(`${copy}/mutants.json`, "utf8")) as readonly Mutant[];
  const mutation: Record<string, unknown> = { activeMutant: options.only };
  (globalThis as { __stryker__?: Record<string, unknown> }).__stryker__ = mutation;
  const mutated = await subject.load(copy);
  const original = await subject.load(resolve("."));
  const ids = options.ids?.split(",");
  const chosen = mutants.filter(
    ({ id, fileName }) =>
      options.files.split(",").some((part) => fileName.includes(part)) && (ids === undefined || ids.includes(id)),
  );
  const count = Number(options.programs);
  const first = Number(options.seed) * 1_000_000;
  const programs = Array.from({ length: count }, (_, i) => subject.programOf(first + i));
  const known = new Map<number, Expected>();
  const expected = (i: number): Expected => {
    const found = known.get(i) ?? original.expected(programs[i]!);
    known.set(i, found);
    return found;
  };

  /** Runs the programs of these numbers, with the mutant, until one is wrong. */
  const judge = async (id: string, numbers: readonly number[]): Promise<Judged> => {
    // What is covered is known by now, and counting it would take most of the time.
    mutation["judging"] = true;
    const seen = new Map<string, string>();
    const examined: { readonly program: number; readonly difference: D }[] = [];
    let ran = 0;
    let ended = 0;
    for (const i of numbers) {
      ran++;
      const right = expected(i);
      Object.assign(mutation, { activeMutant: id, hitCount: 0, hitLimit: mostHits });
      const difference = mutated.outcome(programs[i]!, right);
      mutation["activeMutant"] = options.only;
      if (difference === undefined) continue;
      if (!seen.has(difference.kind)) seen.set(difference.kind, `${i}: ${difference.text}`);
      if (difference.kind === subject.kinds[0]) break;
      if (difference.kind === "ends" && ++ended === mostEnds) break;
      if (difference.kind === subject.kinds[2] && examined.length < mostExamined)
        examined.push({ program: i, difference });
    }
    if (!seen.has(subject.kinds[0]!) && subject.examine !== undefined)
      for (const { program, difference } of examined) {
        const found = await subject.examine(programs[program]!, difference);
        if (found === undefined) continue;
        seen.set("wrong elsewhere", `${program}: ${found}`);
        break;
      }
    const kinds = [subject.kinds[0]!, "wrong elsewhere", ...subject.kinds.slice(1)].filter((kind) => seen.has(kind));
    if (kinds.length > 0) return { verdict: kinds.join(" + "), detail: seen.get(kinds[0]!)!, ran };
    return { verdict: ran === 0 ? "not run" : "same", detail: "", ran };
  };

  const all = [...programs.keys()];
  if (isChild) {
    console.log(JSON.stringify(await judge(options.only!, all)));
    return;
  }
  const done = new Set(entries().flatMap(({ id, verdict }) => (verdict === undefined ? [] : [id])));
  const stuck = new Set(entries().flatMap(({ id }) => (done.has(id) ? [] : [id])));
  // Which programs come to which mutants.
  const coverage = (mutation["mutantCoverage"] ?? { static: {}, perTest: {} }) as {
    readonly static: Record<string, number>;
    perTest: Record<string, Record<string, number>>;
  };
  mutation["mutantCoverage"] = coverage;
  const atLoad = new Set(Object.keys(coverage.static));
  const reached = new Map<string, number[]>();
  mutation["currentTestId"] = "t";
  coverage.perTest["t"] = {};
  // What is done when a session begins concerns all programs.
  const always = new Set(Object.keys(coverage.static));
  for (const [i, program] of programs.entries()) {
    coverage.perTest["t"] = {};
    mutated.expected(program);
    for (const id of Object.keys(coverage.perTest["t"])) (reached.get(id) ?? reached.set(id, []).get(id)!).push(i);
  }
  coverage.perTest["t"] = {};
  // Once is enough: not where another process ended.
  const without = done.size > 0 ? { verdict: "same" } : await judge("none", all);
  if (without.verdict !== "same") throw new Error(`without a mutant: ${JSON.stringify(without)}`);
  console.log(`${count} programs; all are right without a mutant`);
  const inProcess = (id: string): Judged => {
    const args = ["--conditions=etalon-source", subject.tool, "--only", id];
    args.push("--programs", String(Math.min(count, 2000)), "--seed", options.seed);
    try {
      const stdio: ("ignore" | "pipe")[] = ["ignore", "pipe", "ignore"];
      const answer = execFileSync(process.execPath, args, { encoding: "utf8", timeout: 60_000, stdio });
      return JSON.parse(answer.trim().split("\n").at(-1)!) as Judged;
    } catch {
      return { verdict: "ends", detail: "in a process of its own", ran: 0 };
    }
  };
  for (const each of chosen) {
    const { id, fileName } = each;
    if (done.has(id)) continue;
    const keep = (entry: object): void => appendFileSync(options.out, `${JSON.stringify({ id, ...entry })}\n`);
    const isStatic = atLoad.has(id) || always.has(id);
    let found: Judged = { verdict: "ends", detail: "does not come back", ran: 0 };
    if (!stuck.has(id)) {
      keep({});
      found = isStatic ? inProcess(id) : await judge(id, spread(reached.get(id) ?? [], Number(options.most)));
    }
    coverage.perTest["t"] = {};
    const { line, mutated: text } = mutatedLine(each);
    const at = each.location.start.line + 1;
    keep({ file: fileName, at, line: oneLine(line), mutated: oneLine(text), ...found });
  }
}

/** How many mutants of each file are of each kind. */
function report(entries: readonly Entry[]): void {
  const judged = entries.flatMap((entry) => (entry.verdict === undefined ? [] : [entry]));
  for (const [file, own] of Map.groupBy(judged, (r) => r.file)) {
    const kinds = [...Map.groupBy(own, (r) => r.verdict.split(" + ")[0])].map(([k, r]) => `${k} ${r.length}`);
    console.log(`${file}: ${own.length}: ${kinds.toSorted().join(", ")}`);
  }
}

/** Try mutants in a process until it is through with all, or does not come back from one. */
function supervised(tool: string, out: string): Promise<boolean> {
  const args = ["--conditions=etalon-source", tool, ...process.argv.slice(2), "--child"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "ignore"] });
  const start = Date.now();
  const watch = setInterval(() => {
    if (Date.now() - Math.max(start + patience, statSync(out).mtimeMs) > patience) child.kill("SIGKILL");
  }, 5000);
  return new Promise((settle) => {
    child.on("close", (code) => {
      clearInterval(watch);
      settle(code === 0);
    });
  });
}

/** At most so many of them, evenly spread. */
function spread(numbers: readonly number[], most: number): readonly number[] {
  const step = Math.max(1, numbers.length / most);
  return Array.from({ length: Math.floor(numbers.length / step) }, (_, i) => numbers[Math.floor(i * step)]!);
}

/** A copy of the sources with all mutants of a folder in it, for this process and those that it starts. */
async function makeCopy(copy: string, folder: string): Promise<void> {
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
