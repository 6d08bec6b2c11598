/**
 * Programs with much that never ends and much that is never reached, at each level: what of them is certified, by the first checker or by both; and whether
 * the images do on some inputs what the programs do. `npm run campaign -- endless COUNT SEED`, with a last word `both` also by the second
 */

import { parseProgram } from "../../src/lang/check/check.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import { Chance } from "../../src/testing/generate/random.ts";
import { secondCertifies } from "./both.ts";
import { type BlockOfCases, CasesTally } from "./cases-tally.ts";
import { endlessProgram } from "./endless-programs.ts";
import { differsWithin, subjectOfProgram } from "./subject.ts";

/** On so many inputs each image runs, and on each for so many steps; most go on for ever. */
const most = { inputs: 3, steps: 20_000 };

/** `count` programs of a seed, each of 1 to 8 statements and as many as these contain, and up to three functions besides. */
export function endlessPrograms(count: number, seed: number, both: boolean): BlockOfCases {
  const tally = new CasesTally();
  const chance = new Chance(seed);
  for (let i = 0; i < count; i++) {
    const text = endlessProgram(chance.word(), 1 + chance.below(8));
    const program = parseProgram(text);
    if (!program.ok) throw new Error(`no program:\n${text}`);
    for (const level of [0, 1, 2] as const) {
      const said = saidOf(program.value, level, both);
      tally.count(`-O${level} ${said}`);
      if (said !== (both ? "certified by both" : "certified")) tally.found({ level, said, program: text });
    }
  }
  return tally.finish();
}

/** What is said of one program at a level. */
function saidOf(program: Program, level: 0 | 1 | 2, both: boolean): string {
  const subject = subjectOfProgram("endless", program, most.inputs, level);
  const { verdict } = checkClaims(program, subject.image, subject.claims);
  if (differsWithin(subject, subject.image, most.steps)) return `DIFFERENT, and ${verdict}`;
  if (verdict !== "certified" || !both) return verdict;
  return secondCertifies(subject, subject.image, subject.claims) ? "certified by both" : "certified by the first alone";
}

/** Run the campaign; the last line is the counts. */
export function endless(count: number, seed: number, both: boolean): void {
  const { counts, found } = endlessPrograms(count, seed, both);
  for (const one of found) console.log(JSON.stringify(one));
  console.log(JSON.stringify({ seed, count, ...counts }));
}
