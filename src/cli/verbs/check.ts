/**
 * `etalon check FILE`: the main job. Compile, run source and image on examples and generated inputs with every engine
 * there is, and print the argument: what is certified, what is tested, what is assumed.
 */

import { impossible } from "../../index.ts";
import {
  assumptions,
  type Certification,
  holdAgainst,
  type Subject,
  type Verdict,
  verdictOf,
} from "../../proof/index.ts";
import type { Arguments } from "../arguments.ts";
import { type Built, build, memoryOptions } from "../built.ts";
import { certificationOf, seekFailure, soughtRuns } from "../certification.ts";
import { type CheckReport, checkDocument } from "../check-document.ts";
import { printCheck } from "../check-report.ts";
import { examplesOf } from "../examples.ts";
import { exitCodes } from "../exit-codes.ts";
import { type LoadedProgram, loadImage, loadProgram } from "../load.ts";
import { openQemu, qemuVersion } from "../qemu.ts";
import type { Context, Verb } from "../verb.ts";

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
    { name: "no-qemu", help: "do not run the binary under qemu-riscv32" },
    ...memoryOptions,
  ],
  details: [
    "Runs the inputs in the folder beside FILE (NAME/*.in, with what is expected in .out and .code) and generated ones,\n" +
      "under two semantics of Ell, the compiler's programs in between, the RISC-V semantics on the bytes of the binary,\n" +
      "and qemu-riscv32 when it is installed. The same seed makes the same inputs.",
    "Exits 0 when nothing differs, 1 when something does or an example is not met, 4 when no run was decided.",
  ],
  examples: ["etalon check examples/sieve.ell", "etalon check mine.ell --image mine.elf --runs 1000 --seed 7"],
  run(context) {
    const { terminal, json, arguments: given } = context;
    const path = given.operands[0]!;
    const loaded = loadProgram(path);
    const report = check(context, path, loaded);
    terminal.progress("");
    if (!json) printCheck(report, terminal.out);
    return { exit: exitOf(report.verdict), document: checkDocument(report) };
  },
};

function check({ terminal, json, arguments: given }: Context, path: string, loaded: LoadedProgram): CheckReport {
  const imagePath = given.text("image");
  const examples = examplesOf(path);
  const seed = given.integer("seed", 1, { min: 0, max: 2 ** 32 - 1 });
  const runs = given.integer("runs", 100, { min: 0, max: 1_000_000 });
  const clock = given.integer("clock", 1_000_000, { min: 1, max: 2 ** 40 });
  const binary = imagePath === undefined ? compiled(loaded, given) : { ...loadImage(imagePath), between: undefined };
  const subject: Subject = {
    program: loaded.program,
    image: binary.image,
    ...(binary.between === undefined ? {} : { between: binary.between.compilation }),
  };
  const version = given.flag("no-qemu") ? undefined : qemuVersion();
  const qemu = version === undefined ? undefined : openQemu(version, binary.bytes, processTime);
  try {
    const certifiable = { loaded, imageBytes: binary.bytes, imagePath, built: binary.between };
    terminal.progress(`checking ${path}: its certificate`);
    const answer = certificationOf({ ...certifiable, certificatePath: given.text("certificate") }, json);
    const tested = holdAgainst(subject, {
      seed,
      runs,
      examples,
      clock,
      process: qemu && ((input) => qemu.run(input)),
      onProgress: (done, of) => terminal.progress(`checking ${path}: run ${done + 1} of ${of}`),
    });
    const sought =
      answer.verdict === "refused" && tested.counterexamples.length === 0
        ? seekFailure(loaded, binary.image, seed, clock)
        : undefined;
    const found = sought?.counterexamples ?? [];
    const certification: Certification =
      answer.verdict === "refused" && sought !== undefined
        ? { ...answer, sought: { runs: soughtRuns, found: found.length > 0 } }
        : answer;
    const report = { ...tested, counterexamples: [...tested.counterexamples, ...found] };
    return {
      verdict: verdictOf(certification, report),
      path,
      loaded,
      imagePath,
      image: binary.image,
      imageBytes: binary.bytes,
      qemu: given.flag("no-qemu") ? "off" : (version ?? "missing"),
      certification,
      tested: report,
      assumed: assumptions(),
    };
  } finally {
    qemu?.close();
  }
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
    case "undecided":
    case "starved":
      return exitCodes.undecided;
    default:
      return impossible(verdict);
  }
}
