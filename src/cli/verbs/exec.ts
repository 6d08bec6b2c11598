/**
 * `etalon exec A.elf`: run an executable on the formal machine, on standard input and output.
 */

import { environmentOf, impossible, type Outcome, type RecordingEnvironment, written } from "../../index.ts";
import {
  type EngineName,
  type ExecuteOptions,
  engineNames,
  executeImage,
  FileSystem,
  foreignProgram,
  hex,
  type Image,
  linuxCalls,
} from "../../machine/index.ts";
import type { Arguments } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import { executeFaulty, faultNamed, faultOption } from "../faulty-exec.ts";
import { readBytes } from "../files.ts";
import { changedFiles, describeFiles, type KeptFile, writeFiles } from "../guest-files.ts";
import { loadImage } from "../load.ts";
import { describeOrigin, type Origin, originsOf } from "../origin.ts";
import { bytesDocument, exitOf, trapSentence } from "../program-end.ts";
import { streamedEnvironment, wholeInput } from "../streams.ts";
import type { Output, Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

/** `etalon exec`. */
export const execVerb: Verb = {
  name: "exec",
  summary: "run a RISC-V executable on the formal machine",
  operands: ["A.elf"],
  rest: true,
  options: [
    { name: "engine", value: engineNames.join("|"), help: "how to run; unless given, what is fastest" },
    { name: "file", value: "NAME[=PATH]", repeatable: true, help: "a file that the program finds; may be repeated" },
    { name: "output", value: "DIRECTORY", help: "where to put the files that the program wrote" },
    { name: "limit", value: "INSTRUCTIONS", help: "stop after so many, with exit code 4" },
    faultOption,
  ],
  details: [
    "Reads standard input, writes standard output, and exits with the program's own code modulo 256. A trap or a spent\n" +
      "resource is reported on standard error and exits 133, a fault 139: the same as under `qemu-riscv32`.",
    "Runs static rv32im Linux programs that others built, too: what follows `--` are their arguments. They see no files but\n" +
      "those given, and what they write is kept in memory; docs/engine.md lists the system calls.",
  ],
  examples: [
    "etalon compile examples/sieve.ell -o sieve.elf && echo 100 | etalon exec sieve.elf",
    "etalon exec sort.elf --file in.txt --output . -- in.txt out.txt",
  ],
  run({ terminal, json, arguments: given }) {
    const path = given.operands[0]!;
    const { image } = loadImage(path);
    const find = originsOf(image);
    const files = filesOf(given);
    const before = files.list();
    const program = programOf(path, image, given.rest);
    const errors = errorStream(terminal, json);
    const faultName = given.text("fault");
    const fault = faultName === undefined ? undefined : faultNamed(faultName);
    const run = (environment: RecordingEnvironment) => {
      const calls = linuxCalls(environment, { files, heap: program.heap, error: errors.take });
      const execution = { ...executionOf(given), sp: program.sp };
      if (fault !== undefined) return executeFaulty(program.image, calls, fault, execution);
      return executeImage(program.image, calls, execution);
    };
    if (json) {
      const environment = environmentOf(wholeInput(terminal));
      const { outcome, retired: steps, pc } = run(environment);
      const changed = changedFiles(before, files.list());
      const where = outcome.kind === "halted" ? undefined : find(pc);
      const streams = { output: bytesDocument(written(environment.events)), ...errors.document() };
      const document = { outcome, steps, pc, where, ...streams, ...keep(given, changed) };
      return { exit: exitOf(outcome), document };
    }
    const environment = streamedEnvironment(terminal);
    const { outcome, retired: steps, pc } = run(environment);
    environment.flush();
    errors.flush();
    explain(outcome, { path, pc, origin: find(pc), steps }, terminal.error);
    const changed = changedFiles(before, files.list());
    keep(given, changed);
    if (changed.length > 0 && given.text("output") === undefined) {
      terminal.error.line(`${describeFiles(changed)}; --output DIRECTORY would keep what it wrote`);
    }
    return { exit: exitOf(outcome), document: {} };
  },
};

/** Which engine, and for how long. */
function executionOf(given: Arguments): Pick<ExecuteOptions, "engine" | "budget"> {
  const name = given.text("engine") ?? "auto";
  const engine = [...engineNames, "auto" as const].find((known): known is EngineName | "auto" => known === name);
  if (engine === undefined)
    throw usageError(`there is no engine ${JSON.stringify(name)}`, `one of ${engineNames.join(", ")}`);
  const budget = given.integer("limit", Number.POSITIVE_INFINITY, { min: 1, max: Number.MAX_SAFE_INTEGER });
  return { engine, budget };
}

/** The files that the user lets the program find. */
function filesOf(given: Arguments): FileSystem {
  const files = new FileSystem();
  const names = new Set<string>();
  for (const word of given.texts("file")) {
    const [name = "", ...rest] = word.split("=");
    if (names.has(name)) throw usageError(`--file gives ${name} twice`);
    names.add(name);
    const problem = files.write(name, readBytes(rest.length > 0 ? rest.join("=") : name));
    if (problem !== undefined) throw usageError(`--file ${word}: ${problem}`);
  }
  return files;
}

/** The image with what a process has beside it. A program of our own compiler has all its memory itself: no heap. */
function programOf(path: string, image: Image, args: readonly string[]) {
  const own = image.notes?.some(({ name }) => name.startsWith(".etalon")) === true;
  const program = foreignProgram(image, { name: path, args, ...(own ? { heap: 0 } : {}) });
  if (program !== undefined) return program;
  throw new CommandError("image", `${path} leaves no room for a stack below 0x80000000`);
}

/** Put the changed files where the user wants them; for the document, they themselves otherwise. */
function keep(given: Arguments, changed: readonly KeptFile[]): { readonly files?: readonly object[] } {
  const directory = given.text("output");
  if (directory !== undefined) writeFiles(directory, changed);
  if (changed.length === 0) return {};
  return { files: changed.map(({ path, mode, bytes }) => ({ path, mode, ...bytesDocument(bytes) })) };
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

interface Where {
  readonly path: string;
  readonly pc: number;
  readonly origin: Origin | undefined;
  readonly steps: number;
}

function explain(outcome: Outcome, { path, pc, origin, steps }: Where, error: Output): void {
  const what = sentence(outcome, steps);
  if (what === undefined) return;
  const place = origin === undefined ? "" : `\n  from ${describeOrigin(origin)}`;
  error.line(`${error.paint("bad", `${path}: ${outcome.kind}:`)} ${what} (pc ${hex(pc)})${place}`);
}

function sentence(outcome: Outcome, steps: number): string | undefined {
  switch (outcome.kind) {
    case "halted":
      return undefined;
    case "trapped":
      return `${trapSentence(outcome.trap)} [${outcome.trap}]`;
    case "exhausted":
      return outcome.resource === "stack"
        ? "no room is left on the stack; compile with a larger --stack"
        : "no room is left for arrays; compile with a larger --heap";
    case "faulted":
      return outcome.reason;
    case "running":
      return `after ${steps} instructions; stopped watching`;
    default:
      return impossible(outcome);
  }
}
