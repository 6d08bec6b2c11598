/**
 * `npm run coq`: compiles the Coq development of coq/, what changed of it, and asks what its theorems rest on. Where Coq is missing it says so, loudly, and
 * succeeds unless `--required` is given.
 */

import { assumptions } from "./coq/assumptions.ts";
import { build, coqVersion } from "./coq/build.ts";

const version = coqVersion();
if (version === undefined) {
  console.error(
    "\n*** There is no coqc here, so coq/ IS NOT CHECKED. Install Coq 8.16 (Debian: apt-get install coq). ***\n",
  );
  if (process.argv.includes("--required")) process.exitCode = 1;
} else {
  await build(version, console.log);
  const wrong = assumptions(version, console.log);
  for (const line of wrong) console.error(`coq: a theorem is not proved without assumptions. ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
}
