/**
 * `npm run bench -- gcc-inference`: how much of what gcc makes of the kernels is certified by inference. Each kernel is translated to C in Ell's layout and
 * compiled at -O0, -Og and -O1; a certificate is looked for, and it is counted how many functions are level with the source.
 *
 *     KERNEL…                       only these, with the reason for each function that is not level
 *     --update                      renew the figures in docs/benchmarks.md
 */

import { parseArgs } from "node:util";
import { certifyWithout, type InferenceAnswer } from "etalon/infer";
import { firstKernels, kernelProgram } from "../quality/kernels.ts";
import { renewFigures } from "../renew.ts";
import { layoutByGcc } from "./build.ts";

/** How gcc is called, and what else it is told: a loop's own counter instead of addresses that move along. */
const levels: readonly (readonly string[])[] = [["-O0"], ["-Og"], ["-O1", "-fno-ivopts"]];

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: { update: { type: "boolean", default: false } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !firstKernels.some((kernel) => kernel.name === name));
if (unknown !== undefined) throw new Error(`no kernel is called ${unknown}`);
const chosen = firstKernels.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

/** Certified, or how many functions are level. */
function cell({ verdict, level, functions }: InferenceAnswer): string {
  return verdict.verdict === "certified" ? "certified" : `${level} of ${functions.length}`;
}

/** The functions that are not level, by what is missing. */
function reasons({ functions }: InferenceAnswer): readonly string[] {
  return functions.flatMap(({ name, kind, missing, apart, reason }) =>
    kind === "level" ? [] : [`    ${name}: ${missing ?? kind}: ${apart?.what ?? reason ?? "not found"}`],
  );
}

const totals = levels.map(() => ({ certified: 0, level: 0, functions: 0 }));
const missing = levels.map(() => new Map<string, number>());
const rows = chosen.map((kernel) => {
  const program = kernelProgram(kernel);
  const cells = levels.map((words, i) => {
    const answer = certifyWithout(program, layoutByGcc(program, words));
    const total = totals[i]!;
    total.certified += Number(answer.verdict.verdict === "certified");
    total.level += answer.level;
    total.functions += answer.functions.length;
    for (const one of answer.functions) {
      const what = one.missing ?? one.kind;
      if (one.kind !== "level") missing[i]!.set(what, (missing[i]!.get(what) ?? 0) + 1);
    }
    if (positionals.length > 0)
      for (const line of [`${kernel.name} ${words[0]}`, ...reasons(answer)]) console.log(line);
    return cell(answer);
  });
  return `| ${[kernel.name, ...cells].join(" | ")} |`;
});
const sums = totals.map(({ certified, level, functions }) => `${certified} certified; ${level} of ${functions}`);
const why = missing.map((counts) =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([what, count]) => `${count} ${what}`)
    .join(", "),
);
const lines = [
  `| kernel | ${levels.map((words) => `gcc ${words.join(" ")}`).join(" | ")} |`,
  `|---${"|---".repeat(levels.length)}|`,
  ...rows,
  `| all | ${sums.join(" | ")} |`,
  `| missing in the other functions | ${why.join(" | ")} |`,
];
console.log(lines.join("\n"));
if (values.update) renewFigures("gcc-inference", lines);
