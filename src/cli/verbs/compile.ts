/**
 * `etalon compile FILE`: a program to a static ELF executable.
 */

import {
  type Compilation,
  type CompilationReport,
  type CompileOptions,
  issueCertificate,
  reportOf,
} from "../../compiler/index.ts";
import { writeCertificate } from "../../proof/index.ts";
import { quietOption } from "../arguments.ts";
import { CommandError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { bareOption, build, compilingOptions } from "../host/built.ts";
import { besides, certificateBeside, isStream, refuseToReplace, writeBytes } from "../host/files.ts";
import { sourceOf } from "../host/load.ts";
import { optimisationDetails } from "../host/optimisation-options.ts";
import { refuseBesideDocument } from "../host/output-path.ts";
import type { Verb } from "../verb.ts";
import { printReport } from "../view/compile-report.ts";
import { instructionCount, sha256 } from "../view/facts.ts";
import { denyWarnings, loadAndWarn } from "../view/warnings.ts";

function reported(compilation: Compilation, options: CompileOptions): CompilationReport {
  const report = reportOf(compilation, options);
  if (report.ok) return report.value;
  // With an optimisation left out, the program may exceed a limit.
  throw new CommandError("limit", `there is no report: ${report.error.message}`);
}

/** `etalon compile`. */
export const compileVerb: Verb = {
  name: "compile",
  summary: "compile a program to a RISC-V executable",
  operands: ["FILE"],
  options: [
    {
      name: "output",
      short: "o",
      value: "A.elf",
      help: "where to write it; beside FILE, ending in .elf, unless given",
    },
    { name: "report", help: "tell for each function what each pass did, and what each optimisation gained" },
    bareOption,
    denyWarnings,
    ...compilingOptions,
    { ...quietOption, help: "print nothing but errors" },
  ],
  details: [
    "The result is a static ELF executable for 32-bit RISC-V (RV32IM) under Linux, so that `qemu-riscv32 A.elf` runs\n" +
      "it as well as `etalon exec A.elf`. The same program and options give the same bytes, always.",
    "Beside A.elf goes A.cert.json, its certificate, with which `etalon check FILE --image A.elf` shows that the binary\n" +
      "conforms to the source for every input.",
    "With --bare the file has what a computer needs, and no more: `etalon disassemble --bare --hex0` shows each byte of it\n" +
      "(docs/bootstrap.md).",
    optimisationDetails(),
  ],
  examples: [
    "etalon compile examples/sieve.ell -o sieve.elf && echo 100 | qemu-riscv32 sieve.elf",
    "etalon compile -O2 --passes -ssa examples/sieve.ell",
  ],
  run(context) {
    const { terminal, details, json, arguments: given } = context;
    const path = given.operands[0]!;
    const output = given.text("output") ?? besides(isStream(path) ? "program.ell" : path, ".elf");
    refuseBesideDocument(output, json);
    const beside = isStream(output) ? undefined : certificateBeside(output);
    refuseToReplace(path, output, "--output");
    if (beside !== undefined) refuseToReplace(path, beside, "--output");
    const loaded = loadAndWarn(path, context);
    const { compilation, options, file, image } = build(loaded, given);
    if (output === "-") terminal.out.bytes(file);
    else writeBytes(output, file, true);
    // What goes through a stream may be on its way to standard output.
    const say = beside === undefined && !given.flag("quiet") ? terminal.error : details;
    if (!json && output !== "-") say.line(`${output}: ${file.length} bytes, ${instructionCount(image)} instructions`);
    if (beside !== undefined) {
      const certificate = new TextEncoder().encode(
        writeCertificate(issueCertificate(compilation, sourceOf(loaded), file)),
      );
      writeBytes(beside, certificate);
      if (!json) say.line(`${beside}: its certificate, ${certificate.length} bytes`);
    }
    const report = given.flag("report") ? reported(compilation, options) : undefined;
    if (report !== undefined && !json) printReport(report, output === "-" ? terminal.error : terminal.out);
    const facts = {
      output,
      certificate: beside ?? null,
      bytes: file.length,
      instructions: instructionCount(image),
      sha256: sha256(file),
      optimisations: compilation.optimisations,
      report,
      warnings: loaded.warnings,
    };
    return { exit: exitCodes.ok, document: facts };
  },
};
