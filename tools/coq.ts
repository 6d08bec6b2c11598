/**
 * `npm run coq`: compiles the Coq development of coq/, what changed of it. Where Coq is missing it says so, loudly, and
 * succeeds unless `--required` is given.
 */

import { build, coqVersion } from "./coq/build.ts";

const version = coqVersion();
if (version === undefined) {
  console.error(
    "\n*** There is no coqc here, so coq/ IS NOT CHECKED. Install Coq 8.16 (Debian: apt-get install coq). ***\n",
  );
  if (process.argv.includes("--required")) process.exitCode = 1;
} else await build(version, console.log);
