/**
 * The regression corpus: a folder of programs that once were counterexamples, each NAME.ell with its input in NAME.in
 * beside it (none is the empty input). Every campaign begins with them.
 */

import { basename, join } from "node:path";
import { type Failure, judgeProgram } from "../proof/index.ts";
import { besides, exists, namesIn, readBytes } from "./files.ts";
import { loadProgram } from "./load.ts";

/** Where a clone keeps its corpus. */
export const defaultCorpus = join("test", "regressions");

/** One program of the corpus, and how it did. */
export interface CorpusResult {
  readonly path: string;
  readonly failure: Failure | undefined;
}

/** Run all of a corpus. */
export function runCorpus(folder: string, certify: boolean): CorpusResult[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(".ell"))
    .map((name) => {
      const path = join(folder, basename(name));
      const { program } = loadProgram(path);
      const inputPath = besides(path, ".in");
      const input = exists(inputPath) ? readBytes(inputPath) : new Uint8Array();
      return { path, failure: judgeProgram(program, { input, memory: {} }, { certify }).failure };
    });
}
