/**
 * Certificates by inference: how long it takes to find one and have it checked, against the check of one that is there. Of our own
 * images of the examples that is the compiler's, at each level; of the student's compiler the one that was found. What is not certified by inference
 * is left out, and counted.
 */

import { certifyWithout } from "etalon/infer";
import type { Program } from "etalon/lang";
import { assemble, type Image } from "etalon/machine";
import { type Claims, checkClaims, defaultBudgets, timesBudgets } from "etalon/proof";
import { compile as compileAsStudent } from "../examples/student-compiler/compiler.ts";
import { subjects } from "./certificates.ts";
import { type Benchmark, type Effort, inTurn, median } from "./measure.ts";

const head = [
  "| images; what is checked beside | examples | all together | median | least to greatest |",
  "|---|---:|---:|---:|---:|",
];

/** The most samples of a level at which a search takes long. */
const fewSamples = 3;

/** The room: its figures are ratios, a line for each of both compilers. */
export function inferenceBenchmark({ samples, time }: Effort): Benchmark {
  const found = [...head];
  return {
    room: "inference",
    onlyByName: true,
    rows: () => [],
    figures() {
      const all = subjects(0);
      for (const level of [0, 1, 2] as const)
        found.push(
          line(
            `our own, at level ${level}; the compiler's certificate`,
            (level === 0 ? all : subjects(level)).map(({ program, compilation, claims }) =>
              timesOf(program, compilation.image, claims, level === 0 ? samples : Math.min(samples, fewSamples)),
            ),
          ),
        );
      found.push(
        line(
          "the student's; the certificate that was found",
          all.map(({ program }) => {
            const image = assemble(compileAsStudent(program));
            if (!image.ok) throw new Error(image.error[0]!.message);
            return timesOf(program, image.value, certifyWithout(program, image.value).claims, samples);
          }),
        ),
      );
      return found;
    },
    page: () => found,
  };

  function line(whose: string, all: readonly (readonly [search: number, check: number] | undefined)[]): string {
    const times = all.filter((one) => one !== undefined);
    const ratios = times.map(([search, check]) => search / check);
    const [searches, checks] = [0, 1].map((i) => times.reduce((sum, one) => sum + one[i]!, 0));
    const together = (searches! / checks!).toFixed(1);
    const range = `${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}`;
    const count = ratios.length === all.length ? `${all.length}` : `${ratios.length} of ${all.length}`;
    return `| ${whose} | ${count} | ${together} | ${median(ratios).toFixed(1)} | ${range} |`;
  }

  /** The time of search and check, and of the check alone, in turn; undefined where the search does not find a certificate. */
  function timesOf(
    program: Program,
    image: Image,
    claims: Claims,
    most: number,
  ): readonly [number, number] | undefined {
    const budgets = timesBudgets(defaultBudgets, 4);
    if (certifyWithout(program, image).verdict.verdict !== "certified") return undefined;
    const times = inTurn(most, time / 10, [
      () => certifyWithout(program, image),
      () => checkClaims(program, image, claims, { budgets }),
    ]);
    const check = median(times.map(([, check]) => check!));
    return [check * median(times.map(([search, check]) => search! / check!)), check];
  }
}
