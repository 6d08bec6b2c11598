/**
 * The numbers of the semantics on record: what 1,000 generated programs and the examples do, under the meaning of Ell and of
 * the machine, as one digest for each. A rule that changes its meaning changes a digest, and its number has to be raised.
 *
 * When the generator makes other programs, all digests change and no number has to; the record says which of the two it was.
 */

import { readFileSync } from "node:fs";
import { type Behaviour, environmentOf } from "etalon";
import { compile } from "etalon/compiler";
import { parseProgram, printModule, runSteps } from "etalon/lang";
import { runMachine } from "etalon/machine";
import { conforms, semantics } from "etalon/proof";
import { generateInput } from "etalon/testing";
import { expect, it } from "vitest";
import { generateModule } from "../../src/testing/generate/program.ts";
import { examples } from "../examples/cases.ts";
import { hash } from "../hash.ts";

const record = new URL("versions.txt", import.meta.url);

/** What is on record of one of the three, `ell 2 0123456789ab`: its number and the digest. */
function recorded(what: string): readonly [string, string] {
  const [, number = "", digest = ""] =
    new RegExp(`^${what} +(\\S+) +(\\S+)$`, "m").exec(readFileSync(record, "utf8")) ?? [];
  return [number, digest];
}

it("each semantics does what its number stands for, or has another number", async () => {
  const texts = [
    ...Array.from({ length: 1000 }, (_, seed) => printModule(generateModule(seed, { size: 40 }))),
    ...examples.map(({ text }) => text),
  ];
  const seen: Record<keyof typeof semantics, string[]> = { ell: [], rv32im: [], conforms: [] };
  const said = ({ events, outcome }: Behaviour): string => JSON.stringify([events, outcome]);
  for (const [seed, text] of texts.entries()) {
    const program = parseProgram(text);
    if (!program.ok) throw new Error(`${program.error[0]!.message}:\n${text}`);
    const compiled = compile(program.value, { stackBytes: 2 ** 16, heapBytes: 2 ** 18 });
    if (!compiled.ok) throw new Error(compiled.error.message);
    const input = generateInput(seed);
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
  const digests = Object.entries(seen).map(([what, list]) => [what, hash(list)] as const);
  for (const [what, digest] of digests) {
    const [number, before] = recorded(what);
    const now = semantics[what as keyof typeof semantics];
    if (recorded("programs")[1] === programs && number === String(now))
      expect(digest, `raise the number of ${what} in semantics.ts, or keep its rules as they were`).toBe(before);
  }
  const lines = [
    `programs ${texts.length} ${programs}`,
    ...digests.map(([what, digest]) => `${what} ${semantics[what as keyof typeof semantics]} ${digest}`),
  ];
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("versions.txt");
});
