/**
 * Does time grow as the program does, and memory? For each kind of program (programs-that-grow.ts) each phase of compiling and
 * checking is measured at three sizes, each twice the one before, in one run. Time at 2n ÷ time at n is 2 where time is linear, and
 * 4 where it is quadratic, on any machine.
 */

import {
  claimsOf,
  defaultLevel,
  type InMemory,
  type Linked,
  optimisations,
  passes,
  type Stage,
  stages,
} from "etalon/compiler";
import { parseProgram } from "etalon/lang";
import { checkClaims } from "etalon/proof";
import { collect } from "./growth.ts";
import { type Benchmark, now, threeDigits } from "./measure.ts";
import { type Growing, growing } from "./programs-that-grow.ts";
import { figuresOn } from "./renew.ts";

/** What a text takes: milliseconds of each phase, and megabytes that are live at the end of the stages, at most. */
interface Cost {
  readonly times: ReadonlyMap<string, number>;
  readonly memory: number;
}

const list: readonly Stage[] = stages;
const chosen = new Set([...optimisations()].filter(([, { level }]) => level <= defaultLevel).map(([name]) => name));

/** A text through all phases, once. */
function once(text: string, withMemory: boolean): Cost {
  const times = new Map<string, number>();
  const timed = <Made>(phase: string, action: () => Made): Made => {
    const begin = now();
    const made = action();
    times.set(phase, now() - begin);
    return made;
  };
  const live = (): number => {
    if (withMemory) collect();
    return withMemory ? process.memoryUsage().heapUsed / 1e6 : 0;
  };
  const before = live();
  const parsed = timed("parse", () => parseProgram(text));
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  const program = parsed.value;
  const results: unknown[] = [program];
  let memory = 0;
  for (const stage of list) {
    const made = timed(stage.name, () => stage.run(results.at(-1), { using: passes, sizes: {}, chosen }));
    if (!made.ok) throw new Error(made.error.message);
    results.push(made.value);
    memory = Math.max(memory, live() - before);
  }
  const [{ memory: layout }, { image, cuts }] = results.slice(-2) as [InMemory<unknown>, Linked];
  const claims = claimsOf({ memory: layout, cuts: cuts() });
  const answer = timed("check", () => checkClaims(program, image, claims));
  if (answer.verdict !== "certified") throw new Error(answer.reason);
  times.set(
    "compile",
    list.reduce((sum, { name }) => sum + times.get(name)!, 0),
  );
  return { times, memory };
}

/** The least that each phase took in some turns, more of them where it is over soon; and the memory of one turn more. */
function costOf(text: string): Cost {
  const turns = [once(text, false)];
  const whole = turns[0]!.times.get("compile")! + turns[0]!.times.get("check")!;
  for (let more = whole > 1500 ? 0 : whole > 300 ? 1 : 4; more > 0; more--) turns.push(once(text, false));
  const phases = [...turns[0]!.times.keys()];
  const least = phases.map((phase) => [phase, Math.min(...turns.map(({ times }) => times.get(phase)!))] as const);
  return { times: new Map(least), memory: once(text, true).memory };
}

/** Of phases that take less, ratios say nothing. */
const leastShown = 20;
/** Ratios above this are shown of phases, too. */
const suspicious = 2.8;

function* rowsOf({ name, of, text, most }: Growing, quick: boolean): Generator<string> {
  const largest = quick ? most / 4 : most;
  costOf(text(Math.ceil(largest / 16)));
  const costs = [4, 2, 1].map((part) => costOf(text(Math.ceil(largest / part))));
  const row = (what: string, values: readonly number[]): string => {
    const ratios = [values[1]! / values[0]!, values[2]! / values[1]!].map((ratio) => ratio.toFixed(2));
    return `| ${name} | ${largest.toLocaleString("en")} ${of} | ${what} | ${values.map(threeDigits).join(" | ")} | ${ratios.join(" | ")} |`;
  };
  for (const phase of costs[2]!.times.keys()) {
    const values = costs.map(({ times }) => times.get(phase)!);
    const grows = values[2]! >= leastShown && values[2]! / values[1]! > suspicious;
    if (phase === "compile" || phase === "check" || grows) yield row(`${phase}, ms`, values);
  }
  yield row(
    "live after stages, MB",
    costs.map(({ memory }) => memory),
  );
}

const head = [
  "| one thing grows | to | what | n/4 | n/2 | n | n/2 ÷ n/4 | n ÷ n/2 |",
  "|---|---:|---|---:|---:|---:|---:|---:|",
];

/** The kinds that some words name, in part; all where none does. */
function kindsNamed(words: readonly string[]): readonly Growing[] {
  const named = growing.filter(({ name }) => words.some((word) => name.includes(word)));
  return named.length === 0 ? growing : named;
}

/**
 * The table: a row for each phase that seems to grow faster than the program, and for compiling and checking as a whole. Words may choose
 * kinds by name; on the page the rows of the others then stay.
 */
export function linearBenchmark(quick: boolean, words: readonly string[]): Benchmark {
  const made = new Map<string, readonly string[]>();
  return {
    room: "linear",
    onlyByName: true,
    *rows() {
      // Growth is not a rate.
    },
    *figures() {
      yield* head;
      for (const kind of kindsNamed(words)) {
        const lines: string[] = [];
        for (const line of rowsOf(kind, quick)) {
          lines.push(line);
          yield line;
        }
        made.set(kind.name, lines);
      }
    },
    page() {
      const before = figuresOn("linear");
      const rows = ({ name }: Growing): readonly string[] =>
        made.get(name) ?? before.filter((line) => line.startsWith(`| ${name} |`));
      return [...head, ...growing.flatMap(rows)];
    },
  };
}
