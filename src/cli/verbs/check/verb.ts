/**
 * `etalon check FILE`: the main job. Compile, run source and image on examples and generated inputs with every engine
 * there is, and print the argument: what is certified, what is tested, what is assumed.
 */

import { availableParallelism } from "node:os";
import { impossible } from "../../../index.ts";
import type { Image } from "../../../machine/index.ts";
import {
  assumptions,
  type Certification,
  holdWithProcess,
  type ProcessWitness,
  type ProgramAndImage,
  testVerdict,
  type Verdict,
  verdictOf,
} from "../../../proof/index.ts";
import { type Arguments, quietOption, termsOption } from "../../arguments.ts";
import { exitCodes } from "../../exit-codes.ts";
import { type Built, build, compilingOptions } from "../../host/built.ts";
import { examplesOf } from "../../host/examples.ts";
import { type LoadedProgram, loadImage } from "../../host/load.ts";
import { findQemu, openQemu, type Qemu } from "../../host/qemu.ts";
import type { Context, Verb } from "../../verb.ts";
import { budgetOf, budgetOption } from "../../view/budget.ts";
import { denyWarnings, loadAndWarn } from "../../view/warnings.ts";
import { printCertified } from "./certified.ts";
import { type CheckReport, type CheckSubject, checkDocument, type WitnessReport } from "./document.ts";
import { certificationOf, seekFailure, soughtRuns } from "./gather.ts";
import { printFindings, printSubject, printVerdict } from "./print.ts";

/** A real process gets this many milliseconds. */
const processTime = 10_000;

/** `etalon check`. */
export const checkVerb: Verb = {
  name: "check",
  summary: "hold a program's binary against its source",
  operands: ["FILE"],
  options: [
    { name: "image", value: "A.elf", help: "the binary to hold against FILE; compiled from it unless given" },
    { name: "certificate", value: "C.json", help: "the binary's certificate; beside it, in .cert.json, unless given" },
    { name: "runs", value: "N", help: "how many inputs to generate; 100 unless given" },
    { name: "seed", value: "S", help: "which inputs to generate; 1 unless given" },
    { name: "clock", value: "STEPS", help: "steps of Ell for each of them; 1000000 unless given" },
    {
      name: "qemu",
      excludes: ["no-qemu"],
      help: "run the binary under qemu-riscv32, in a sandbox, also when it is not certified",
    },
    { name: "no-qemu", help: "do not run the binary under qemu-riscv32" },
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
    "Exits 0 when nothing differs, 1 when something does or an example is not met, 4 when no run was decided, or every\n" +
      "run ended because memory was spent.",
  ],
  examples: ["etalon check examples/sieve.ell", "etalon check mine.ell --image mine.elf --runs 1000 --seed 7"],
  async run(context) {
    const { terminal, details, json, arguments: given } = context;
    const loaded = loadAndWarn(given.operands[0]!, context);
    const report = await check(context, loaded);
    terminal.progress("");
    if (!json) printFindings(report, details);
    if (!json) printVerdict(report, terminal.out);
    return { exit: exitOf(report.verdict), document: { ...checkDocument(report), warnings: loaded.warnings } };
  },
};

/** The check. Its subject and what is certified are printed as soon as they are known. */
async function check(
  { terminal, details, json, arguments: given }: Context,
  loaded: LoadedProgram,
): Promise<CheckReport> {
  const path = given.operands[0]!;
  const imagePath = given.text("image");
  const examples = examplesOf(path);
  const seed = given.integer("seed", 1, { min: 0, max: 2 ** 32 - 1 });
  const runs = given.integer("runs", 100, { min: 0, max: 1_000_000 });
  const clock = given.integer("clock", 1_000_000, { min: 1, max: 2 ** 40 });
  const binary = imagePath === undefined ? compiled(loaded, given) : { ...loadImage(imagePath), between: undefined };
  const { image, bytes: imageBytes, between } = binary;
  const described: CheckSubject = { path, loaded, imagePath, image, imageBytes };
  const subject: ProgramAndImage = {
    program: loaded.program,
    image,
    ...(between === undefined ? {} : { between: between.compilation }),
  };

  terminal.progress(`checking ${path}: its certificate`);
  const certifiable = { loaded, imageBytes, imagePath, built: between, budget: budgetOf(given) };
  const listed = { list: json, terms: given.flag("terms") };
  const answer = certificationOf({ ...certifiable, certificatePath: given.text("certificate") }, listed);
  const show = (certification: Certification): void => {
    if (json) return;
    terminal.progress("");
    printSubject(described, details);
    printCertified(described, certification, details);
  };
  // Print a refusal after the search for a failing input.
  if (answer.verdict !== "refused") show(answer);

  const options = {
    seed,
    runs,
    examples,
    clock,
    onProgress: (done: number, of: number) => terminal.progress(`checking ${path}: run ${done + 1} of ${of}`),
  };
  let witness: WitnessReport = { kind: "off" };
  let qemu: Qemu | undefined;
  const open = async (): Promise<ProcessWitness | undefined> => {
    ({ witness, qemu } = await openWitness(binary, answer, given));
    return (
      qemu && {
        run: qemu.run,
        jobs: availableParallelism(),
        // In a sandbox, and asked for: then also where the machine faults.
        afterFaults: given.flag("qemu") && qemu.confinement !== "none",
        onProgress: (done, of) => terminal.progress(`checking ${path}: process ${done + 1} of ${of}`),
      }
    );
  };
  const tested = await holdWithProcess(subject, options, open).finally(() => qemu?.close());
  const sought =
    answer.verdict === "refused" && tested.counterexamples.length === 0
      ? seekFailure(loaded, image, seed, clock)
      : undefined;
  const found = sought?.counterexamples ?? [];
  const certification: Certification =
    answer.verdict === "refused" && sought !== undefined
      ? { ...answer, sought: { runs: soughtRuns, found: found.length > 0 } }
      : answer;
  if (answer.verdict === "refused") show(certification);
  const all = { ...tested, counterexamples: [...tested.counterexamples, ...found] };
  const report = { ...all, verdict: testVerdict(all) };
  const verdict = verdictOf(certification, report);
  return { ...described, verdict, witness, certification, tested: report, assumed: assumptions() };
}

/**
 * The process beside the machine. An image that the checker has not certified may do anything as a process: none is
 * started unless the user asks for it, and then only in a sandbox.
 */
async function openWitness(
  { bytes: elf, image }: { readonly bytes: Uint8Array; readonly image: Image },
  { verdict }: Certification,
  given: Arguments,
): Promise<{ readonly qemu: Qemu | undefined; readonly witness: WitnessReport }> {
  const none = (kind: Exclude<WitnessReport["kind"], "ran">) => ({ qemu: undefined, witness: { kind } }) as const;
  if (given.flag("no-qemu")) return none("off");
  const certified = verdict === "certified";
  if (!certified && !given.flag("qemu")) return none("uncertified");
  const program = findQemu();
  if (program === undefined) return none("missing");
  const memory = image.segments.reduce((sum, { size }) => sum + size, 0);
  const qemu = await openQemu(program, { elf, memory, time: processTime, confined: !certified });
  if (qemu === undefined) return none(certified ? "unusable" : "unconfined");
  const { version, confinement } = qemu;
  return { qemu, witness: { kind: "ran", version, confinement } };
}

function compiled(
  loaded: LoadedProgram,
  given: Arguments,
): { bytes: Uint8Array; image: Built["image"]; between: Built } {
  const built = build(loaded, given);
  return { bytes: built.file, image: built.image, between: built };
}

function exitOf(verdict: Verdict): number {
  switch (verdict) {
    case "certified":
    case "tested":
      return exitCodes.ok;
    case "differs":
    case "refused":
    case "unexpected":
      return exitCodes.differs;
    case "exhausted":
    case "undecided":
    case "starved":
      return exitCodes.undecided;
    default:
      return impossible(verdict);
  }
}
