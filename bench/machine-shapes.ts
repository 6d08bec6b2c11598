/**
 * The machine's engines on programs that are hard for a translator (shapes.ts), as ratios within one round: to the
 * interpreter, which no engine should be slower than, and to `qemu-riscv32`. Time is that of docs/benchmarks.md: all
 * threads, user and system. What a process needs to end once the program has ended is measured on the clock.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeElf } from "etalon/machine";
import { onEngine, timed } from "./machine-engines.ts";
import type { Benchmark, Effort, Row } from "./measure.ts";
import { type ShapedProgram, shapes } from "./shapes.ts";

/** The benchmark. */
export function machineShapesBenchmark({ samples }: Effort): Benchmark {
  return { room: "machine shapes", rows: () => rowsOf(Math.max(Math.ceil(samples / 3), 1)), onlyByName: true };
}

/** How much longer than the shortest programs. */
const sizes = [1, 40];

const compared = ["interpreter", "auto"] as const;

function* rowsOf(rounds: number): Iterable<Row> {
  const directory = mkdtempSync(join(tmpdir(), "etalon-bench-"));
  try {
    const all = sizes.flatMap((size) => shapes(size).filter(({ grows }) => grows || size === 1));
    for (const shape of all) yield* rowsOfShape(shape, rounds, directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function* rowsOfShape({ name, image, input }: ShapedProgram, rounds: number, directory: string): Iterable<Row> {
  const [file, inputFile] = [join(directory, "shape.elf"), join(directory, "input")];
  writeFileSync(file, writeElf(image), { mode: 0o755 });
  writeFileSync(inputFile, input);
  const withQemu = spawnSync("qemu-riscv32", ["--version"]).status === 0;
  const rows = new Map<string, { unit: string; samples: number[] }>();
  const add = (what: string, unit: string, sample: number): void => {
    const row = rows.get(what) ?? { unit, samples: [] };
    row.samples.push(sample);
    rows.set(what, row);
  };
  let retired = 0;
  for (let round = 0; round < rounds; round++) {
    const runs = compared.map((engine) => {
      const run = onEngine(file, engine, undefined, inputFile);
      return { ...run, engine, lingers: Date.now() - run.ended };
    });
    const [interpreter] = runs;
    retired = interpreter!.retired;
    const qemu = withQemu ? timed(["qemu-riscv32", file], inputFile).seconds : undefined;
    for (const { engine, seconds, clock, code, output, retired: own, lingers } of runs) {
      if (code !== interpreter!.code || own !== retired || output !== interpreter!.output) {
        throw new Error(`${engine} differs on ${name}`);
      }
      if (engine !== "interpreter") {
        add(`${engine} ÷ interpreter, processor time`, "ratio", seconds / interpreter!.seconds);
        add(`${engine} ÷ interpreter, on the clock`, "ratio", clock / interpreter!.clock);
        add(`${engine}: from the program's end to the process's`, "ms", lingers);
      }
      if (qemu !== undefined && qemu > 0) add(`speed of ${engine} ÷ that of qemu`, "ratio", qemu / seconds);
    }
  }
  for (const [what, { unit, samples }] of rows) {
    yield { what, workload: `${name}, ${(retired / 1e6).toFixed(1)} M instructions`, unit, samples };
  }
}
