/**
 * How soon seeded bugs are found: tests to kill over a fixed stream without stopping, beside a plain `fc.letrec`; time
 * to kill from ten seeds; and how small and how fast cases are shrunk. docs/benchmarks.md has the figures of one run.
 */

import * as fc from "fast-check";
import { checkModule } from "../src/lang/check/check.ts";
import { generateInput } from "../src/testing/generate/arbitrary.ts";
import { Chance } from "../src/testing/generate/random.ts";
import { type Exhibit, exhibit, type Trial } from "../src/testing/mutants/exhibit.ts";
import { hunt, type Kill, killedBy } from "../src/testing/mutants/hunt.ts";
import { mutants } from "../src/testing/mutants/mutants.ts";
import { roomy, trial } from "../src/testing/mutants/stream.ts";
import { letrecModule } from "./letrec.ts";
import type { Benchmark, Effort, Row } from "./measure.ts";

const seed = 1;
const resamples = 500;
/** The room `mutants`. Briefly: a quarter of the programs, three seeds, and shorter hunts. */
export function mutantsBenchmark(effort: Effort): Benchmark {
  const brief = effort.samples < 9;
  return {
    room: "mutants",
    onlyByName: true,
    rows: () => rows(brief ? 500 : 2000, brief ? 3 : 10, brief ? 1000 : 5000),
  };
}

function* rows(programs: number, seeds: number, patience: number): Generator<Row> {
  yield* stream("generator", programs, (i) => trial(seed + i));
  const plain = fc.sample(letrecModule, { seed, numRuns: programs });
  yield* stream("fc.letrec", programs, (i) => {
    const checked = checkModule(plain[i]!);
    if (!checked.ok) throw new Error(`the baseline made no program: ${checked.error[0]?.message}`);
    return { program: checked.value, input: generateInput(seed + i), memory: roomy };
  });
  yield* hunts(seeds, patience);
}

/** Which mutants each program of a stream kills. */
function* stream(name: string, programs: number, trialOf: (index: number) => Trial): Generator<Row> {
  const numbers = new Map(mutants.map((mutant, k) => [mutant, k]));
  const killed: number[][] = [];
  let unfit = 0;
  for (let i = 0; i < programs; i++) {
    const shown: Exhibit | string = exhibit(trialOf(i));
    if (shown === "differs") throw new Error(`our own compiler is wrong on program ${i} of ${name}`);
    if (typeof shown === "string") unfit++;
    killed.push(typeof shown === "string" ? [] : killedBy(shown, mutants).map((mutant) => numbers.get(mutant)!));
  }
  const workload = `${name}, ${programs} programs from seed ${seed}`;
  const indices = killed.map((_, i) => i);
  const estimate = geometricMean(killed, indices);
  const chance = new Chance(seed);
  const spread = Array.from({ length: resamples }, () =>
    geometricMean(
      killed,
      indices.map(() => chance.below(programs)),
    ),
  ).sort((a, b) => a - b);
  const interval = [spread[Math.floor(0.025 * resamples)]!, estimate, spread[Math.floor(0.975 * resamples)]!];
  yield { what: "tests to kill, geometric mean (95% interval)", workload, unit: "programs", samples: interval };
  const counts = countsOf(killed, indices);
  yield { what: "mutants never killed", workload, unit: "mutants", samples: [counts.filter((k) => k === 0).length] };
  yield { what: "programs without an answer", workload, unit: "programs", samples: [unfit] };
  const rare = mutants
    .map(({ name: mutant }, k) => [mutant, counts[k]!] as const)
    .sort((a, b) => a[1] - b[1])
    .slice(0, 8);
  console.log(`\n${workload}: rarest ${rare.map(([mutant, count]) => `${mutant} ${count}`).join(", ")}\n`);
}

function countsOf(killed: readonly (readonly number[])[], indices: readonly number[]): number[] {
  const counts = mutants.map(() => 0);
  for (const i of indices) for (const k of killed[i]!) counts[k] = counts[k]! + 1;
  return counts;
}

/** Over the mutants, of programs ÷ kills; one that is never killed counts as half a kill. */
function geometricMean(killed: readonly (readonly number[])[], indices: readonly number[]): number {
  const logs = countsOf(killed, indices).map((kills) => Math.log(indices.length / Math.max(0.5, kills)));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** Milliseconds of processor time, so that other work on the machine is not counted. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Hunts from several seeds, a million programs apart, each until all are killed or `patience` programs were tried. */
function* hunts(seeds: number, patience: number): Generator<Row> {
  const kills: Kill[] = [];
  const survivors = new Map<string, number>();
  for (let k = 1; k <= seeds; k++)
    for (const progress of hunt(mutants, { seed: k * 1_000_000, small: k === 1, now: processorTime })) {
      kills.push(...progress.kills);
      if (progress.tests < patience) continue;
      for (const { name } of progress.alive) survivors.set(name, (survivors.get(name) ?? 0) + 1);
      break;
    }
  const small = kills.filter(({ seed: at }) => at < 2_000_000);
  const workload = `${seeds} seeds, at most ${patience} programs each`;
  const hunted = seeds * mutants.length;
  const share = (seconds: number): number => (100 * kills.filter(({ time }) => time <= 1000 * seconds).length) / hunted;
  for (const seconds of [0.1, 1, 10, 60])
    yield { what: `killed within ${seconds} s`, workload, unit: "% of mutants", samples: [share(seconds)] };
  const within = (name: string): number =>
    kills.filter((kill) => kill.mutant.name === name && kill.time <= 60_000).length;
  const always = mutants.filter(({ name }) => within(name) === seeds).length;
  yield {
    what: "killed within 60 s from every seed",
    workload,
    unit: `of ${mutants.length} mutants`,
    samples: [always],
  };
  yield* quantiles(
    "nodes of a shrunk case",
    workload,
    "nodes",
    small.map((kill) => kill.small.nodes),
    [50, 90, 100],
  );
  yield* quantiles(
    "time to shrink",
    workload,
    "ms",
    small.map(({ shrinkTime }) => shrinkTime),
    [50, 95, 100],
  );
  yield {
    what: "certificates accepted",
    workload,
    unit: `of ${kills.length} kills`,
    samples: [kills.filter(({ unsound }) => unsound).length],
  };
  const text = [...survivors].map(([name, times]) => `${name} (${times})`).join(", ");
  console.log(`\nsurvivors: ${text === "" ? "none" : text}\n`);
  const slow = kills
    .filter(({ time }) => time > 10_000)
    .map(({ mutant, time }) => `${mutant.name} ${Math.round(time / 1000)} s`);
  console.log(`over 10 s: ${slow.length === 0 ? "none" : slow.join(", ")}\n`);
}

function* quantiles(
  what: string,
  workload: string,
  unit: string,
  values: number[],
  percents: number[],
): Generator<Row> {
  const sorted = values.toSorted((a, b) => a - b);
  for (const percent of percents) {
    const place = Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length));
    yield {
      what: `${what}, ${percent === 50 ? "median" : `${percent}th percentile`}`,
      workload,
      unit,
      samples: [sorted[place] ?? 0],
    };
  }
}
