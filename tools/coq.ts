/**
 * `npm run coq`: compiles the Coq development of coq/, what changed of it, asks what its theorems rest on, lets Coq's own checker check
 * the compiled proofs, has Coq prove that an example's executable conforms, and extracts the semantics anew. With `--update` it leaves both of
 * these out, and renews the extracted JavaScript and the figures of docs/coq.md; without, it fails where these differ. Where
 * Coq is missing it says so, loudly, and fails only with `--required`.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { assumptions } from "./coq/assumptions.ts";
import { build, coqVersion } from "./coq/build.ts";
import { checked } from "./coq/checker.ts";
import { madeFromExtraction } from "./coq/extract.ts";
import { imagesProved } from "./coq/images.ts";
import { pages } from "./coq/page.ts";
import { root } from "./trusted/loaded.ts";

const update = process.argv.includes("--update");
const version = coqVersion();
if (version === undefined) {
  console.error(
    "\n*** There is no coqc here, so coq/ IS NOT CHECKED. Install Coq 8.16 (Debian: apt-get install coq). ***\n",
  );
  if (process.argv.includes("--required")) process.exitCode = 1;
} else if (await build(version, console.log)) {
  const wrong = assumptions(version, console.log);
  for (const line of wrong) console.error(`coq: a theorem is not proved without assumptions. ${line}`);
  const disputed = update ? [] : await checked(version, console.log);
  for (const line of disputed) console.error(`coq: coqchk does not agree. ${line}`);
  const unproved = update ? undefined : imagesProved(version, console.log);
  if (unproved !== undefined) console.error(`coq: the executable of an example is not proved to conform. ${unproved}`);
  if (wrong.length + disputed.length > 0 || unproved !== undefined) process.exitCode = 1;
  hold(madeFromExtraction());
} else process.exitCode = 1;
hold([pages()]);

/** Renews files that are not as they should be, or fails. */
function hold(files: readonly { readonly path: string; readonly is: string; readonly should: string }[]): void {
  for (const { path, is, should } of files) {
    if (is === should) continue;
    const name = relative(root, path);
    if (update) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, should);
      console.log(`renewed: ${name}`);
    } else {
      console.error(`${name} is not what the sources of coq/ say. To renew it: npm run coq -- --update`);
      process.exitCode = 1;
    }
  }
}
