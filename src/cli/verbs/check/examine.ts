/**
 * One binary held against its source, all of it: its certificate, the runs on every engine, a process where one may be started. How
 * the result is shown, and of how many binaries, is said elsewhere.
 */

import { availableParallelism } from "node:os";
import { type Image, writeElf } from "../../../machine/index.ts";
import {
  assumptions,
  type Certification,
  defaultBudgets,
  holdWithProcess,
  type ProcessWitness,
  type ProgramAndImage,
  testVerdict,
  timesBudgets,
  verdictOf,
} from "../../../proof/index.ts";
import type { Arguments } from "../../arguments.ts";
import { assembleFile } from "../../host/assembled.ts";
import { type Built, build } from "../../host/built.ts";
import { examplesOf } from "../../host/examples.ts";
import { type LoadedProgram, sourceOf } from "../../host/load.ts";
import { loadImage } from "../../host/load-image.ts";
import { findQemu, openQemu, type Qemu } from "../../host/qemu.ts";
import type { Context } from "../../verb.ts";
import { budgetOf } from "../../view/budget.ts";
import type { CheckReport, CheckSubject, Inferred, WitnessReport } from "./document.ts";
import { certificateFor, certificationOf, seekFailure, soughtRuns } from "./gather.ts";
import { saidOf } from "./said.ts";

/** A real process gets this many milliseconds. */
const processTime = 10_000;

/** A binary as a file, and our own compilation where it is one. */
export interface Binary {
  readonly path: string | undefined;
  readonly bytes: Uint8Array;
  readonly image: Image;
  readonly between: Built | undefined;
}

/** The binary in a file: an executable, or an assembler text, which is then assembled. */
export function binaryAt(path: string): Binary {
  if (!path.endsWith(".s")) return { path, ...loadImage(path), between: undefined };
  const image = assembleFile(path);
  return { path, image, bytes: writeElf(image), between: undefined };
}

/** The binary that our own compiler makes. */
export function compiledBinary(loaded: LoadedProgram, given: Arguments): Binary {
  const built = build(loaded, given);
  return { path: undefined, bytes: built.file, image: built.image, between: built };
}

/** Show what is certified; and with --infer, what was found of a certificate. */
export type ShowCertified = (
  subject: CheckSubject,
  certification: Certification,
  inferred: Inferred | undefined,
) => void;

/** Check it. What is certified is shown as soon as it is known. */
export async function examine(
  { terminal, json, arguments: given }: Context,
  loaded: LoadedProgram,
  binary: Binary,
  show: ShowCertified,
): Promise<CheckReport> {
  const path = given.operands[0]!;
  const { path: imagePath, image, bytes: imageBytes, between } = binary;
  const name = imagePath ?? path;
  const examples = examplesOf(path);
  const seed = given.integer("seed", 1, { min: 0, max: 2 ** 32 - 1 });
  const runs = given.integer("runs", 100, { min: 0, max: 1_000_000 });
  const clock = given.integer("clock", 1_000_000, { min: 1, max: 2 ** 40 });
  const described: CheckSubject = { path, loaded, imagePath, image, imageBytes };
  const subject: ProgramAndImage = {
    program: loaded.program,
    image,
    ...(between === undefined ? {} : { between: between.compilation }),
  };

  terminal.progress(`checking ${name}: its certificate`);
  const budgets = timesBudgets(defaultBudgets, budgetOf(given));
  const certificatePath = given.text("certificate");
  const certifiable = { loaded, imageBytes, imagePath, certificatePath, built: between, budgets };
  const listed = { list: json, terms: given.flag("terms") };
  const inHand = certificateFor(certifiable);
  const answer = certificationOf(certifiable, inHand, listed);
  const said = await saidOf(
    () => ({ source: inHand?.source ?? sourceOf(loaded), image: imageBytes, certificate: inHand?.bytes() }),
    given,
    { budgets },
  );
  let inferred: Inferred | undefined;
  if (given.flag("infer")) {
    terminal.progress(`checking ${name}: looking for a certificate`);
    const { inferFor } = await import("./infer.ts");
    inferred = inferFor(loaded, image, given);
  }
  // Print a refusal after the search for a failing input.
  if (answer.verdict !== "refused") show(described, answer, inferred);

  const options = {
    seed,
    runs,
    examples,
    clock,
    onProgress: (done: number, of: number) => terminal.progress(`checking ${name}: run ${done + 1} of ${of}`),
  };
  let witness: WitnessReport = { kind: "off" };
  let qemu: Qemu | undefined;
  const open = async (): Promise<ProcessWitness | undefined> => {
    const certified = answer.verdict === "certified" || inferred?.verdict.verdict === "certified";
    ({ witness, qemu } = await openWitness(binary, certified, given));
    return (
      qemu && {
        run: qemu.run,
        jobs: availableParallelism(),
        // In a sandbox, and asked for: then also where the machine faults.
        afterFaults: given.flag("qemu") && qemu.confinement !== "none",
        onProgress: (done, of) => terminal.progress(`checking ${name}: process ${done + 1} of ${of}`),
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
  if (answer.verdict === "refused") show(described, certification, inferred);
  const all = { ...tested, counterexamples: [...tested.counterexamples, ...found] };
  const report = { ...all, verdict: testVerdict(all) };
  const verdict = verdictOf(certification, report);
  const assumed = assumptions("always");
  return { ...described, verdict, witness, certification, inferred, tested: report, assumed, said };
}

/**
 * The process beside the machine. An image that the checker has not certified may do anything as a process: none is
 * started unless the user asks for it, and then only in a sandbox.
 */
async function openWitness(
  { bytes: elf, image }: { readonly bytes: Uint8Array; readonly image: Image },
  certified: boolean,
  given: Arguments,
): Promise<{ readonly qemu: Qemu | undefined; readonly witness: WitnessReport }> {
  const none = (kind: Exclude<WitnessReport["kind"], "ran">) => ({ qemu: undefined, witness: { kind } }) as const;
  if (given.flag("no-qemu")) return none("off");
  if (!certified && !given.flag("qemu")) return none("uncertified");
  const program = findQemu();
  if (program === undefined) return none("missing");
  const memory = image.segments.reduce((sum, { size }) => sum + size, 0);
  const qemu = await openQemu(program, { elf, memory, time: processTime, confined: !certified });
  if (qemu === undefined) return none(certified ? "unusable" : "unconfined");
  const { version, confinement } = qemu;
  return { qemu, witness: { kind: "ran", version, confinement } };
}
