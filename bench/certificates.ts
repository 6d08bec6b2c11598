/**
 * Certificates: how fast they are checked, against how fast the program is compiled; how large they are; what has to be
 * trusted; and how checking grows with the program.
 */

import { globSync } from "node:fs";
import { type Compilation, claimsOf, compile, issueCertificate, type Level } from "etalon/compiler";
import type { Program } from "etalon/lang";
import { writeElf } from "etalon/machine";
import { certify, checkClaims, readCertificate, type SourceFiles, writeCertificate } from "etalon/proof";
import { growth } from "./growth.ts";
import { type Benchmark, type Effort, inTurn, measure, median, threeDigits } from "./measure.ts";
import { exampleText, programWithFiles } from "./workloads.ts";

interface CheckedProgram {
  readonly name: string;
  readonly text: string;
  readonly program: Program;
  readonly source: SourceFiles;
  readonly compilation: Compilation;
  readonly claims: ReturnType<typeof claimsOf>;
}

/** The examples, compiled; at the usual level unless one is given. */
export function subjects(level?: Level): CheckedProgram[] {
  const names = globSync("*.ell", { cwd: new URL("../examples", import.meta.url) }).sort();
  return names.map((file) => {
    const name = file.replace(".ell", "");
    const text = exampleText(name);
    const { program, source } = programWithFiles(text);
    const compiled = compile(program, { level });
    if (!compiled.ok) throw new Error(compiled.error.message);
    return { name, text, program, source, compilation: compiled.value, claims: claimsOf(compiled.value) };
  });
}

function check({ name, program, compilation, claims }: CheckedProgram): ReturnType<typeof checkClaims>["statistics"] {
  const answer = checkClaims(program, compilation.image, claims);
  if (answer.verdict !== "certified") throw new Error(`${name}: ${answer.verdict}`);
  return answer.statistics;
}

/** Rates over all examples, then the other figures. */
export function certificatesBenchmark(effort: Effort): Benchmark {
  const all = subjects();
  return {
    room: "certificates",
    *rows() {
      const workload = `${all.length} examples`;
      yield measure({ what: "check", workload, unit: "obligations/s" }, effort, () =>
        all.reduce((sum, subject) => sum + check(subject).obligations, 0),
      );
      yield measure({ what: "check", workload, unit: "programs/s" }, effort, () => {
        for (const subject of all) check(subject);
        return all.length;
      });
      yield measure({ what: "compile", workload, unit: "programs/s" }, effort, () => {
        for (const { program } of all) compile(program);
        return all.length;
      });
      const files = all.map(({ text, source }) => ({ source, ...produce(text) }));
      yield measure({ what: "certify, from files to verdict", workload, unit: "programs/s" }, effort, () => {
        for (const { source, image, certificate } of files) judge(source, image, certificate);
        return all.length;
      });
    },
    *figures() {
      yield* ratios(0, effort);
      yield* ratios(undefined, effort);
      yield* sizes(all);
      yield "";
      yield* growth(effort.samples < 5);
    },
  };
}

const encoder = new TextEncoder();

/** From the text to all that `etalon compile` writes: the bytes of the file, and the certificate. */
function produce(text: string, level?: Level): { readonly image: Uint8Array; readonly certificate: string } {
  const { program, source } = programWithFiles(text);
  const compiled = compile(program, { level });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const image = writeElf(compiled.value.image);
  return { image, certificate: writeCertificate(issueCertificate(compiled.value, source, image)) };
}

/** From the text, the file and the certificate, as they lie on a disk, to the verdict. */
function judge(source: SourceFiles, image: Uint8Array, certificate: string): void {
  const read = readCertificate(certificate);
  if (!read.ok) throw new Error(read.error);
  const { verdict } = certify(source, image, read.value);
  if (verdict !== "certified") throw new Error(verdict);
}

/** Compile, and make the file and the claims. */
function compileToFile(program: Program, level: Level | undefined): void {
  const compiled = compile(program, { level });
  if (!compiled.ok) throw new Error(compiled.error.message);
  writeElf(compiled.value.image);
  claimsOf(compiled.value);
}

/**
 * Check time ÷ compile time, at a level. The sides take turns within each sample, so that other work on the machine affects both;
 * for an example the median of the samples' ratios counts.
 */
function* ratios(level: Level | undefined, effort: Effort): Generator<string> {
  const found = subjects(level).map((subject) => {
    const { text, program, source } = subject;
    const { image, certificate } = produce(text, level);
    const times = inTurn(effort.samples, effort.time / 10, [
      () => void produce(text, level),
      () => judge(source, image, certificate),
      () => void compile(program, { level }),
      () => compileToFile(program, level),
      () => void check(subject),
    ]);
    const ratio = (checks: number, compiles: number): number =>
      median(times.map((sample) => sample[checks]! / sample[compiles]!));
    return { ends: ratio(1, 0), passes: ratio(4, 2), files: ratio(4, 3) };
  });
  const line = (what: string, values: readonly number[]): string =>
    `- ${level === undefined ? "" : `at -O${level}, `}${what}: median ${median(values).toFixed(2)}, ${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
  yield line(
    "check time ÷ compile time, from files to verdict against from text to files",
    found.map(({ ends }) => ends),
  );
  yield line(
    "the checker alone ÷ the passes alone",
    found.map(({ passes }) => passes),
  );
  yield line(
    "the checker alone ÷ the passes, writing the ELF file and making the claims",
    found.map(({ files }) => files),
  );
}

/** Certificate bytes ÷ text bytes, and how obligations closed. */
function* sizes(all: readonly CheckedProgram[]): Generator<string> {
  let [obligations, bySyntax] = [0, 0];
  const shares = all.map((subject) => {
    const { statistics } = checkClaims(subject.program, subject.compilation.image, subject.claims);
    obligations += statistics.obligations;
    bySyntax += statistics.bySyntax;
    const image = writeElf(subject.compilation.image);
    const certificate = writeCertificate(issueCertificate(subject.compilation, subject.source, image));
    const bytes = encoder.encode(certificate).length;
    const text = subject.compilation.image.segments.find(({ permissions }) => permissions.execute)!;
    return bytes / text.bytes.length;
  });
  yield `- obligations: ${obligations.toLocaleString("en")}, ${threeDigits((100 * bySyntax) / obligations)}% closed by syntax alone (the checker has no other way)`;
  yield `- certificate bytes ÷ bytes of machine code: median ${threeDigits(median(shares))}, ${threeDigits(Math.min(...shares))} to ${threeDigits(Math.max(...shares))}`;
}
