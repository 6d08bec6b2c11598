/**
 * `etalon check FILE`: the main job. Compile, run source and image on examples and generated inputs with every engine
 * there is, and print the argument: what is certified, what is tested, what is assumed.
 */

import { type Arguments, commonOptions, quietOption, readArguments, termsOption } from "../../arguments.ts";
import { usageError } from "../../command-error.ts";
import { wordsOfBlame } from "../../host/blame.ts";
import { compilingOptions, refuseCompilingOptions } from "../../host/built.ts";
import { writeBytes } from "../../host/files.ts";
import { junitOption, writeJunit } from "../../host/junit-file.ts";
import type { Verb } from "../../verb.ts";
import { budgetOption } from "../../view/budget.ts";
import { denyWarnings, loadAndWarn } from "../../view/warnings.ts";
import { printCertified } from "./certified.ts";
import { checkDocument } from "./document.ts";
import { binaryAt, compiledBinary, examine } from "./examine.ts";
import { hintsOf, inferOptions } from "./infer-options.ts";
import { inferredDocument, inferredExit, printInferred } from "./inferred.ts";
import { checkMany, manyCases, manyEnded } from "./many.ts";
import { exitOf, printFindings, printSubject, printVerdict } from "./print.ts";
import { saidExit } from "./said.ts";
import { selfTested } from "./self-test.ts";

/** `etalon check`. */
export const checkVerb: Verb = {
  name: "check",
  summary: "hold a program's binary against its source",
  operands: ["[FILE]", "[A.elf…]"],
  options: [
    { name: "image", value: "A.elf", help: "the binary to hold against FILE; compiled from it unless given" },
    { name: "certificate", value: "C.json", help: "the binary's certificate; beside it, in .cert.json, unless given" },
    ...inferOptions,
    {
      name: "found",
      value: "C.json",
      needs: ["infer"],
      help: "with --infer: write the certificate that was found, also where it is not all",
    },
    { name: "runs", value: "N", help: "how many inputs to generate; 100 unless given" },
    { name: "seed", value: "S", help: "which inputs to generate; 1 unless given" },
    { name: "clock", value: "STEPS", help: "steps of Ell for each of them; 1000000 unless given" },
    {
      name: "qemu",
      excludes: ["no-qemu"],
      help: "run the binary under qemu-riscv32, in a sandbox, also when it is not certified",
    },
    { name: "no-qemu", help: "do not run the binary under qemu-riscv32" },
    junitOption,
    {
      name: "attestation",
      value: "FILE",
      repeatable: true,
      needs: ["key"],
      help: "what others say of it; may be repeated",
    },
    { name: "key", value: "KEY.pub", repeatable: true, needs: ["attestation"], help: "a trusted key; may be repeated" },
    {
      name: "blame",
      value: "DIRECTORY",
      excludes: ["image", "certificate", "infer", "attestation", ...compilingOptions.map(({ name }) => name)],
      help: "instead of FILE: what `fetch` or `challenge` kept of a false statement, asked again",
    },
    { name: "self-test", help: "instead of FILE: ask the checker about forgeries, which it has to refuse" },
    budgetOption,
    termsOption,
    denyWarnings,
    quietOption,
    ...compilingOptions,
  ],
  details: [
    "Runs the inputs in the folder beside FILE (NAME/*.in, with what is expected in .out and .code) and generated ones,\n" +
      "under two semantics of Ell, the compiler's programs in between, the RISC-V semantics on the bytes of the binary,\n" +
      "and, when the binary is certified, qemu-riscv32 where it is installed. The same seed makes the same inputs.",
    "Of several binaries, a class's submissions, each has a line, and the same limits. A binary may also be an assembler\n" +
      "text, whose name ends in .s.",
    "--self-test asks the checker about 40 forgeries of a good image, each shown to be wrong by a run, and about a trojan's image.\n" +
      "One that says yes to much is found out, one that knows the forgeries is not (`etalon attack checker-sly`).",
    "Exits 0 when nothing differs, 1 when something does or an example is not met, 4 when no run was decided, or every\n" +
      "run ended because memory was spent.",
  ],
  examples: [
    "etalon check examples/sieve.ell",
    "etalon check mine.ell --image mine.elf --runs 1000 --seed 7",
    "etalon check task.ell submissions/*.elf --junit results.xml",
  ],
  async run(context) {
    if (context.arguments.flag("self-test")) return await selfTested(context);
    const blamed = context.arguments.text("blame");
    if (blamed !== undefined)
      return await checkVerb.run({ ...context, arguments: blameAgain(context.arguments, blamed) });
    const { terminal, details, json, arguments: given } = context;
    const [path, ...paths] = given.operands;
    if (path === undefined) throw usageError("`etalon check` needs FILE", "etalon check FILE [A.elf…]");
    const several = paths.length > 0;
    if (several) refuseWithSeveral(given, paths);
    const junit = given.text("junit");
    const title = `etalon check ${path}`;
    const loaded = loadAndWarn(path, context);
    if (several) {
      const results = await checkMany(context, loaded, paths);
      if (junit !== undefined) writeJunit(junit, title, manyCases(results, { path, loaded }));
      return manyEnded(results, { path, loaded });
    }
    const image = given.text("image");
    const binary = image === undefined ? compiledBinary(loaded, given) : binaryAt(image);
    const report = await examine(context, loaded, binary, (subject, certification, found) => {
      if (json) return;
      terminal.progress("");
      printSubject(subject, details);
      if (found === undefined || certification.verdict !== "none") printCertified(subject, certification, details);
      if (found !== undefined) printInferred(found, loaded, details, hintsOf(given));
    });
    terminal.progress("");
    if (!json) printFindings(report, details);
    const { inferred } = report;
    const foundPath = given.text("found");
    if (inferred !== undefined && foundPath !== undefined) {
      const { foundCertificate } = await import("./infer.ts");
      writeBytes(foundPath, foundCertificate(inferred, loaded, report.imageBytes));
    }
    if (!json) printVerdict(report, terminal.out);
    if (junit !== undefined)
      writeJunit(junit, title, manyCases([{ kind: "checked", path: image ?? path, report }], { path, loaded }));
    const found = exitOf(report.verdict);
    const document = { ...checkDocument(report), warnings: loaded.warnings };
    const said = saidExit(report.said);
    if (inferred === undefined) return { exit: found || said, document };
    return {
      exit: inferredExit(inferred, found) || said,
      document: { ...document, inferred: inferredDocument(inferred, loaded) },
    };
  },
};

/** The arguments for which a folder of evidence stands, and what else was given: --blame has no effect with what the folder says. */
function blameAgain(given: Arguments, folder: string): Arguments {
  if (given.operands.length > 0)
    throw usageError("--blame has no effect with FILE: the folder has a source of its own");
  const kept = [...checkVerb.options, ...commonOptions].flatMap(({ name }) => {
    if (name === "blame") return [];
    const value = given.text(name);
    if (value !== undefined) return [`--${name}`, value];
    return given.flag(name) ? [`--${name}`] : [];
  });
  return readArguments(checkVerb, [...kept, ...wordsOfBlame(folder)]);
}

/** With several binaries, nothing is compiled, and one certificate is not for all of them. */
function refuseWithSeveral(given: Arguments, paths: readonly string[]): void {
  const program = paths.find((path) => path.endsWith(".ell"));
  if (program !== undefined)
    throw usageError(`\`etalon check\` does not take ${JSON.stringify(program)}: after FILE come its binaries`);
  for (const name of ["image", "certificate", "attestation", "found"])
    if (given.text(name) !== undefined)
      throw usageError(
        `--${name} has no effect here: the binaries are given after FILE`,
        "etalon check FILE A.elf B.elf",
      );
  refuseCompilingOptions(given, "the binaries are given, and nothing is compiled");
}
