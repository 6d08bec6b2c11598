/**
 * `npm run --silent coq:theorem -- FILE.ell [LEVEL] > OUT.v`: compiles a program (at level 0 unless told), and writes a file for Coq with the
 * theorem that the executable conforms to the program. `coqc -Q coq Etalon OUT.v`, after `npm run coq`, lets Coq's kernel prove it.
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Level } from "../src/compiler/level.ts";
import { compile } from "../src/compiler/pipeline.ts";
import { parseProgram, standardLoader } from "../src/lang/index.ts";
import { hintsOf, theoremOf } from "./coq/examine.ts";

const [file, level = "0"] = process.argv.slice(2);
if (file === undefined || !/^[012]$/u.test(level)) {
  console.error("usage: npm run --silent coq:theorem -- FILE.ell [0|1|2] > OUT.v");
  process.exit(2);
}
const program = parseProgram(readFileSync(file, "utf8"), standardLoader());
if (!program.ok) {
  console.error(`${file} is not a program: etalon check says why`);
  process.exit(3);
}
const made = compile(program.value, { level: Number(level) as Level });
if (!made.ok) {
  console.error(made.error.message);
  process.exit(3);
}
process.stdout.write(theoremOf(basename(file), program.value, made.value.image, hintsOf(made.value)));
