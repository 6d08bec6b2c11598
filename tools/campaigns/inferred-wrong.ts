/**
 * Certificates by inference, of edited and wrong binaries: none that is certified may differ.
 * `npm run campaign -- inferred-edits COUNT SEED [PROGRAM …]`, `inferred-small-edits COUNT SEED SIZE [STYLE …]`,
 * `inferred-mutants [PROGRAM …]`
 */

import { compile } from "../../src/compiler/pipeline.ts";
import { printModule } from "../../src/lang/syntax/print.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import { certifyWithout } from "../../src/proof/infer/answer.ts";
import { generateModule } from "../../src/testing/generate/program.ts";
import { mutants } from "../../src/testing/mutants/mutants.ts";
import { chance, changes, editImage, subjectsOf } from "./edits.ts";
import { compilers } from "./inference.ts";
import { type CampaignSubject, type End, endAs, generatedSubject } from "./subject.ts";

/** The inputs on which an edited image has to do as it should. */
const inputs = 1_000;

/** How often the image of one generated program is edited. */
const editsOfProgram = 50;

/** What the search and the checker say of an image, and whether it does as it should. */
function judged(subject: CampaignSubject, image: Image): End {
  return endAs(certifyWithout(subject.program, image, { wholeOnly: true }).verdict, subject, image);
}

function isCertified({ program, image }: CampaignSubject): boolean {
  return certifyWithout(program, image).verdict.verdict === "certified";
}

/** How many there are of each. */
class Counts {
  readonly all: Record<string, number> = {};

  add(name: string): void {
    this.all[name] = (this.all[name] ?? 0) + 1;
  }
}

/** Edit the text of an image, and count how it ends. One that is certified and differs is printed. */
function edit(subject: CampaignSubject, random: (below: number) => number, counts: Counts, text?: () => string): void {
  const image = editImage(subject, random);
  const { end, input } = judged(subject, image);
  counts.add(end);
  if (input === undefined) return;
  const changed = changes(subject.image, image);
  console.log(JSON.stringify({ end, name: subject.name, program: text?.(), changed, input }));
}

/** Images of six programs: our own at each level, and those of the student's compiler, where they are certified as they are. */
export function inferredEdits(count: number, seed: number, chosen: readonly string[]): void {
  const random = chance(seed);
  const plain = subjectsOf(chosen, 0);
  const all = [
    ...plain,
    ...subjectsOf(chosen, 1),
    ...subjectsOf(chosen, 2),
    ...plain.map((one) => ({ ...one, image: compilers["moving-sp"]!(one.program) })),
  ].filter(isCertified);
  const counts = new Counts();
  for (let i = 0; i < count; i++) edit(all[i % all.length]!, random, counts);
  console.log(JSON.stringify({ seed, images: all.length, count, ...counts.all }));
}

/**
 * Images of small generated programs, each compiled in another style than the one before: many more of them can be tried in the same time. One that is not
 * certified as it is is left out, and counted.
 */
export function inferredSmallEdits(count: number, seed: number, size: number, chosen: readonly string[]): void {
  const random = chance(seed);
  const all = Object.entries(compilers).filter(([style]) => chosen.length === 0 || chosen.includes(style));
  const counts = new Counts();
  let [images, leftOut] = [0, 0];
  for (let done = 0; done < count; ) {
    const program = random(2 ** 31);
    const [style, imageOf] = all[(images + leftOut) % all.length]!;
    const plain = generatedSubject(program, size, inputs, false, 0);
    const subject = { ...plain, name: `${plain.name}, ${style}`, image: imageOf(plain.program) };
    if (!isCertified(subject)) {
      leftOut++;
      continue;
    }
    images++;
    for (let i = 0; i < editsOfProgram && done < count; i++, done++)
      edit(subject, random, counts, () => printModule(generateModule(program, { size })));
  }
  console.log(JSON.stringify({ seed, size, images, leftOut, count, ...counts.all }));
}

/** The images of all wrong compilers in the catalogue, at level 0: each is refused, or shown and then equal. */
export function inferredMutants(chosen: readonly string[]): void {
  const counts = new Counts();
  for (const subject of subjectsOf(chosen, 0))
    for (const { name, passes } of mutants) {
      const compiled = compile(subject.program, { level: 0 }, passes);
      if (!compiled.ok) {
        counts.add("not compiled");
        continue;
      }
      const { end, input } = judged(subject, compiled.value.image);
      counts.add(end);
      if (input !== undefined) console.log(JSON.stringify({ end, name: subject.name, mutant: name, input }));
    }
  console.log(JSON.stringify({ mutants: mutants.length, ...counts.all }));
}
