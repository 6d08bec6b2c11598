/**
 * Coq's kernel proves of executables that they conform: the files for Coq that `etalon certify --coq` writes of examples, compiled by coqc.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile, issueCertificate, type Level } from "../../src/compiler/index.ts";
import { parseProgram } from "../../src/lang/index.ts";
import { writeElf } from "../../src/machine/index.ts";
import { certifySecond } from "../../src/second/index.ts";
import { root } from "../trusted/loaded.ts";
import { digestOf, folder, isMade, library, noteMade, stamps } from "./build.ts";

/** The examples that the second checker takes, at levels of our compiler. */
const proved: readonly (readonly [name: string, level: Level])[] = [
  ["cat", 0],
  ["cat", 1],
  ["cat", 2],
  ["hex0", 0],
  ["hex0", 2],
  ["base64-decode", 0],
];

/** The file for Coq. */
function theorem(name: string, level: Level): string {
  const source = readFileSync(join(root, "examples", `${name}.ell`));
  const program = parseProgram(source.toString());
  if (!program.ok) throw new Error(`examples/${name}.ell is not a program`);
  const made = compile(program.value, { level });
  if (!made.ok) throw new Error(made.error.message);
  const bytes = new Uint8Array(source);
  const image = writeElf(made.value.image);
  const answer = certifySecond(bytes, image, issueCertificate(made.value, bytes, image), { theorem: `${name}.ell` });
  if (answer.verdict !== "certified" || answer.theorem === undefined)
    throw new Error(`examples/${name}.ell at -O${level} is ${answer.verdict} by the second checker`);
  return answer.theorem;
}

/** Has Coq prove them, those that are not proved as they are. Returns what it said against one; only after a build. */
export function imagesProved(version: string, say: (line: string) => void): string | undefined {
  for (const [name, level] of proved) {
    const text = theorem(name, level);
    // Coq takes no hyphen in the name of a file.
    const file = `${name.replaceAll("-", "_")}_${level}`;
    const digest = createHash("sha256").update(digestOf(version)).update(text).digest("hex");
    if (isMade(file, digest)) continue;
    const began = Date.now();
    writeFileSync(join(stamps, `${file}.v`), text);
    let said: string;
    try {
      said = execFileSync("coqc", ["-Q", folder, library, `${file}.v`], { cwd: stamps, encoding: "utf8" });
    } catch (error) {
      return `${name} at -O${level}: ${(error as { stderr?: string; message: string }).stderr || (error as Error).message}`;
    }
    if (said.trim() !== "Closed under the global context") return `${name} at -O${level}: ${said}`;
    noteMade(file, digest);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    say(`Coq proves that the executable of examples/${name}.ell at -O${level} conforms: ${seconds} s`);
  }
  return undefined;
}
