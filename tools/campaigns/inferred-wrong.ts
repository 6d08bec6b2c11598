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
import { CasesTally } from "./cases-tally.ts";
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

/** Edit the text of an image, and count how it ends. One that is certified and differs is printed. */
function edit(
  subject: CampaignSubject,
  random: (below: number) => number,
  tally: CasesTally,
  text?: () => string,
): void {
  const image = editImage(subject, random);
  const { end, input } = judged(subject, image);
  tally.count(end);
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
  const tally = new CasesTally();
  for (let i = 0; i < count; i++) edit(all[i % all.length]!, random, tally);
  console.log(JSON.stringify({ seed, images: all.length, count, ...tally.finish().counts }));
}

/**
 * Images of small generated programs, each compiled in another style than the one before: many more of them can be tried in the same time. One that is not
 * certified as it is is left out, and counted.
 */
export function inferredSmallEdits(count: number, seed: number, size: number, chosen: readonly string[]): void {
  const random = chance(seed);
  const all = Object.entries(compilers).filter(([style]) => chosen.length === 0 || chosen.includes(style));
  const tally = new CasesTally();
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
      edit(subject, random, tally, () => printModule(generateModule(program, { size })));
  }
  console.log(JSON.stringify({ seed, size, images, leftOut, count, ...tally.finish().counts }));
}

/** The images of all wrong compilers in the catalogue, at level 0: each is refused, or shown and then equal. */
export function inferredMutants(chosen: readonly string[]): void {
  const tally = new CasesTally();
  for (const subject of subjectsOf(chosen, 0))
    for (const { name, passes } of mutants) {
      const compiled = compile(subject.program, { level: 0 }, passes);
      if (!compiled.ok) {
        tally.count("not compiled");
        continue;
      }
      const { end, input } = judged(subject, compiled.value.image);
      tally.count(end);
      if (input !== undefined) console.log(JSON.stringify({ end, name: subject.name, mutant: name, input }));
    }
  console.log(JSON.stringify({ mutants: mutants.length, ...tally.finish().counts }));
}
