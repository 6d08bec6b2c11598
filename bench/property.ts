/**
 * Property tests of the compiler: programs a second, end to end (generate, check, compile, run both sides, compare), and
 * how small and how fast what fails is made. docs/property-testing.md has the figures of one run.
 */

import { checkGenerated, failureIn, generateCase, judgeProgram, shrinkCase } from "etalon/proof";
import { mutants } from "../src/proof/mutants/mutants.ts";
import { type Benchmark, type Effort, measure, median, type Row } from "./measure.ts";

const batch = 100;

/** The room `property`: throughput at two sizes. */
export function propertyBenchmark(effort: Effort): Benchmark {
  return {
    room: "property",
    *rows() {
      for (const size of [25, 60]) {
        let index = 0;
        yield measure(
          { what: "cases, end to end", workload: `median of ${size} nodes`, unit: "programs/s" },
          effort,
          () => {
            for (let i = 0; i < batch; i++) {
              const test = generateCase(1, index++, { size, swarm: false });
              const { failure } = judgeProgram(checkGenerated(test.module).program, test);
              if (failure !== undefined) throw new Error(failure.detail);
            }
            return batch;
          },
        );
      }
    },
  };
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
