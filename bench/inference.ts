/**
 * Certificates by inference: how long it takes to find one and have it checked, against the check of one that is there. Of our own
 * images of the examples at level 0 that is the compiler's; of the student's compiler the one that was found.
 */

import { certifyWithout } from "etalon/infer";
import type { Program } from "etalon/lang";
import { assemble, type Image } from "etalon/machine";
import { type Claims, checkClaims, defaultBudgets, timesBudgets } from "etalon/proof";
import { compile as compileAsStudent } from "../examples/student-compiler/compiler.ts";
import { subjects } from "./certificates.ts";
import { type Benchmark, type Effort, inTurn, median } from "./measure.ts";

const head = ["| images; what is checked beside | examples | median | least to greatest |", "|---|---:|---:|---:|"];

/** The room: its figures are ratios, a line for each of both compilers. */
export function inferenceBenchmark({ samples, time }: Effort): Benchmark {
  const found = [...head];
  return {
    room: "inference",
    onlyByName: true,
    rows: () => [],
    figures() {
      const all = subjects(0);
      found.push(
        line(
          "our own, at level 0; the compiler's certificate",
          all.map(({ name, program, compilation, claims }) => ratio(name, program, compilation.image, claims)),
        ),
        line(
          "the student's; the certificate that was found",
          all.map(({ name, program }) => {
            const image = assemble(compileAsStudent(program));
            if (!image.ok) throw new Error(image.error[0]!.message);
            return ratio(name, program, image.value, certifyWithout(program, image.value).claims);
          }),
        ),
      );
      return found;
    },
    page: () => found,
  };

  function line(whose: string, ratios: readonly number[]): string {
    const range = `${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}`;
    return `| ${whose} | ${ratios.length} | ${median(ratios).toFixed(1)} | ${range} |`;
  }

  /** Search and check ÷ check, in turn. */
  function ratio(name: string, program: Program, image: Image, claims: Claims): number {
    const budgets = timesBudgets(defaultBudgets, 4);
    const certified = (verdict: string): void => {
      if (verdict !== "certified") throw new Error(`${name}: ${verdict}`);
    };
    const times = inTurn(samples, time / 10, [
      () => certified(certifyWithout(program, image).verdict.verdict),
      () => certified(checkClaims(program, image, claims, { budgets }).verdict),
    ]);
    return median(times.map(([search, check]) => search! / check!));
  }
}
