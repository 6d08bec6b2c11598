/**
 * The outside witness: the same file as a real process under `qemu-riscv32`, which other people wrote.
 *
 * It runs in a sandbox where the system has one. Without one, only a certified image may be run, as the user.
 */

import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { constants as osConstants, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { impossible } from "../../index.ts";
import type { ProcessEnd, ProcessView } from "../../proof/index.ts";
import { type SeenProcess, type SpawnPlan, seeProcess, type Watch } from "./process-view.ts";
import { fileInRoot, inSandbox, makeRoot, sandboxComplaint } from "./sandbox.ts";
import { codeOf } from "./system-error.ts";

/** Where a process runs: isolated by Linux's namespaces, or as an ordinary process of the user. */
export type Confinement = "namespaces" | "none";

/** A qemu that can run one file on many inputs. */
export interface Qemu {
  /** Such as `7.2.22`. */
  readonly version: string;
  readonly confinement: Confinement;
  /** What the process shows; or why it cannot be run. */
  readonly run: (input: Uint8Array) => Promise<ProcessView | string>;
  /** Remove the files. */
  readonly close: () => void;
}

/** What qemu is to run, and how. */
export interface QemuOptions {
  readonly elf: Uint8Array;
  /** Bytes of memory that the image asks for. */
  readonly memory: number;
  /** Milliseconds that one run may take. */
  readonly time: number;
  /** Not without a sandbox. */
  readonly confined: boolean;
}

const command = "qemu-riscv32";
const outputLimit = 64 * 2 ** 20;

/** Where the installed qemu is; undefined when there is none. */
export function findQemu(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder.startsWith("/"));
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A qemu for the bytes of one ELF file; undefined when it cannot run as it is to. */
export async function openQemu(program: string, options: QemuOptions): Promise<Qemu | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "etalon-"));
  const abort = new AbortController();
  const watch = { time: options.time, output: outputLimit, folder, abort: abort.signal };
  const close = (): void => {
    for (const signal of interrupts) process.off(signal, stop);
    abort.abort();
    rmSync(folder, { recursive: true, force: true });
  };
  // Signals such as Ctrl-C end this process at once; its processes must end and its files must go, too.
  const stop = (): never => {
    close();
    process.exit(130);
  };
  for (const signal of interrupts) process.once(signal, stop);
  try {
    const sandboxed = await sandboxedIn(folder, program, options, watch);
    const means = sandboxed ?? (options.confined ? undefined : await plainIn(folder, program, options, watch));
    if (means !== undefined) {
      const { version, confinement, plan } = means;
      const run = async (input: Uint8Array): Promise<ProcessView | string> =>
        viewOf(await seeProcess(plan, input, watch), confinement);
      return { version, confinement, run, close };
    }
  } catch (error) {
    close();
    throw error;
  }
  close();
  return undefined;
}

const interrupts = ["SIGINT", "SIGTERM"] as const;

/** A tested way to run the file, and the version that qemu prints. */
interface Means {
  readonly version: string;
  readonly confinement: Confinement;
  readonly plan: SpawnPlan;
}

async function sandboxedIn(
  folder: string,
  program: string,
  { elf, memory, time }: QemuOptions,
  watch: Watch,
): Promise<Means | undefined> {
  if (process.platform !== "linux") return undefined;
  const root = rootIn(folder, program, elf);
  if (root === undefined) return undefined;
  const limits = { memory, time };
  const version = await versionBy(inSandbox(root, [program, "--version"], limits), watch);
  if (version === undefined) return undefined;
  return { version, confinement: "namespaces", plan: inSandbox(root, [program, fileInRoot], limits) };
}

/** The root; undefined where the system does not let us copy what belongs in it. */
function rootIn(folder: string, program: string, elf: Uint8Array): string | undefined {
  try {
    return makeRoot(folder, program, librariesOf(program), elf);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

async function plainIn(
  folder: string,
  program: string,
  { elf }: QemuOptions,
  watch: Watch,
): Promise<Means | undefined> {
  const file = join(folder, "program.elf");
  writeFileSync(file, elf, { mode: 0o755 });
  const version = await versionBy({ command: program, words: ["--version"], options: {} }, watch);
  if (version === undefined) return undefined;
  return { version, confinement: "none", plan: { command: program, words: [file], options: {} } };
}

async function versionBy(plan: SpawnPlan, watch: Watch): Promise<string | undefined> {
  const { output, end } = await seeProcess(plan, new Uint8Array(), watch);
  if (end.kind !== "exit" || end.code !== 0) return undefined;
  return /version\s+(\S+)/.exec(new TextDecoder().decode(output))?.[1] ?? "of unknown version";
}

/** The libraries that Linux's loader gives a program; none where it is static. */
function librariesOf(program: string): string[] {
  const traced = spawnSync(program, ["--version"], {
    encoding: "utf8",
    env: { LD_TRACE_LOADED_OBJECTS: "1" },
    timeout: 10_000,
  });
  return [...(traced.error === undefined ? traced.stdout : "").matchAll(/(\/\S+) \(0x[0-9a-f]+\)$/gm)].map(
    ([, path]) => path!,
  );
}

function viewOf({ output, errors, end }: SeenProcess, confinement: Confinement): ProcessView | string {
  const complaint = confinement === "none" ? undefined : sandboxComplaint.exec(errors)?.[0];
  if (complaint !== undefined) return `the sandbox could not be made: ${complaint}`;
  const seen = endOf(confinement === "none" ? end : throughShell(end, errors));
  return typeof seen === "string" ? seen : { output, end: seen };
}

function endOf(end: SeenProcess["end"]): ProcessEnd | string {
  switch (end.kind) {
    case "exit":
      return end;
    case "stopped":
      return { kind: "running" };
    case "failed":
      return `qemu could not be run: ${end.reason}`;
    case "signal":
      if (stops.has(end.signal)) return { kind: "signal", signal: "stop" };
      if (faults.has(end.signal)) return { kind: "signal", signal: "fault" };
      return `qemu was ended by ${end.signal}`;
    default:
      return impossible(end);
  }
}

const stops: ReadonlySet<string> = new Set(["SIGTRAP"]);
const faults: ReadonlySet<string> = new Set(["SIGSEGV", "SIGILL", "SIGBUS"]);

/** A shell shows a signal as 128 more than its number, and so may a program: but of a signal it also says the name. */
function throughShell(end: SeenProcess["end"], errors: string): SeenProcess["end"] {
  if (end.kind !== "exit") return end;
  const known = shownBySignal.find(([name]) => end.code === 128 + osConstants.signals[name]);
  return known !== undefined && errors.includes(known[1]) ? { kind: "signal", signal: known[0] } : end;
}

const shownBySignal = [
  ["SIGTRAP", "Trace/breakpoint trap"],
  ["SIGSEGV", "Segmentation fault"],
  ["SIGILL", "Illegal instruction"],
  ["SIGBUS", "Bus error"],
  ["SIGABRT", "Aborted"],
  // By a limit of the sandbox, or of the system.
  ["SIGKILL", "Killed"],
  ["SIGXCPU", "CPU time limit exceeded"],
  ["SIGXFSZ", "File size limit exceeded"],
] as const;
