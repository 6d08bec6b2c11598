/**
 * Programs in which one word has several names, at the best level: what of them is certified.
 * `npm run campaign -- aliased COUNT SEED`
 */

import { claimsOf } from "../../src/compiler/certificate/claims-of.ts";
import { type CompileOptions, compile } from "../../src/compiler/index.ts";
import { parseProgram } from "../../src/lang/check/check.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import { Chance } from "../../src/testing/generate/random.ts";
import { aliasedProgram } from "./aliased-programs.ts";
import { type BlockOfCases, CasesTally } from "./cases-tally.ts";

/** `count` programs of a seed, each of 3 to 14 statements and as many as these contain. */
export function aliasedPrograms(
  count: number,
  seed: number,
  level: NonNullable<CompileOptions["level"]>,
): BlockOfCases {
  const tally = new CasesTally();
  const chance = new Chance(seed);
  for (let i = 0; i < count; i++) {
    const text = aliasedProgram(chance.word(), 3 + chance.below(12));
    const program = parseProgram(text);
    const compiled = program.ok ? compile(program.value, { level }) : program;
    if (!program.ok || !compiled.ok) throw new Error(`not compiled:\n${text}`);
    const answer = checkClaims(program.value, compiled.value.image, claimsOf(compiled.value));
    tally.count(answer.verdict);
    if (answer.verdict !== "certified") tally.found({ verdict: answer.verdict, program: text });
  }
  return tally.finish();
}

/** Run the campaign; the last line is the counts. */
export function aliased(count: number, seed: number): void {
  const { counts, found } = aliasedPrograms(count, seed, 2);
  for (const one of found) console.log(JSON.stringify(one));
  console.log(JSON.stringify({ seed, ...counts }));
}
