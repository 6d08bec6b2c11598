/**
 * Coq's kernel proves of an executable that it conforms: the file for Coq that `npm run coq:theorem` writes of an example, compiled by coqc.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../../src/compiler/pipeline.ts";
import { parseProgram } from "../../src/lang/index.ts";
import { root } from "../trusted/loaded.ts";
import { digestOf, folder, isMade, library, noteMade, stamps } from "./build.ts";
import { hintsOf, theoremOf } from "./examine.ts";

/** The example that is proved: it has loops, a call and both kinds of exchanges, and takes seconds. */
const example = "cat";

/** The file for Coq. */
function theorem(): string {
  const name = `${example}.ell`;
  const program = parseProgram(readFileSync(join(root, "examples", name), "utf8"));
  if (!program.ok) throw new Error(`examples/${name} is not a program`);
  const made = compile(program.value, { level: 0 });
  if (!made.ok) throw new Error(made.error.message);
  return theoremOf(name, program.value, made.value.image, hintsOf(made.value));
}

/** Has Coq prove it, unless nothing has changed since it did. Returns what it said against it; only after a build. */
export function imageProved(version: string, say: (line: string) => void): string | undefined {
  const text = theorem();
  const digest = createHash("sha256").update(digestOf(version)).update(text).digest("hex");
  if (isMade("image", digest)) return undefined;
  const began = Date.now();
  writeFileSync(join(stamps, "Image.v"), text);
  let said: string;
  try {
    said = execFileSync("coqc", ["-Q", folder, library, "Image.v"], { cwd: stamps, encoding: "utf8" });
  } catch (error) {
    return (error as { stderr?: string; message: string }).stderr || (error as Error).message;
  }
  if (said.trim() !== "Closed under the global context") return said;
  noteMade("image", digest);
  say(
    `Coq proves that the executable of examples/${example}.ell conforms: ${((Date.now() - began) / 1000).toFixed(1)} s`,
  );
  return undefined;
}
