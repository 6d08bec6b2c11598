/**
 * The compiler as a command: `node main.ts FILE.ell > FILE.s`. Etalon reads and checks the program; mistakes in it end with exit code 3.
 */

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { failure, renderDiagnostics, success } from "etalon";
import { parseProgram, standardLoader } from "etalon/lang";
import { compile } from "./compiler.ts";

const [file = "-"] = process.argv.slice(2);
const name = file === "-" ? "<stdin>" : file;
const text = readFileSync(file === "-" ? 0 : file, "utf8");
const standard = standardLoader();
const imported = new Map<string, string>();

const program = parseProgram(text, (path) => {
  if (path.startsWith("std/")) return standard(path);
  try {
    imported.set(path, readFileSync(join(dirname(file), path), "utf8"));
    return success(imported.get(path)!);
  } catch {
    return failure({ message: `there is no file ${path}` });
  }
});
if (program.ok) process.stdout.write(compile(program.value));
else {
  console.error(renderDiagnostics({ name, text, imported }, program.error));
  process.exitCode = 3;
}
