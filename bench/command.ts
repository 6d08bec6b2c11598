/**
 * What the command costs as a user has it: the built package, as whole processes with all that they start, qemu and its
 * sandbox too. Processor time, so that other work on the machine matters little.
 */

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { timed } from "./machine-engines.ts";
import type { Benchmark, Effort, Row } from "./measure.ts";

const root = join(import.meta.dirname, "..");

/** What is run: a verb, and a program it is about. */
const commands: readonly { readonly what: string; readonly words: readonly string[] }[] = [
  { what: "etalon --version", words: ["--version"] },
  { what: "check, without qemu", words: ["check", "examples/hello.ell", "--no-qemu"] },
  { what: "check", words: ["check", "examples/hello.ell"] },
  { what: "check", words: ["check", "examples/sieve.ell"] },
];

/** The benchmark. */
export function commandBenchmark({ samples }: Effort): Benchmark {
  return { room: "command", rows: () => rowsOf(samples), onlyByName: true };
}

function* rowsOf(rounds: number): Iterable<Row> {
  if (!existsSync(join(root, "dist/cli/main.js"))) throw new Error("there is no built package: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "etalon-bench-"));
  try {
    // Without sources beside it the launcher runs what was built.
    cpSync(join(root, "bin"), join(folder, "bin"), { recursive: true });
    symlinkSync(join(root, "dist"), join(folder, "dist"));
    symlinkSync(join(root, "package.json"), join(folder, "package.json"));
    const launcher = join(folder, "bin/etalon.js");
    const words = (rest: readonly string[]): string[] => [
      process.execPath,
      launcher,
      ...rest.map((word) => (word.startsWith("examples/") ? join(root, word) : word)),
    ];
    for (const { what, words: rest } of commands) {
      const [node, ...first] = words(rest);
      execFileSync(node!, first); // the first start compiles, and keeps what it compiled
      const workload = rest.find((word) => word.startsWith("examples/")) ?? "";
      const taken = Array.from({ length: rounds }, () => 1000 * timed(words(rest)).seconds);
      yield { what, workload, unit: "ms", samples: taken };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
