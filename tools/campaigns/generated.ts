/**
 * Generated programs, each compiled and its certificate checked: all must be certified. Resumes nothing and keeps
 * nothing: a refusal is printed with its program. `npm run campaign -- generated COUNT SEED SIZE`
 */

import * as fc from "fast-check";
import { claimsOf } from "../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../src/compiler/pipeline.ts";
import { printModule } from "../../src/lang/syntax/print.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import { arbitraryProgram } from "../../src/testing/generate/arbitrary.ts";
import type { Json } from "../../src/trust/canonical.ts";
import { type BlockOfCases, CasesTally } from "./cases-tally.ts";

/** Programs that are generated together: what a program is depends on where its batch begins. */
const batch = 500;

/** How long a campaign took, in seconds. */
interface Times {
  compileSeconds: number;
  checkSeconds: number;
}

/** `count` programs of a seed, compiled and their certificates checked; `times` is added to. */
export function generatedPrograms(count: number, seed: number, size: number, times?: Times): BlockOfCases {
  const tally = new CasesTally();
  for (const { module, program } of fc.sample(arbitraryProgram({ size }), { numRuns: count, seed })) {
    const start = performance.now();
    const compiled = compile(program);
    const between = performance.now();
    if (!compiled.ok) {
      tally.count("not compiled");
      tally.found({ verdict: "not compiled", program: printModule(module) });
      continue;
    }
    const answer = checkClaims(program, compiled.value.image, claimsOf(compiled.value));
    if (times !== undefined) {
      times.compileSeconds += (between - start) / 1000;
      times.checkSeconds += (performance.now() - between) / 1000;
    }
    const { cuts, paths, obligations } = answer.statistics;
    for (const [name, many] of Object.entries({ cuts, paths, obligations })) tally.count(name, many);
    tally.count(answer.verdict);
    if (answer.verdict !== "certified")
      tally.found(JSON.parse(JSON.stringify({ ...answer, program: printModule(module) })) as Json);
  }
  return tally.finish();
}

/** Run the campaign; the last line is the counts. */
export function generated(count: number, seed: number, size: number): void {
  const totals: Record<string, number> = { certified: 0, refused: 0, undecided: 0, "not compiled": 0 };
  const times = { compileSeconds: 0, checkSeconds: 0 };
  for (let done = 0; done < count; done += batch) {
    const { counts, found } = generatedPrograms(Math.min(batch, count - done), seed + done, size, times);
    for (const [name, many] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + many;
    for (const one of found) console.log(JSON.stringify(one));
  }
  console.log(JSON.stringify({ seed, size, ...totals, ...times }));
}
