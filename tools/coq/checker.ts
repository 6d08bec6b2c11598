/**
 * Coq's own checker over the compiled files: `coqchk` reads what `coqc` wrote and checks every proof anew by a kernel alone, with Coq's
 * library below them, and says what they rest on. So neither tactics nor the compiler of proofs has to be believed.
 */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { digestOf, folder, isMade, library, noteMade, sources } from "./build.ts";

/** What it must say that the proofs rest on: nothing, of each kind. */
const rests = [
  "Axioms",
  "Constants/Inductives relying on type-in-type",
  "Constants/Inductives relying on unsafe (co)fixpoints",
  "Inductives whose positivity is assumed",
];

/** What is wrong with what it said, if anything is. */
export function wrongIn(said: string): readonly string[] {
  return rests.flatMap((what) => {
    const begin = said.indexOf(`* ${what}:`);
    if (begin < 0) return [`it does not say: ${what}`];
    const rest = said
      .slice(begin)
      .split(/\n\s*\n/u)[0]!
      .replaceAll(/\s+/gu, " ")
      .trim();
    return rest === `* ${what}: <none>` ? [] : [rest.slice(2)];
  });
}

/** Lets it check all, unless nothing has changed since it did. Returns what was found wrong; only after a build. */
export async function checked(version: string, say: (line: string) => void): Promise<readonly string[]> {
  const digest = digestOf(version);
  if (isMade("checker", digest)) return [];
  const began = Date.now();
  const files = sources().map((name) => `${library}.${name}`);
  try {
    const { stdout, stderr } = await promisify(execFile)("coqchk", ["-silent", "-o", "-Q", ".", library, ...files], {
      cwd: folder,
      maxBuffer: 2 ** 28,
    });
    // Version 8.16 says it on standard error.
    const wrong = wrongIn(stdout + stderr);
    if (wrong.length > 0) return wrong;
  } catch (error) {
    const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
    if (code !== "ENOENT") return [stderr === undefined || stderr === "" ? message : stderr.trim()];
    say("\n*** There is no coqchk here: THE COMPILED PROOFS ARE NOT CHECKED A SECOND TIME. It comes with Coq. ***\n");
    return [];
  }
  noteMade("checker", digest);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  say(`coqchk agrees, and finds no axiom, in ${files.length} files and what they use of Coq's library: ${seconds} s`);
  return [];
}
