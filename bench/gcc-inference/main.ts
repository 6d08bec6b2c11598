/**
 * `npm run bench -- gcc-inference`: how much of what gcc makes of the kernels is certified by inference. Each kernel was translated to C in Ell's layout and
 * compiled at -O0, -Og and -O1; a certificate is looked for, and it is counted how many functions are level with the source.
 *
 *     KERNEL…                       only these, with the reason for each function that is not level
 *     --images                      call gcc first, and keep its images in test/proof/infer/gcc
 *     --update                      renew the figures in docs/benchmarks.md
 */

import { parseArgs } from "node:util";
import { certifyWithout, type InferenceAnswer } from "etalon/infer";
import { firstKernels, kernelProgram } from "../quality/kernels.ts";
import { renewFigures } from "../renew.ts";
import { gccLevelNames, gccLevels, pinImages, pinnedImage } from "./pinned.ts";

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: { images: { type: "boolean", default: false }, update: { type: "boolean", default: false } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !firstKernels.some((kernel) => kernel.name === name));
if (unknown !== undefined) throw new Error(`no kernel is called ${unknown}`);
if (values.images) pinImages();
const chosen = firstKernels.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

type Function = InferenceAnswer["functions"][number];

/** What is missing in a function that is not level. */
function missingIn({ missing, kind }: Function): string {
  return missing ?? kind;
}

/** Certified, or how many functions are level. */
function cell({ verdict, level, functions }: InferenceAnswer): string {
  return verdict.verdict === "certified" ? "certified" : `${level} of ${functions.length}`;
}

const totals = gccLevelNames.map(() => ({ certified: 0, level: 0, functions: 0 }));
const missing = gccLevelNames.map(() => new Map<string, number>());
const open: string[] = [];
const rows = chosen.map((kernel) => {
  const program = kernelProgram(kernel);
  const cells = gccLevelNames.map((level, i) => {
    const answer = certifyWithout(program, pinnedImage(kernel, level));
    const total = totals[i]!;
    total.certified += Number(answer.verdict.verdict === "certified");
    total.level += answer.level;
    total.functions += answer.functions.length;
    if (positionals.length > 0) console.log(`${kernel.name} ${gccLevels[level].join(" ")}: ${cell(answer)}`);
    const byReason = new Map<string, string[]>();
    for (const one of answer.functions) {
      if (one.kind === "level") continue;
      const what = missingIn(one);
      missing[i]!.set(what, (missing[i]!.get(what) ?? 0) + 1);
      byReason.set(what, [...(byReason.get(what) ?? []), `\`${one.name}\``]);
      if (positionals.length > 0)
        console.log(`    ${one.name}: ${what}: ${one.apart?.what ?? one.reason ?? "not found"}`);
    }
    for (const [what, names] of byReason) open.push(`| ${kernel.name} | -${level} | ${what} | ${names.join(", ")} |`);
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
  `| kernel | ${gccLevelNames.map((level) => `gcc -${level}`).join(" | ")} |`,
  `|---${"|---".repeat(gccLevelNames.length)}|`,
  ...rows,
  `| all | ${sums.join(" | ")} |`,
  `| missing in the other functions | ${why.join(" | ")} |`,
  "",
  "The functions that are not level:",
  "",
  "| kernel | gcc | missing | functions |",
  "|---|---|---|---|",
  ...open,
];
console.log(lines.join("\n"));
if (values.update) renewFigures("gcc-inference", lines);
