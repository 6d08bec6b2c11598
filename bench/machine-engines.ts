/**
 * The machine's engines and `qemu-riscv32`, side by side on the kernels of bench/kernels, each a run of about 2·10⁹
 * instructions. All of a round is run before the next one begins, so that load on the machine affects all of them
 * equally.
 *
 * Time is user and system time of the whole process for qemu, and for the engines of all threads from loading the image
 * on (docs/benchmarks.md). Slow engines are measured on the beginning of the run.
 */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Benchmark, type Effort, median, type Row } from "./measure.ts";

/** The kernels, by the names of their files. */
export const kernels = ["sieve", "mix", "sha256", "strings"] as const;

/** Where a kernel's executable is. */
export function kernelPath(kernel: string): string {
  return fileURLToPath(new URL(`kernels/${kernel}.elf`, import.meta.url));
}

const contenders = [
  { what: "qemu-riscv32", budget: undefined },
  { what: "wasm", budget: undefined },
  { what: "auto", budget: undefined },
  { what: "interpreter", budget: 1_000_000_000 },
  { what: "reference", budget: 10_000_000 },
] as const;

interface Measured {
  readonly retired: number;
  readonly seconds: number;
  readonly output: string;
}

/** The benchmark. */
export function machineEnginesBenchmark({ samples }: Effort): Benchmark {
  return { room: "machine engines", rows: () => rowsOf(Math.max(Math.ceil(samples / 3), 1)), onlyByName: true };
}

function* rowsOf(rounds: number): Iterable<Row> {
  const withQemu = spawnSync("qemu-riscv32", ["--version"]).status === 0;
  const running = contenders.filter(({ what }) => withQemu || what !== "qemu-riscv32");
  const medians = new Map<string, number[]>();
  for (const kernel of kernels) {
    const rates = new Map<string, number[]>(running.map(({ what }) => [what, []]));
    for (let round = 0; round < rounds; round++) {
      // What qemu did is what the wasm engine retired: it does not count.
      const results = running.map((contender) => ({ ...contender, ...runOnce(kernel, contender) }));
      const whole = results.find(({ what }) => what === "wasm")!;
      for (const { what, budget, seconds, retired, output } of results) {
        if (budget === undefined && output !== whole.output) throw new Error(`${what} differs on ${kernel}`);
        rates.get(what)!.push((budget === undefined ? whole.retired : retired) / seconds / 1e6);
      }
    }
    for (const [what, samples] of rates) {
      medians.set(what, [...(medians.get(what) ?? []), median(samples)]);
      yield { what, workload: kernel, unit: "M instructions/s", samples };
    }
  }
  for (const { what } of running) {
    const samples = [geometricMean(medians.get(what)!)];
    yield { what, workload: "geometric mean", unit: "M instructions/s", samples };
  }
}

function runOnce(kernel: string, { what, budget }: (typeof contenders)[number]): Measured {
  return what === "qemu-riscv32" ? underQemu(kernelPath(kernel)) : onEngine(kernelPath(kernel), what, budget);
}

function underQemu(path: string): Measured {
  const { seconds, rest } = timed(["qemu-riscv32", path]);
  return { retired: 0, seconds, output: `${rest.split("\n")[0] ?? ""}\n` };
}

/** Run a command: the processor time of its process, and what it wrote before the shell told that. */
export function timed(words: readonly string[], input = "/dev/null"): { seconds: number; rest: string } {
  // The second line of `times`, two numbers of minutes and seconds, is what the children of the shell used.
  const script = '"$@"; echo " $?"; times';
  const { stdout } = spawnSync("sh", ["-c", `exec <"$0"; ${script}`, input, ...words], {
    encoding: "latin1",
    maxBuffer: 2 ** 28,
  });
  const lines = stdout.trim().split("\n");
  const seconds = [...(lines.at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)]
    .map(([, minutes, rest]) => 60 * Number(minutes) + Number(rest))
    .reduce((sum, time) => sum + time, 0);
  return { seconds, rest: lines.slice(0, -2).join("\n") };
}

/** The report of a process that ran one engine. */
interface OneRun extends Measured {
  /** Its seconds on the clock. */
  readonly clock: number;
  /** The exit code, and when the program had ended. */
  readonly code?: number;
  readonly ended: number;
}

/** One run in a process of its own. */
export function onEngine(path: string, engine: string, budget?: number, input = ""): OneRun {
  const script = fileURLToPath(new URL("run-kernel.ts", import.meta.url));
  const words = ["--conditions=etalon-source", script, path, engine, `${budget ?? ""}`, input];
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as OneRun;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
