/**
 * `npm run bench -- quality`: how good Etalon's code is. Executed instructions and size of text, divided by those of
 * riscv64-unknown-elf-gcc on the same program translated to C. What is below 1 is better than gcc's.
 *
 *     KERNEL…                       only these
 *     --level N, --passes LIST      how Etalon compiles, as in `etalon compile`; a is made, -a is left out
 *     --profile                     also what the instructions are for, beside gcc -O1 with checks
 *     --time                        also the processor time of sha256 on 4 MB under qemu
 *     --json                        all that was measured, as data
 *     --update                      renew the figures in docs/benchmarks.md; with all kernels, the profile and the time
 */

import { parseArgs } from "node:util";
import { type CompileOptions, defaultLevel, type Level } from "etalon/compiler";
import { median } from "../measure.ts";
import { renewFigures } from "../renew.ts";
import { type GccVariant, gccVariants, variantName } from "./build.ts";
import { firstKernels, type Kernel, moreKernels } from "./kernels.ts";
import {
  type Cost,
  type Measured,
  measureKernel,
  type Profile,
  profileKernel,
  timedBytes,
  timeKernel,
} from "./measure.ts";
import { type Kind, kinds } from "./profile.ts";

const yes = { type: "boolean", default: false } as const;
const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: { level: { type: "string" }, passes: { type: "string" }, profile: yes, time: yes, json: yes, update: yes },
  allowPositionals: true,
});
const all = [...firstKernels, ...moreKernels];
const unknown = positionals.find((name) => !all.some((kernel) => kernel.name === name));
if (unknown !== undefined)
  throw new Error(`no kernel is called ${unknown}: there are ${all.map((k) => k.name).join(", ")}`);
const chosen = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const levels: readonly Level[] = [0, 1, 2];
const level = levels.find((one) => String(one) === values.level);
if (values.level !== undefined && level === undefined) throw new Error(`there is no level ${values.level}`);
const options: CompileOptions = { level, passes: values.passes?.split(",") };
const checked: GccVariant = { level: 1, checked: true };

const how = `-O${level ?? defaultLevel}${values.passes === undefined ? "" : ` --passes ${values.passes}`}`;
const head = `Etalon ${how} ÷ gcc; below 1, Etalon is better\n`;
const measured = chosen.map((kernel) => {
  const one = measureKernel(kernel, options);
  if (process.stderr.isTTY) process.stderr.write(`${kernel.name} `);
  return one;
});
if (process.stderr.isTTY) process.stderr.write("\n");
const profiles = values.profile || values.update ? chosen.map((kernel) => profileKernel(kernel, options, checked)) : [];
const seconds = values.time || values.update ? timesOfSha256() : undefined;

const lines = [head, ...table(measured), ...(profiles.length > 0 ? ["", ...profileTable(profiles)] : [])];
if (seconds !== undefined) lines.push("", timeLine(seconds));
if (values.json) console.log(JSON.stringify({ kernels: measured, profiles, seconds }, undefined, 2));
else for (const line of lines) console.log(line);
if (values.update) renewFigures("quality", lines);

/** A row for each kernel, and the geometric means. */
function* table(rows: readonly Measured[]): Generator<string> {
  const names = gccVariants.map(variantName);
  yield `| kernel | instructions | ${names.join(" | ")} | text, bytes | ${names[0]} | ${names[1]} |`;
  yield `|---|---:|${"---:|".repeat(names.length)}---:|---:|---:|`;
  for (const row of rows) {
    const ratios = names.map((name) => two(ratioOf("retired", name, row)));
    const sizes = names.slice(0, 2).map((name) => two(ratioOf("text", name, row)));
    yield `| ${row.kernel} | ${row.etalon.retired.toLocaleString("en")} | ${ratios.join(" | ")} | ${row.etalon.text.toLocaleString("en")} | ${sizes.join(" | ")} |`;
  }
  if (rows.length < 2) return;
  yield greatestRow(rows);
  yield meanRow("geometric mean", rows);
  const first = rows.filter(({ kernel }) => firstKernels.some(({ name }) => name === kernel));
  if (first.length > 1 && first.length < rows.length) yield meanRow(`of the first ${first.length}`, first);
}

function meanRow(what: string, rows: readonly Measured[]): string {
  const mean = (cost: keyof Cost, name: string): string =>
    two(Math.exp(rows.reduce((sum, row) => sum + Math.log(ratioOf(cost, name, row)), 0) / rows.length));
  const names = gccVariants.map(variantName);
  const bold = (text: string): string => `**${text}**`;
  const ratios = names.map((name) => bold(mean("retired", name)));
  const sizes = names.slice(0, 2).map((name) => bold(mean("text", name)));
  return `| ${bold(what)} | | ${ratios.join(" | ")} | | ${sizes.join(" | ")} |`;
}

function greatestRow(rows: readonly Measured[]): string {
  const greatest = (cost: keyof Cost, name: string): string => {
    const [worst] = rows.toSorted((a, b) => ratioOf(cost, name, b) - ratioOf(cost, name, a));
    return `${two(ratioOf(cost, name, worst!))} (${worst!.kernel})`;
  };
  const names = gccVariants.map(variantName);
  const sizes = names.slice(0, 2).map((name) => greatest("text", name));
  return `| greatest | | ${names.map((name) => greatest("retired", name)).join(" | ")} | | ${sizes.join(" | ")} |`;
}

function ratioOf(cost: keyof Cost, name: string, { etalon, gcc }: Measured): number {
  return etalon[cost] / gcc[name]![cost];
}

/** For each kind, the mean over the kernels of what it has of all that gcc's executable executes. */
function* profileTable(of: readonly Profile[]): Generator<string> {
  yield `Executed instructions by kind, in per cent of all that ${variantName(checked)} executes: the mean over the kernels\n`;
  yield "| kind | what | Etalon | gcc | more than gcc |";
  yield "|---|---|---:|---:|---:|";
  const total = ({ gcc }: Profile): number => Object.values(gcc).reduce((sum, count) => sum + count, 0);
  const share = (side: keyof Profile, kind: Kind): number =>
    (100 * of.reduce((sum, profile) => sum + profile[side][kind] / total(profile), 0)) / of.length;
  const rows = (Object.keys(kinds) as Kind[]).map((kind) => ({
    kind,
    etalon: share("etalon", kind),
    gcc: share("gcc", kind),
  }));
  for (const { kind, etalon, gcc } of rows.toSorted((a, b) => b.etalon - b.gcc - (a.etalon - a.gcc)))
    yield `| ${kind} | ${kinds[kind]} | ${one(etalon)} | ${one(gcc)} | ${one(etalon - gcc)} |`;
  const [ours, theirs] = [rows.reduce((sum, row) => sum + row.etalon, 0), rows.reduce((sum, row) => sum + row.gcc, 0)];
  yield `| all | | ${one(ours)} | ${one(theirs)} | ${one(ours - theirs)} |`;
}

function timesOfSha256(): readonly number[][] {
  const kernel: Kernel = all.find(({ name }) => name === "sha256")!;
  return timeKernel(kernel, options, checked, 9);
}

function timeLine(pairs: readonly number[][]): string {
  const [ours, theirs] = [0, 1].map((side) => median(pairs.map((pair) => pair[side]!)));
  return (
    `sha256 of ${timedBytes / 2 ** 20} MB under qemu-riscv32, user and system time, median of ${pairs.length} in turn: ` +
    `Etalon ${ours!.toFixed(3)} s, ${variantName(checked)} ${theirs!.toFixed(3)} s, ratio ${two(ours! / theirs!)}`
  );
}

function two(value: number): string {
  return value.toFixed(2);
}

function one(value: number): string {
  return value.toFixed(1);
}
