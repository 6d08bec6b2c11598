/**
 * A copy of the sources whose compiler holds all of StrykerJS's mutants at once, each behind a switch.
 *
 * One load serves every mutant: the global `__stryker__.activeMutant` names the one that is on. Only src/compiler is
 * mutated; what it imports from other rooms is copied as it is.
 */

import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/** A change to the compiler's source. */
export interface CompilerMutant {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** The kind of change, in StrykerJS's words. */
  readonly mutator: string;
  readonly replacement: string;
}

/** The mutated copy. */
export interface Instrumented {
  /** Where the copy is: `src` is in it. */
  readonly folder: string;
  readonly mutants: readonly CompilerMutant[];
  readonly remove: () => void;
}

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

/** Copy the sources to a temporary folder, the compiler with its mutants. */
export async function instrument(): Promise<Instrumented> {
  const folder = mkdtempSync(join(tmpdir(), "etalon-mutants-"));
  cpSync("src", join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  const files = globSync("src/compiler/**/*.ts")
    .sort()
    .map((name) => ({ name, mutate: true, content: readFileSync(name, "utf8") }));
  const result = await new Instrumenter(logger).instrument(files, {
    plugins: null,
    ignorers: [],
    excludedMutations: [],
  });
  for (const { name, content } of result.files) writeFileSync(join(folder, name), content);
  const mutants = result.mutants
    .filter(({ status }) => status !== "Ignored")
    .map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      mutator: mutatorName,
      replacement,
    }));
  return { folder, mutants, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
