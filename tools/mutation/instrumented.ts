/**
 * A copy of the sources in which some files hold all of StrykerJS's mutants at once, each behind a switch.
 *
 * One load serves every mutant: the global `__stryker__.activeMutant` names the one that is on. What the others import is copied as it is.
 */

import { cpSync, globSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Mutant } from "@stryker-mutator/api/core";
import { Instrumenter, type InstrumenterOptions } from "@stryker-mutator/instrumenter";

const quiet = (): void => undefined;
const level = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet, fatal: quiet };
const off = (): boolean => false;
const logger = {
  ...level,
  isTraceEnabled: off,
  isDebugEnabled: off,
  isInfoEnabled: off,
  isWarnEnabled: off,
  isErrorEnabled: off,
  isFatalEnabled: off,
};

/** Copy the sources to an empty folder, the files of a pattern with their mutants; the result are those that are not to be left out. */
export async function instrument(
  folder: string,
  pattern: string,
  ignorers: InstrumenterOptions["ignorers"] = [],
): Promise<readonly Mutant[]> {
  cpSync("src", join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  const files = globSync(pattern)
    .sort()
    .map((name) => ({ name, mutate: true, content: readFileSync(name, "utf8") }));
  const made = await new Instrumenter(logger).instrument(files, { plugins: null, ignorers, excludedMutations: [] });
  for (const { name, content } of made.files) writeFileSync(join(folder, name), content);
  return made.mutants.filter(({ status }) => status !== "Ignored");
}
