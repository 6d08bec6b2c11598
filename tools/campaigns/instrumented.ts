/** A copy of the sources whose compiler holds all of StrykerJS's mutants at once, each behind a switch. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instrument as instrumentFiles } from "../mutation/instrumented.ts";

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

/** Copy the sources to a temporary folder, the compiler with its mutants. */
export async function instrument(): Promise<Instrumented> {
  const folder = mkdtempSync(join(tmpdir(), "etalon-mutants-"));
  const found = await instrumentFiles(folder, "src/compiler/**/*.ts");
  const mutants = found.map(({ id, fileName, location, mutatorName, replacement }) => ({
    id,
    file: fileName,
    line: location.start.line + 1,
    mutator: mutatorName,
    replacement,
  }));
  return { folder, mutants, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
