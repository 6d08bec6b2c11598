/**
 * The front end and the compiler, on one long program: how much text, and how many lines, in a second.
 */

import { compile } from "etalon/compiler";
import { parseModule, parseProgram, standardLoader } from "etalon/lang";
import { writeElf } from "etalon/machine";
import { type Benchmark, type Effort, measure } from "./measure.ts";
import { longProgram } from "./workloads.ts";

/** Text to tree, text to program, program to file. */
export function frontBenchmark(effort: Effort): Benchmark {
  return {
    room: "front end and compiler",
    *rows() {
      const text = longProgram(10_000);
      const megabytes = new TextEncoder().encode(text).length / 1e6;
      const lines = text.split("\n").length;
      const workload = `kmp.ell under many names, ${lines} lines`;
      const program = parseProgram(text, standardLoader());
      if (!program.ok) throw new Error(program.error[0]?.message);
      yield measure({ what: "parse", workload, unit: "MB/s" }, effort, () => {
        if (!parseModule(text).ok) throw new Error("refused");
        return megabytes;
      });
      yield measure({ what: "parse and check", workload, unit: "MB/s" }, effort, () => {
        if (!parseProgram(text, standardLoader()).ok) throw new Error("refused");
        return megabytes;
      });
      yield measure({ what: "compile, from program to file", workload, unit: "lines/s" }, effort, () => {
        const compiled = compile(program.value);
        if (!compiled.ok) throw new Error(compiled.error.message);
        writeElf(compiled.value.image);
        return lines;
      });
    },
  };
}
