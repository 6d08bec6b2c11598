/**
 * Certificates by inference, of binaries that come without one: programs of which all are to be certified, and edited and wrong binaries, of
 * which none that is certified may differ. `npm run campaign -- inferred-generated COUNT SEED SIZE [STYLE …]`,
 * `inferred-edits COUNT SEED [PROGRAM …]`, `inferred-innocents LEVEL [PROGRAM …]`, `inferred-mutants [PROGRAM …]`
 */

import * as fc from "fast-check";
import { compile as compileAsStudent } from "../../examples/student-compiler/compiler.ts";
import type { Level } from "../../src/compiler/level.ts";
import { compile } from "../../src/compiler/pipeline.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { printModule } from "../../src/lang/syntax/print.ts";
import { assemble } from "../../src/machine/assembler/assemble.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import { certifyWithout, isMissing } from "../../src/proof/infer/answer.ts";
import { arbitraryProgram } from "../../src/testing/generate/arbitrary.ts";
import { innocents } from "../../src/testing/mutants/innocents.ts";
import { mutants } from "../../src/testing/mutants/mutants.ts";
import { chance, editImage, subjectsOf } from "./edits.ts";
import { compilersInStyles, type StudentCompiler } from "./student-compilers.ts";
import { type CampaignSubject, endAs, everyExample, subjectOf } from "./subject.ts";

const batch = 250;

function imageBy(compiler: StudentCompiler, program: Program): Image {
  const image = assemble(compiler(program));
  if (!image.ok) throw new Error(image.error[0]?.message);
  return image.value;
}

function imageAt(level: Level): (program: Program) => Image {
  return (program) => {
    const compiled = compile(program, { level });
    if (!compiled.ok) throw new Error(compiled.error.message);
    return compiled.value.image;
  };
}

/** The compilers, each by a word. */
const compilers: Readonly<Record<string, (program: Program) => Image>> = {
  "ours-0": imageAt(0),
  "ours-1": imageAt(1),
  "ours-2": imageAt(2),
  "moving-sp": (program) => imageBy(compileAsStudent, program),
  ...Object.fromEntries(
    compilersInStyles.map(([name, compiler]) => [
      name.replaceAll(" ", "-"),
      (program: Program) => imageBy(compiler, program),
    ]),
  ),
};

/** Generated programs, compiled in each of these styles: all are to be certified. One that is not is printed. */
export function inferredGenerated(count: number, seed: number, size: number, chosen: readonly string[]): void {
  for (const [style, imageOf] of Object.entries(compilers)) {
    if (chosen.length > 0 && !chosen.includes(style)) continue;
    let [certified, seconds] = [0, 0];
    for (let done = 0; done < count; done += batch) {
      const numRuns = Math.min(batch, count - done);
      for (const { module, program } of fc.sample(arbitraryProgram({ size }), { numRuns, seed: seed + done })) {
        const image = imageOf(program);
        const start = performance.now();
        const { verdict, functions } = certifyWithout(program, image);
        seconds += (performance.now() - start) / 1000;
        if (verdict.verdict === "certified") certified++;
        else {
          const apart = functions.filter(({ kind }) => kind !== "level");
          console.log(JSON.stringify({ style, verdict: verdict.verdict, apart, program: printModule(module) }));
        }
      }
    }
    console.log(JSON.stringify({ style, seed, size, count, certified, seconds: Math.round(seconds) }));
  }
}

/** What the search and the checker say of an image, and whether it does as it should. */
function judged(subject: CampaignSubject, image: Image): string {
  const { end, input } = endAs(certifyWithout(subject.program, image, { wholeOnly: true }).verdict, subject, image);
  return input === undefined ? end : `${end} on ${JSON.stringify(input)}`;
}

function counted(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/**
 * Images with edits of their text: our own at each level, and those of the student's compiler, where they are certified as they are. Of the edited ones that
 * are certified none differs.
 */
export function inferredEdits(count: number, seed: number, chosen: readonly string[]): void {
  const random = chance(seed);
  const plain = subjectsOf(chosen, 0);
  const all = [
    ...plain,
    ...subjectsOf(chosen, 1),
    ...subjectsOf(chosen, 2),
    ...plain.map((one) => ({ ...one, image: imageBy(compileAsStudent, one.program) })),
  ].filter(({ program, image }) => certifyWithout(program, image).verdict.verdict === "certified");
  const outcomes: string[] = [];
  for (let i = 0; i < count; i++) {
    const subject = all[i % all.length]!;
    outcomes.push(judged(subject, editImage(subject, random)));
  }
  console.log(JSON.stringify({ seed, images: all.length, count, ...counted(outcomes) }));
}

/** The images of all innocent variants of our compiler at a level: all are to be certified. One that is not is printed. */
export function inferredInnocents(level: Level, chosen: readonly string[]): void {
  let [images, certified] = [0, 0];
  for (const name of chosen.length > 0 ? chosen : everyExample()) {
    const { program } = subjectOf(name, 0, level);
    for (const { name: innocent, passes } of innocents) {
      const compiled = compile(program, { level }, passes);
      if (!compiled.ok) throw new Error(compiled.error.message);
      const { verdict, functions } = certifyWithout(program, compiled.value.image);
      images++;
      if (verdict.verdict === "certified") certified++;
      else {
        const apart = functions.filter(isMissing).map((one) => one.name);
        console.log(JSON.stringify({ name, innocent, verdict: verdict.verdict, apart }));
      }
    }
  }
  console.log(JSON.stringify({ level, innocents: innocents.length, images, certified }));
}

/** The images of all wrong compilers in the catalogue, at level 0: each is refused, or shown and then equal. */
export function inferredMutants(chosen: readonly string[]): void {
  const outcomes: string[] = [];
  for (const subject of subjectsOf(chosen, 0))
    for (const { passes } of mutants) {
      const compiled = compile(subject.program, { level: 0 }, passes);
      outcomes.push(compiled.ok ? judged(subject, compiled.value.image) : "not compiled");
    }
  console.log(JSON.stringify({ mutants: mutants.length, ...counted(outcomes) }));
}
