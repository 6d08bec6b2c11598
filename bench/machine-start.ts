/**
 * What a short run costs: `examples/hello.ell`, compiled, as the first run of a process on each engine, from loading the
 * image on. The start of Node and reading the file are not in it; what the host compiles for the first time is.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "etalon/compiler";
import { engineNames } from "etalon/engine";
import { parseProgram } from "etalon/lang";
import { writeElf } from "etalon/machine";
import { onEngine } from "./machine-engines.ts";
import type { Benchmark, Effort, Row } from "./measure.ts";
import { exampleText } from "./workloads.ts";

/** The benchmark. */
export function machineStartBenchmark({ samples }: Effort): Benchmark {
  return { room: "machine start", rows: () => rowsOf(samples), onlyByName: true };
}

function* rowsOf(rounds: number): Iterable<Row> {
  const directory = mkdtempSync(join(tmpdir(), "etalon-bench-"));
  try {
    const path = join(directory, "hello.elf");
    const program = parseProgram(exampleText("hello"));
    const compiled = program.ok ? compile(program.value) : undefined;
    if (compiled?.ok !== true) throw new Error("hello does not compile");
    writeFileSync(path, writeElf(compiled.value.image));
    const engines = [...engineNames, "auto"] as const;
    const rows = engines.flatMap((what) => [
      { what, workload: "hello, processor time", unit: "ms", samples: [] as number[] },
      { what, workload: "hello, on the clock", unit: "ms", samples: [] as number[] },
    ]);
    for (let round = 0; round < rounds; round++) {
      for (const [i, engine] of engines.entries()) {
        const { seconds, clock } = onEngine(path, engine);
        rows[2 * i]!.samples.push(1000 * seconds);
        rows[2 * i + 1]!.samples.push(1000 * clock);
      }
    }
    yield* rows;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
