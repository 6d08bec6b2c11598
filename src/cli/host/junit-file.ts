/** `--junit FILE`: the results of a verb for a build server, too. */

import type { OptionSpec } from "../arguments.ts";
import { type JunitCase, junitDocument } from "../view/junit.ts";
import { writeBytes } from "./files.ts";

/** The option. */
export const junitOption: OptionSpec = { name: "junit", value: "FILE", help: "write the results as JUnit XML, too" };

/** Write some cases, under the name of the command line that they are of. */
export function writeJunit(path: string, name: string, cases: readonly JunitCase[]): void {
  writeBytes(path, new TextEncoder().encode(junitDocument(name, cases)));
}
