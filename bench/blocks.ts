/**
 * Blocks of input and output: `cat` and `wc` on 4 MB in Ell, and in C as gcc -O1 compiles it, under qemu-riscv32. Both read
 * blocks of 64 KiB. Measured is the processor time of the whole process, user and system, as a shell sees it.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "etalon/compiler";
import { parseProgram } from "etalon/lang";
import { writeElf } from "etalon/machine";
import { bashTime } from "./bash-time.ts";
import { type Benchmark, type Effort, median, type Row } from "./measure.ts";

const folder = join(import.meta.dirname, "blocks");
const programs = ["cat", "wc"] as const;
const megabytes = 4;
/** Processes of one sample: one takes a few milliseconds, and a shell counts in those. */
const times = 10;

/** Ways to make an executable of a program. */
const makers = {
  Ell(name: string, to: string): void {
    const program = parseProgram(readFileSync(join(folder, `${name}.ell`), "utf8"));
    const compiled = program.ok ? compile(program.value) : program;
    if (!compiled.ok) throw new Error(`${name}.ell is not compiled`);
    writeFileSync(to, writeElf(compiled.value.image), { mode: 0o755 });
  },
  "C, gcc -O1"(name: string, to: string): void {
    const words = ["-O1", "-march=rv32im", "-mabi=ilp32", "-nostdlib", "-static", "-ffreestanding"];
    const made = spawnSync("riscv64-unknown-elf-gcc", [...words, join(folder, `${name}.c`), "-o", to]);
    if (made.status !== 0) throw new Error(`${name}.c is not compiled: ${made.error?.message ?? String(made.stderr)}`);
  },
};

/** Seconds of one process, the mean of several; and what one of them wrote. */
function run(elf: string, input: string): { readonly seconds: number; readonly output: string } {
  const script = `time for i in $(seq ${times}); do qemu-riscv32 ${elf} <${input} >/dev/null; done; qemu-riscv32 ${elf} <${input} | cksum`;
  const { seconds, output } = bashTime(script);
  return { seconds: seconds / times, output };
}

/** The room, which needs bash, qemu-riscv32 and riscv64-unknown-elf-gcc. */
export function blocksBenchmark({ samples: count }: Effort): Benchmark {
  const ratios: string[] = [];
  return {
    room: "blocks of input and output",
    onlyByName: true,
    *rows() {
      const work = mkdtempSync(join(tmpdir(), "etalon-blocks-"));
      try {
        const input = join(work, "input");
        const line =
          "It is a truth universally acknowledged, that a byte in possession of a block\tmust be in want of a loop.\n";
        writeFileSync(input, line.repeat(Math.ceil((megabytes * 2 ** 20) / line.length)).slice(0, megabytes * 2 ** 20));
        for (const name of programs) yield* rowsOf(name, work, input);
      } finally {
        rmSync(work, { recursive: true });
      }
    },
    figures: () => ratios,
  };

  function rowsOf(name: string, work: string, input: string): Row[] {
    const made = Object.entries(makers).map(([what, make], i) => {
      const elf = join(work, `${name}-${i}.elf`);
      make(name, elf);
      return { what, elf, seconds: [] as number[] };
    });
    // In turn, so that what else the machine does falls on both.
    for (let sample = 0; sample <= 2 * count; sample++) {
      const outputs = made.map(({ elf, seconds }) => {
        const { seconds: spent, output } = run(elf, input);
        if (sample > 0) seconds.push(spent);
        return output;
      });
      if (new Set(outputs).size > 1) throw new Error(`${name}: the outputs differ`);
    }
    const [ell, c] = made.map(({ seconds }) => median(seconds));
    ratios.push(`\n${name}: Ell takes ${(ell! / c!).toFixed(2)} times the processor time of C`);
    return made.map(({ what, seconds }) => ({
      what,
      workload: `${name}, ${megabytes} MB in blocks of 64 KiB`,
      unit: "MB/s",
      samples: seconds.map((s) => megabytes / s),
    }));
  }
}
