/** Where a verb writes its result: a file, or `-`, which is standard output. */

import { usageError } from "../command-error.ts";

/** Refuse to write the result where the document of `--json` goes. */
export function refuseBesideDocument(output: string | undefined, json: boolean): void {
  if (output === "-" && json) throw usageError("--json has no effect with --output -: both want standard output");
}
