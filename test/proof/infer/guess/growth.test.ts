/** Of programs that grow what a guess runs, and what the check of it runs, grows as they do: counted in segments, ways and steps. */

import { expect, test } from "vitest";
import { growing } from "../../../../bench/programs-that-grow.ts";
import { compile } from "../../../../src/compiler/pipeline.ts";
import { checkClaims } from "../../../../src/proof/checker/check.ts";
import { inferByGuesses } from "../../../../src/proof/infer/infer.ts";
import { programOf } from "../../../lang/program-of.ts";

/** What is run of a program of some size, by the guess and by the check. */
function counted(text: string, level: 0 | 1): Readonly<Record<string, number>> {
  const program = programOf(text);
  const compiled = compile(program, { level });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const { image } = compiled.value;
  const found = inferByGuesses(program, image, {}, () => undefined);
  if (found === undefined || found.guessed.size < program.functions.length)
    throw new Error("some function is not guessed");
  const answer = checkClaims(program, image, found.claims);
  if (answer.verdict !== "certified") throw new Error(answer.reason);
  const { segments, paths } = found.statistics;
  const { cuts, paths: checked, obligations, sourceSteps, machineSteps } = answer.statistics;
  return { segments, paths, cuts, checked, obligations, steps: sourceSteps + machineSteps };
}

/** In these a hundred of what there is more of make a long piece of straight code, or many ways. */
test.each([
  ["elements of one array", 100],
  ["arrays in a loop", 100],
  ["ways out of a loop", 100],
  ["ifs within each other", 250],
  ["globals", 200],
  ["variables that a loop changes", 100],
  ["asserts", 100],
  ["live variables", 100],
])("%s", (name, size) => {
  const { text } = growing.find((kind) => kind.name === name)!;
  const [once, twice] = [counted(text(size), 0), counted(text(2 * size), 0)];
  for (const [what, count] of Object.entries(once)) expect(twice[what]! / count, what).toBeLessThan(2.2);
});

/** The length of the array is kept in a register: a check that is known to hold is one that the machine looks at. */
test("asserts, with a length that is kept", () => {
  const { text } = growing.find(({ name }) => name === "asserts")!;
  const [once, twice] = [counted(text(200), 1), counted(text(400), 1)];
  for (const [what, count] of Object.entries(once)) expect(twice[what]! / count, what).toBeLessThan(2.2);
});

/** Sums for which there are no registers wait in the frame: half of all at each cut point in the middle, so that obligations grow with the square. */
test.each([
  ["elements of one array", 100],
  ["arrays in a loop", 100],
])("%s, kept in registers and in the frame", (name, size) => {
  const { text } = growing.find((kind) => kind.name === name)!;
  const [once, twice] = [counted(text(size), 1), counted(text(2 * size), 1)];
  for (const [what, count] of Object.entries(once))
    if (what !== "obligations") expect(twice[what]! / count, what).toBeLessThan(2.5);
});
