/**
 * `etalon exec A.elf`: run an executable on the formal machine, on standard input and output.
 */

import {
  type EngineName,
  type ExecuteOptions,
  type Execution,
  engineNames,
  executeImage,
} from "../../../engine/index.ts";
import { environmentOf, written } from "../../../index.ts";
import { linuxCalls } from "../../../linux/index.ts";
import type { Arguments } from "../../arguments.ts";
import { usageError } from "../../command-error.ts";
import { readBytes } from "../../host/files.ts";
import { fileOptions, givenFiles } from "../../host/given-files.ts";
import { loadProcessImage, processOf } from "../../host/load-process.ts";
import { type PacedEnvironment, streamedEnvironment, wholeInput } from "../../host/streams.ts";
import type { Verb } from "../../verb.ts";
import { describeStatistics, measured, observationOptions, observeCalls } from "../../view/observed-run.ts";
import { bytesDocument, exitOf } from "../../view/program-end.ts";
import type { Terminal } from "../../view/terminal.ts";
import { changesOf, describeLeft, type Left, leftIn, writeLeft } from "./guest-files.ts";
import { type LastSteps, lastSteps, repeatable } from "./last-steps.ts";
import { faultOption, onOption, requireOptions } from "./required-options.ts";
import { isWorthRepeating, printStop, stopDocument } from "./stop-report.ts";

/** What `--isa` takes. Programs that others built may use `fence.i`, unless that is refused. */
const isas = ["rv32im_zifencei", "rv32im"] as const;

/** `etalon exec`. */
export const execVerb: Verb = {
  name: "exec",
  summary: "run a RISC-V executable on the formal machine",
  operands: ["A.elf"],
  rest: true,
  options: [
    { name: "engine", value: engineNames.join("|"), help: "the engine that runs it; the fastest unless given" },
    ...fileOptions,
    { name: "output", value: "DIRECTORY", help: "the directory for the files that the program wrote" },
    { name: "env", value: "NAME=VALUE", repeatable: true, help: "an environment variable; may be repeated" },
    ...observationOptions,
    { name: "limit", value: "INSTRUCTIONS", help: "stop after so many, with exit code 4" },
    { name: "isa", value: isas.join("|"), help: `the instruction set; ${isas[0]} unless given` },
    faultOption,
    ...requireOptions,
    onOption,
  ],
  details: [
    "Reads standard input, writes standard output, and exits with the program's own code modulo 256. A trap or a spent\n" +
      "resource is reported on standard error and exits 133, a fault 139: the same as under `qemu-riscv32`.",
    "Runs static rv32im Linux programs that others built, too: what follows `--` are their arguments. They see no files but\n" +
      "those given, and what they write is kept in memory; docs/engine.md lists the system calls.",
    "With `--require certified --source A.ell` the file is read once, and the bytes that were certified are those that run.\n" +
      "Otherwise nothing runs: exit code 1 when it is refused, 4 when it is undecided or starved. With `--on qemu-riscv32` they\n" +
      "run as a process, from an open file without a name.",
  ],
  examples: [
    "etalon compile examples/sieve.ell -o sieve.elf && echo 100 | etalon exec sieve.elf",
    "etalon exec sort.elf --file in.txt --output . -- in.txt out.txt",
  ],
  async run({ terminal, json, arguments: given }) {
    const path = given.operands[0]!;
    const bytes = readBytes(path);
    if (given.text("require") !== undefined) {
      const { notAsRequired } = await import("./required.ts");
      const refused = notAsRequired(path, bytes, given, terminal);
      if (refused !== undefined) return refused;
    }
    if (given.text("on") !== undefined) {
      const { ranOnQemu } = await import("./on-qemu.ts");
      return ranOnQemu(path, bytes, given, terminal);
    }
    const loaded = loadProcessImage(path, bytes);
    const { image, own } = loaded;
    const { files, workingDirectory } = givenFiles(given);
    const before = leftIn(files);
    const variables = variablesOf(given);
    const program = processOf(path, loaded, { args: given.rest, variables });
    const errors = errorStream(terminal, json);
    const faultName = given.text("fault");
    const faulty = faultName === undefined ? undefined : (await import("./faulty-exec.ts")).onFaulty(faultName);
    const { heap, sp } = program;
    const shape = { ...executionOf(given), sp, fenceI: fenceIOf(given, own) };
    /** The same run again, without output: its input is what the first run read. */
    const repeat = (environment: PacedEnvironment, stop: Execution): LastSteps | undefined => {
      const progress = { retired: 0 };
      const clock = (): number => progress.retired;
      const inputWaits = waitsOf(environment);
      const calls = linuxCalls(environment, { ...givenFiles(given), heap, error: () => undefined, inputWaits, clock });
      return lastSteps((budget) => executeImage(program.image, calls, { ...shape, progress, budget }), stop);
    };
    const run = (plainly: PacedEnvironment, flush: () => void) => {
      const { environment, again } = repeatable(plainly);
      const progress = { retired: 0 };
      const clock = (): number => progress.retired;
      const inputWaits = waitsOf(environment);
      const options = { files, workingDirectory, heap, error: errors.take, inputWaits, clock };
      const plain = linuxCalls(environment, options);
      const { calls, missing } = observeCalls(path, plain, given, terminal.error, flush);
      const execution = { ...shape, progress };
      const { ran, statistics } = measured(faultName ?? execution.engine ?? "auto", () =>
        faulty === undefined ? executeImage(program.image, calls, execution) : faulty(program.image, calls, execution),
      );
      const told = {
        ...(missing.length === 0 ? {} : { missing }),
        ...(given.flag("stats") ? { stats: statistics } : {}),
      };
      // The rules cannot continue the run of a faulty processor.
      const environmentAgain = faulty === undefined && isWorthRepeating(ran.outcome) ? again() : undefined;
      const last = environmentAgain && repeat(environmentAgain, ran);
      return { stopped: { ...ran, path, image, last }, statistics, told };
    };
    if (json) {
      const environment = environmentOf(wholeInput(terminal));
      const { stopped, statistics, told } = run(environment, () => undefined);
      const { outcome, retired: steps, pc } = stopped;
      if (given.flag("stats")) terminal.error.line(describeStatistics(statistics));
      const changed = changesOf(before, leftIn(files));
      const streams = { output: bytesDocument(written(environment.events)), ...errors.document() };
      const document = { outcome, steps, pc, ...stopDocument(stopped), ...streams, ...told, ...keep(given, changed) };
      return { exit: exitOf(outcome), document };
    }
    const environment = streamedEnvironment(terminal);
    const flush = (): void => {
      environment.flush();
      errors.flush();
    };
    const { stopped, statistics } = run(environment, flush);
    flush();
    if (given.flag("stats")) terminal.error.line(describeStatistics(statistics));
    printStop(stopped, terminal.error);
    const changed = changesOf(before, leftIn(files));
    keep(given, changed);
    if (changed.files.length + changed.folders.length > 0 && given.text("output") === undefined) {
      terminal.error.line(`${describeLeft(changed)}; --output DIRECTORY would keep what it wrote`);
    }
    return { exit: exitOf(stopped.outcome), document: {} };
  },
};

/** Does an environment let its reader wait? */
function waitsOf(environment: PacedEnvironment): () => boolean {
  return () => environment.waits?.() ?? false;
}

/** Which engine, and for how long. */
function executionOf(given: Arguments): Pick<ExecuteOptions, "engine" | "budget"> {
  const name = given.text("engine") ?? "auto";
  const engine = [...engineNames, "auto" as const].find((known): known is EngineName | "auto" => known === name);
  if (engine === undefined)
    throw usageError(`there is no engine ${JSON.stringify(name)}`, `one of ${engineNames.join(", ")}`);
  const budget = given.integer("limit", Number.POSITIVE_INFINITY, { min: 1, max: Number.MAX_SAFE_INTEGER });
  return { engine, budget };
}

/** The environment variables that the user gives. */
function variablesOf(given: Arguments): Readonly<Record<string, string>> {
  const variables = new Map<string, string>();
  for (const word of given.texts("env")) {
    const at = word.indexOf("=");
    if (at < 1) throw usageError(`--env ${JSON.stringify(word)} is no variable`, "--env NAME=VALUE");
    variables.set(word.slice(0, at), word.slice(at + 1));
  }
  return Object.fromEntries(variables);
}

/** Is `fence.i` an instruction? For a program of our own compiler only when that is asked for, and on a faulty processor never. */
function fenceIOf(given: Arguments, own: boolean): boolean {
  const isa = given.text("isa");
  if (isa === undefined) return !own;
  if (!isas.some((known) => known === isa)) {
    throw usageError(`there is no instruction set ${JSON.stringify(isa)} here`, `one of ${isas.join(", ")}`);
  }
  if (isa === isas[0] && given.text("fault") !== undefined) {
    throw usageError(`--fault is about a processor of ${isas[1]}, so --isa ${isa} would have no effect`);
  }
  return isa === isas[0];
}

/** Put what the program changed where the user wants it; for the document, the files themselves. */
function keep(given: Arguments, changed: Left): { readonly files?: readonly object[] } {
  const directory = given.text("output");
  if (directory !== undefined) writeLeft(directory, changed);
  if (changed.files.length === 0) return {};
  return { files: changed.files.map(({ path, mode, bytes }) => ({ path, mode, ...bytesDocument(bytes) })) };
}

/** The program's standard error: passed on line by line, or kept for the document. */
function errorStream(terminal: Terminal, json: boolean) {
  const kept: number[] = [];
  const flush = (): void => terminal.error.bytes(Uint8Array.from(kept.splice(0)));
  return {
    take: (byte: number): void => {
      kept.push(byte);
      if (!json && (byte === 10 || kept.length >= 4096)) flush();
    },
    flush,
    document: () => (kept.length === 0 ? {} : { errors: bytesDocument(Uint8Array.from(kept)) }),
  };
}
