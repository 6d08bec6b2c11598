/**
 * The regression corpus: a folder of programs that once were counterexamples, each NAME.ell with its input in NAME.in
 * beside it (none is the empty input). Every campaign begins with them.
 */

import { basename, join } from "node:path";
import { type CampaignSettings, type Failure, judgeProgram } from "../../../testing/index.ts";
import { CommandError } from "../../command-error.ts";
import { besides, exists, namesIn, readBytes } from "../../host/files.ts";
import { loadProgram } from "../../host/load.ts";

/** Where a clone keeps its corpus. */
export const defaultCorpus = join("test", "regressions");

/** One program of the corpus, and how it did. */
export interface CorpusResult {
  readonly path: string;
  readonly failure: Failure | undefined;
}

/** Run all of a corpus: the one that the user names, or the clone's. */
export function runCorpus(given: string | undefined, { certify, level, passes }: CampaignSettings): CorpusResult[] {
  const folder = given ?? defaultCorpus;
  // An installed package has no corpus of its own; a corpus that the user names must exist, perhaps as an empty folder.
  if (given !== undefined && !exists(given)) throw new CommandError("file", `there is no folder ${given}`);
  const programs = namesIn(folder).filter((name) => name.endsWith(".ell"));
  return programs.map((name) => {
    const path = join(folder, basename(name));
    const { program } = loadProgram(path);
    const inputPath = besides(path, ".in");
    const input = exists(inputPath) ? readBytes(inputPath) : new Uint8Array();
    return { path, failure: judgeProgram(program, { input, memory: {} }, { certify, level, passes }).failure };
  });
}
