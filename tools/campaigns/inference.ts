/**
 * Certificates by inference, of right binaries that come without one: all are to be certified.
 * `npm run campaign -- inferred-generated COUNT SEED SIZE [STYLE …]`, `inferred-innocents LEVEL [PROGRAM …]`
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
import { compilersInStyles, type StudentCompiler } from "./student-compilers.ts";
import { everyExample, subjectOf } from "./subject.ts";

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
export const compilers: Readonly<Record<string, (program: Program) => Image>> = {
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
