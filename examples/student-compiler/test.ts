/**
 * A compiler held against the meaning of Ell, on programs and inputs at random: `node test.ts`, or `node test.ts OTHER.ts`
 * for another file that exports `compile`. What fails is made smaller, and shown with what both sides did.
 */

import { fileURLToPath, pathToFileURL } from "node:url";
import { type Behaviour, failure, success } from "etalon";
import type { Program } from "etalon/lang";
import { assemble } from "etalon/machine";
import {
  arbitraryInput,
  arbitraryProgram,
  type CheckedModule,
  conforming,
  describeReport,
  ellSemantics,
  machineSemantics,
  type PhaseReport,
  phase,
  testPhase,
} from "etalon/testing";

/** A compiler that ends in assembly text, tested: from the meaning of Ell to the bytes on the formal machine. */
export function testCompiler(
  compiler: (program: Program) => string,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): PhaseReport<CheckedModule, Uint8Array, Behaviour> {
  const whole = phase({
    name: "compile and assemble",
    source: {
      ...ellSemantics,
      initial: ({ program }: CheckedModule, input: Uint8Array) => ellSemantics.initial(program, input),
    },
    target: machineSemantics,
    compile({ program }: CheckedModule) {
      const image = assemble(compiler(program));
      return image.ok ? success(image.value) : failure(image.error[0]!);
    },
    relation: conforming,
    clock: { source: 5_000, target: (cost) => Math.min(20_000 + 500 * cost, 200_000) },
  });
  return testPhase(whole, { programs: arbitraryProgram(), inputs: arbitraryInput(), seed, runs });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, seed = "1", runs = "1000"] = process.argv.slice(2);
  const path = file === undefined ? new URL("./compiler.ts", import.meta.url) : pathToFileURL(file);
  const { compile } = (await import(path.href)) as { compile: (program: Program) => string };
  const report = testCompiler(compile, { seed: Number(seed), runs: Number(runs) });
  console.log(describeReport(report));
  process.exitCode = report.verdict === "passed" ? 0 : 1;
}
