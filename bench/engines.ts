/**
 * The semantics, side by side on the same programs and inputs. Their steps are of different sizes: only whole runs a
 * second can be compared.
 */

import { environmentOf } from "etalon";
import { runAllocated, runFlow } from "etalon/compiler";
import { evaluate, runSteps } from "etalon/lang";
import { runMachine } from "etalon/machine";
import { type Benchmark, type Effort, measure, type Row } from "./measure.ts";
import { type Workload, workloads } from "./workloads.ts";

interface Engine {
  readonly what: string;
  readonly unit: string;
  /** A whole run, in units. */
  readonly run: (workload: Workload) => number;
}

const engines: readonly Engine[] = [
  {
    what: "Ell, small steps",
    unit: "M steps/s",
    run: ({ program, input }) => runSteps(program, environmentOf(input)).steps / 1e6,
  },
  {
    what: "Ell, big steps",
    unit: "M ticks/s",
    run({ program, input }) {
      const evaluated = evaluate(program, environmentOf(input));
      return evaluated.ok ? evaluated.value.ticks / 1e6 : 0;
    },
  },
  {
    what: "flow",
    unit: "M steps/s",
    run: ({ compilation, input }) => runFlow(compilation.flow, environmentOf(input)).steps / 1e6,
  },
  {
    what: "flow, allocated",
    unit: "M steps/s",
    run: ({ compilation, input }) => runAllocated(compilation.allocated, environmentOf(input)).steps / 1e6,
  },
  {
    what: "RV32IM, reference",
    unit: "M instructions/s",
    run: ({ compilation, input }) => runMachine(compilation.image, { input }).retired / 1e6,
  },
];

/** Every engine on every workload, in its own unit and in whole runs. */
export function enginesBenchmark(effort: Effort): Benchmark {
  return {
    room: "semantics",
    *rows() {
      for (const workload of workloads()) {
        for (const { what, unit, run } of engines) {
          let amount = 0;
          const row: Row = measure({ what, workload: workload.name, unit: "runs/s" }, effort, () => {
            amount = run(workload);
            return 1;
          });
          yield { ...row, unit, samples: row.samples.map((runs) => runs * amount) };
          yield row;
        }
      }
    },
  };
}
