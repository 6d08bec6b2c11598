/**
 * What the theorems of coq/ rest on: nothing may be assumed, so Coq must say of each that it is closed under the global context.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf, folder, isMade, library, noteMade } from "./build.ts";
import { type Theorem, theorems } from "./theorems.ts";

const closed = "Closed under the global context";

/** The theorems that rest on something, with what Coq said of them. */
function resting(all: readonly Theorem[]): readonly string[] {
  // What several rest on together is what each of them rests on. To ask of each takes two minutes.
  if (answer(all) === closed) return [];
  return all.flatMap((theorem) => {
    const said = answer([theorem]);
    return said === closed ? [] : [`${theorem.file}.${theorem.name}: ${said}`];
  });
}

/** What Coq says that theorems rest on, all of them together. */
function answer(all: readonly Theorem[]): string {
  const place = mkdtempSync(join(tmpdir(), "etalon-assumptions-"));
  try {
    const files = [...new Set(all.map(({ file }) => file))];
    const together = all.map(({ name, file }) => `@${file}.${name}`).join(",\n  ");
    const text = `From ${library} Require ${files.join(" ")}.\nDefinition together := (tt,\n  ${together}).\nPrint Assumptions together.\n`;
    writeFileSync(join(place, "Assumptions.v"), text);
    const said = execFileSync("coqc", ["-q", "-noglob", "-Q", folder, library, "Assumptions.v"], {
      cwd: place,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    return said.trim();
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Asks Coq of every theorem, unless nothing has changed since it was asked. Returns what was found wrong. */
export function assumptions(version: string, say: (line: string) => void): readonly string[] {
  const digest = digestOf(version);
  if (isMade("assumptions", digest)) return [];
  const all = theorems();
  const began = Date.now();
  const wrong = resting(all);
  if (wrong.length === 0) {
    noteMade("assumptions", digest);
    say(`${all.length} theorems rest on no axiom: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  return wrong;
}
