/** A checkout of another version: a copy of this one in which one file has one more comment. */

import { appendFileSync, cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../jobs/version.ts";

const parts = ["examples", "package-lock.json", "package.json", "src", "std", "test/proof/checker", "tools"];

/** Make it in a folder that is not there yet. */
export function makeOtherVersion(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const part of parts) cpSync(join(checkout, part), join(folder, part), { recursive: true });
  symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
  appendFileSync(join(folder, "src/core/word.ts"), "// Another version.\n");
}
