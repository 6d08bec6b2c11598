/**
 * The numbers of the semantics on record: what 1,000 generated programs do, under the meaning of Ell and of the machine, as one
 * digest for each. A rule that changes its meaning changes a digest, and then its number has to be raised.
 *
 * The programs are kept as texts, so that nothing but a rule can change what they do; tools/versions.ts makes others.
 */

import { readFileSync } from "node:fs";
import { type Behaviour, environmentOf } from "etalon";
import { compile } from "etalon/compiler";
import { parseProgram, runSteps } from "etalon/lang";
import { runMachine } from "etalon/machine";
import { conforms, semantics } from "etalon/proof";
import { expect, it } from "vitest";
import { hash } from "../hash.ts";

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const texts = file("versions-programs.txt").trimEnd().split("\n");

/** What is on record of one of the three, `ell 2 0123456789ab`: its number and the digest. */
function recorded(what: string): readonly [string, string] {
  const [, number = "", digest = ""] = new RegExp(`^${what} +(\\S+) +(\\S+)$`, "m").exec(file("versions.txt")) ?? [];
  return [number, digest];
}

/** An input for a program, of 0 to 12 bytes; every program always has the same. */
const inputOf = (index: number): Uint8Array =>
  Uint8Array.from({ length: index % 13 }, (_, at) => (Math.imul(index, 31) + at * 97) & 255);

it("each semantics does what its number stands for, or has another number", async () => {
  const seen: Record<keyof typeof semantics, string[]> = { ell: [], rv32im: [], conforms: [] };
  const said = ({ events, outcome }: Behaviour): string => JSON.stringify([events, outcome]);
  for (const [index, text] of texts.entries()) {
    const program = parseProgram(text);
    if (!program.ok) throw new Error(`${program.error[0]!.message}:\n${text}`);
    const compiled = compile(program.value, { stackBytes: 2 ** 16, heapBytes: 2 ** 18 });
    if (!compiled.ok) throw new Error(compiled.error.message);
    const input = inputOf(index);
    const source = runSteps(program.value, environmentOf(input), { clock: 20_000 });
    const machine = runMachine(compiled.value.image, { input, budget: 40_000 });
    // How far a run gets within a budget, or within the memory there is, depends on the compiler: only whole runs count.
    const whole = [source, machine].every(({ outcome: { kind } }) => kind !== "running" && kind !== "exhausted");
    seen.ell.push(whole ? said(source) : "");
    seen.rv32im.push(whole ? said(machine) : "");
    seen.conforms.push(whole ? conforms(machine, source).verdict : "");
  }
  expect(seen.ell.filter((one) => one === "").length).toBeLessThan(100);
  const programs = hash(texts);
  const digests = (["ell", "rv32im", "conforms"] as const).map(
    (what) => [what, semantics[what], hash(seen[what])] as const,
  );
  for (const [what, now, digest] of digests) {
    const [number, before] = recorded(what);
    if (recorded("programs")[1] === programs && number === String(now))
      expect(digest, `raise the number of ${what} in semantics.ts, or keep its rules as they were`).toBe(before);
  }
  const lines = [`programs ${texts.length} ${programs}`, ...digests.map((line) => line.join(" "))];
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("versions.txt");
});
