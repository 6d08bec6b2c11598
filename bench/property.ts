/**
 * Property tests of the compiler: programs a second, end to end (generate, check, compile, run both sides, compare, count), as campaigns do,
 * and how small failing cases become, and how fast. docs/benchmarks.md has the figures of one run.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { failureIn, generateCase, runBlock, shrinkCase } from "etalon/testing";
import { setHostFor } from "../src/cli/verbs/test/campaign/host-settings.ts";
import { mutants } from "../src/testing/mutants/mutants.ts";
import { type Benchmark, type Effort, measure, median, type Row } from "./measure.ts";

const sizes = [25, 60];
/** Cases before the first sample. By then the host has compiled the important code; campaigns are longer. */
const warmUp = 20_000;
/** Cases of the processes that are measured whole. */
const counts = [5_000, 50_000];

/** The room `property`: throughput at two sizes, of a process that has run for a while and of whole processes. */
export function propertyBenchmark(effort: Effort): Benchmark {
  return {
    room: "property",
    *rows() {
      const resetHost = setHostFor();
      for (const size of sizes) {
        let block = 0;
        const some = (): number => {
          const { cases, found } = runBlock({ seed: 1, size, swarm: false, certify: false }, block++);
          if (found.length > 0) throw new Error(found[0]!.detail);
          return cases;
        };
        for (let cases = 0; cases < warmUp; ) cases += some();
        const what = `cases, end to end, after ${warmUp.toLocaleString("en")}`;
        yield measure({ what, workload: `median of ${size} nodes`, unit: "programs/s" }, effort, some);
      }
      resetHost();
      const code = mkdtempSync(join(tmpdir(), "etalon-bench-"));
      try {
        secondsOf(1, sizes[0]!, code);
        for (const size of sizes)
          for (const count of counts) {
            const times = Array.from({ length: Math.ceil(effort.samples / 3) }, () => secondsOf(count, size, code));
            const what = `cases, end to end, a process of ${count.toLocaleString("en")}`;
            const samples = times.map((seconds) => count / seconds);
            yield { what, workload: `median of ${size} nodes`, unit: "programs/s, all threads", samples };
          }
      } finally {
        rmSync(code, { recursive: true });
      }
    },
  };
}

/** Processor time of a process that runs so many cases and nothing else, with its start; its code is kept in a folder, as the command keeps it. */
function secondsOf(count: number, size: number, code: string): number {
  const script = fileURLToPath(new URL("run-cases.ts", import.meta.url));
  const words = ["--conditions=etalon-source", script, String(count), String(size)];
  const env = { ...process.env, NODE_COMPILE_CACHE: code };
  return Number(execFileSync(process.execPath, words, { encoding: "utf8", env }));
}

const seed = 11;
const size = 60;
const each = 2;
const patience = 1500;

/** The room `property-shrinking`: the first cases that show each mutant, made small. */
export function shrinkingBenchmark(): Benchmark {
  return {
    room: "property-shrinking",
    onlyByName: true,
    *rows() {
      const nodes: number[] = [];
      const milliseconds: number[] = [];
      for (const { passes: using } of mutants) {
        for (let i = 0, shown = 0; i < patience && shown < each; i++) {
          const test = generateCase(seed, i, { size, swarm: false });
          if (failureIn(test, { using }) === undefined) continue;
          shown++;
          const { user, system } = process.cpuUsage();
          const small = shrinkCase(test, { using });
          const spent = process.cpuUsage({ user, system });
          milliseconds.push((spent.user + spent.system) / 1000);
          if (small !== undefined) nodes.push(small.nodes);
        }
      }
      const workload = `${nodes.length} cases of ${mutants.length} mutants`;
      yield* quantiles("shrunk to", workload, "nodes", nodes);
      yield* quantiles("shrinking", workload, "ms of processor time", milliseconds);
    },
  };
}

function* quantiles(what: string, workload: string, unit: string, values: readonly number[]): Generator<Row> {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  yield { what: `${what}, median`, workload, unit, samples: [median(values)] };
  for (const share of [0.9, 0.95]) yield { what: `${what}, ${100 * share}%`, workload, unit, samples: [at(share)] };
}
