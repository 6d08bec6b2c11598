/**
 * Images put to both checkers. Whatever the second certifies has to do what its source does, whether the first certifies it or not; and of what the compiler makes both
 * certify all. `npm run campaign -- both-generated COUNT SEED SIZE`, `both-forge COUNT SEED`,
 * `both-edits COUNT SEED [PROGRAM …]`, `both-mutants [PROGRAM …]`
 */

import { claimsOf } from "../../src/compiler/certificate/claims-of.ts";
import type { Level } from "../../src/compiler/level.ts";
import { compile } from "../../src/compiler/pipeline.ts";
import { writeElf } from "../../src/machine/elf/write.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import type { Claims } from "../../src/proof/certificate/claims.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import { examined, imageIn, searchOf } from "../../src/second/examine.ts";
import { Chance } from "../../src/testing/generate/random.ts";
import { mutants } from "../../src/testing/mutants/mutants.ts";
import { CasesTally } from "./cases-tally.ts";
import { chance, editImage, subjectsOf } from "./edits.ts";
import { type CampaignSubject, difference, generatedSubject, sameImage } from "./subject.ts";
import { forgeText, Text } from "./text.ts";

const levels: readonly Level[] = [0, 1, 2];

/** How many images are made of one generated program. */
const imagesEach = 40;

/** Is an image shown to conform by the checker that Coq proves? */
export function secondCertifies({ program }: CampaignSubject, image: Image, claims: Claims): boolean {
  const read = imageIn(writeElf(image));
  return read !== undefined && examined(program, read, searchOf(program, claims, 1)).problems.length === 0;
}

/** What both say of an image, and whether it does as it should where either certifies it. */
function judged(tally: CasesTally, subject: CampaignSubject, image: Image, claims: Claims): void {
  const first = checkClaims(subject.program, image, claims).verdict;
  const second = secondCertifies(subject, image, claims) ? "certified" : "not certified";
  const said = `first: ${first}, second: ${second}`;
  if (sameImage(image, subject.image)) {
    tally.count(`the image unchanged; ${said}`);
    return;
  }
  const isCertified = first === "certified" || second === "certified";
  const input = isCertified ? difference(subject, image) : undefined;
  tally.count(input === undefined ? said : `DIFFERENT; ${said}`);
  if (input === undefined) return;
  const words = image.segments.map(({ address, bytes }) => [address, Buffer.from(bytes).toString("hex")]);
  tally.found({ program: subject.name, said, input: [...input], words });
}

/** The last line is the counts; before it, what must not be. */
function told(tally: CasesTally, about: Readonly<Record<string, number>>): void {
  const { counts, found } = tally.finish();
  for (const one of found) console.log(JSON.stringify(one));
  console.log(JSON.stringify({ ...about, ...counts }));
}

/** What the compiler makes of generated programs, at each level in turn. */
export function bothGenerated(count: number, seed: number, size: number): void {
  const tally = new CasesTally();
  for (let i = 0; i < count; i++) {
    const subject = generatedSubject(seed * 7919 + i, size, 0, false, levels[i % levels.length]);
    judged(tally, subject, subject.image, subject.claims);
  }
  told(tally, { seed, size, count });
}

/** Images of generated programs with small changes that a forger might want, at each level in turn. */
export function bothForge(count: number, seed: number): void {
  const tally = new CasesTally();
  let subject: CampaignSubject | undefined;
  for (let i = 0; i < count; i++) {
    const random = new Chance(seed * 1_000_003 + i);
    if (subject === undefined || i % imagesEach === 0)
      subject = generatedSubject(seed * 7919 + i, random.pick([12, 25, 50]), 30, false, random.pick(levels));
    const text = new Text(subject.image);
    forgeText(text, random);
    judged(tally, subject, text.image(), subject.claims);
  }
  told(tally, { seed, count });
}

/** Images of the named programs with edits of their text, at each level in turn. */
export function bothEdits(count: number, seed: number, chosen: readonly string[]): void {
  const tally = new CasesTally();
  const random = chance(seed);
  const subjects = levels.flatMap((level) => subjectsOf(chosen, level));
  for (let i = 0; i < count; i++) {
    const subject = subjects[i % subjects.length]!;
    judged(tally, subject, editImage(subject, random), subject.claims);
  }
  told(tally, { seed, count });
}

/** What all wrong compilers in the catalogue make of the named programs, at levels 0 and 2. */
export function bothMutants(chosen: readonly string[]): void {
  const tally = new CasesTally();
  for (const level of [0, 2] as const)
    for (const subject of subjectsOf(chosen, level))
      for (const { passes } of mutants) {
        const compiled = compile(subject.program, { level }, passes);
        if (compiled.ok) judged(tally, subject, compiled.value.image, claimsOf(compiled.value));
        else tally.count("not compiled");
      }
  told(tally, { mutants: mutants.length });
}
