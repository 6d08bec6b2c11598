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

const batch = 500;

/** Run the campaign; the last line is the counts. */
export function generated(count: number, seed: number, size: number): void {
  const counts: Record<string, number> = { certified: 0, refused: 0, undecided: 0, "not compiled": 0 };
  const totals = { cuts: 0, paths: 0, obligations: 0, compileSeconds: 0, checkSeconds: 0 };
  for (let done = 0; done < count; done += batch) {
    const programs = fc.sample(arbitraryProgram({ size }), {
      numRuns: Math.min(batch, count - done),
      seed: seed + done,
    });
    for (const { module, program } of programs) {
      const start = performance.now();
      const compiled = compile(program);
      const between = performance.now();
      if (!compiled.ok) {
        counts["not compiled"]!++;
        continue;
      }
      const answer = checkClaims(program, compiled.value.image, claimsOf(compiled.value));
      totals.compileSeconds += (between - start) / 1000;
      totals.checkSeconds += (performance.now() - between) / 1000;
      totals.cuts += answer.statistics.cuts;
      totals.paths += answer.statistics.paths;
      totals.obligations += answer.statistics.obligations;
      counts[answer.verdict]!++;
      if (answer.verdict !== "certified") console.log(JSON.stringify({ ...answer, program: printModule(module) }));
    }
  }
  console.log(JSON.stringify({ seed, size, ...counts, ...totals }));
}
