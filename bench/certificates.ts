/**
 * Certificates: how fast they are checked, against how fast the program is compiled; how large they are; what has to be
 * trusted; and how checking grows with the program.
 */

import { globSync } from "node:fs";
import { type Compilation, compile } from "etalon/compiler";
import { type Program, parseProgram } from "etalon/lang";
import { writeElf } from "etalon/machine";
import { checkClaims, claimsOf, issueCertificate, writeCertificate } from "etalon/proof";
import { growth } from "./growth.ts";
import { type Benchmark, type Effort, measure, median, type Row, threeDigits } from "./measure.ts";
import { trustedLines } from "./trusted-lines.ts";
import { exampleText } from "./workloads.ts";

interface Subject {
  readonly name: string;
  readonly text: string;
  readonly program: Program;
  readonly compilation: Compilation;
  readonly claims: ReturnType<typeof claimsOf>;
}

function subjects(): Subject[] {
  const names = globSync("*.ell", { cwd: new URL("../examples", import.meta.url) }).sort();
  return names.map((file) => {
    const name = file.replace(".ell", "");
    const text = exampleText(name);
    const program = parseProgram(text);
    if (!program.ok) throw new Error(program.error[0]?.message);
    const compiled = compile(program.value);
    if (!compiled.ok) throw new Error(compiled.error.message);
    return { name, text, program: program.value, compilation: compiled.value, claims: claimsOf(compiled.value) };
  });
}

function check({ name, program, compilation, claims }: Subject): ReturnType<typeof checkClaims>["statistics"] {
  const answer = checkClaims(program, compilation.image, claims);
  if (answer.verdict !== "certified") throw new Error(`${name}: ${answer.verdict}`);
  return answer.statistics;
}

/** Rates over all examples, then what is not a rate. */
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
    },
    *figures() {
      yield* ratios(all, effort);
      yield* sizes(all);
      yield "";
      yield* trustedLines();
      yield "";
      yield* growth(effort.samples < 5);
    },
  };
}

/** Check time ÷ compile time, both of one run, by example: of each the fastest sample, as other work only slows. */
function* ratios(all: readonly Subject[], effort: Effort): Generator<string> {
  const brief: Effort = { samples: effort.samples, time: effort.time / 5 };
  const rate = (workload: string, action: () => unknown): number => {
    const row: Row = measure({ what: "", workload, unit: "" }, brief, () => {
      action();
      return 1;
    });
    return Math.max(...row.samples);
  };
  const found = all.map((subject) => {
    const checks = rate(subject.name, () => check(subject));
    const compiles = rate(subject.name, () => compile(subject.program));
    const files = rate(subject.name, () => {
      const compiled = compile(subject.program);
      if (!compiled.ok) throw new Error(compiled.error.message);
      writeElf(compiled.value.image);
      claimsOf(compiled.value);
    });
    return { name: subject.name, pure: compiles / checks, whole: files / checks };
  });
  const line = (what: string, values: readonly number[]): string =>
    `- check time ÷ ${what}: median ${median(values).toFixed(2)}, ${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
  yield line(
    "compile time (the passes alone)",
    found.map(({ pure }) => pure),
  );
  yield line(
    "compile time (with writing the ELF file and making the claims)",
    found.map(({ whole }) => whole),
  );
}

/** Certificate bytes ÷ text bytes, and how obligations closed. */
function* sizes(all: readonly Subject[]): Generator<string> {
  const encoder = new TextEncoder();
  let [obligations, bySyntax] = [0, 0];
  const shares = all.map((subject) => {
    const { statistics } = checkClaims(subject.program, subject.compilation.image, subject.claims);
    obligations += statistics.obligations;
    bySyntax += statistics.bySyntax;
    const image = writeElf(subject.compilation.image);
    const certificate = writeCertificate(issueCertificate(subject.compilation, encoder.encode(subject.text), image));
    const bytes = encoder.encode(certificate).length;
    const text = subject.compilation.image.segments.find(({ permissions }) => permissions.execute)!;
    return bytes / text.bytes.length;
  });
  yield `- obligations: ${obligations.toLocaleString("en")}, ${threeDigits((100 * bySyntax) / obligations)}% closed by syntax alone (the checker has no other way)`;
  yield `- certificate bytes ÷ bytes of machine code: median ${threeDigits(median(shares))}, ${threeDigits(Math.min(...shares))} to ${threeDigits(Math.max(...shares))}`;
}
