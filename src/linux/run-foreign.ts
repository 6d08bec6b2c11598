/**
 * Running a static Linux program that others built: arguments and files in, output and files out. Its clocks count its
 * instructions as nanoseconds, so that a run is always the same.
 */

import type { Behaviour } from "../core/behaviour.ts";
import { environmentOf } from "../core/environment.ts";
import { failure, type Result, success } from "../core/result.ts";
import { type ExecuteOptions, type Execution, executeImage } from "../engine/execute.ts";
import type { Image } from "../machine/isa/image.ts";
import { defaultEventBudget } from "../machine/semantics/run.ts";
import { FileSystem } from "./file-system.ts";
import { foreignProgram, type ProcessOptions } from "./foreign-program.ts";
import { linuxCalls } from "./linux-calls.ts";

/** The options of {@link runForeign}. */
export interface ForeignOptions
  extends ProcessOptions,
    Pick<ExecuteOptions, "engine" | "budget" | "tuning" | "fenceI"> {
  /** The bytes on standard input; none unless given. */
  readonly input?: Uint8Array;
  /** The files it finds, which it may change; none unless given. */
  readonly files?: FileSystem;
  /** The directory where it begins, from the root of its files; the root unless given. */
  readonly workingDirectory?: string;
  /** The number of events at which to stop watching, up to one system call late; 2²⁴ unless given. */
  readonly eventBudget?: number;
}

/** What a foreign program did. */
export interface ForeignRun extends Behaviour, Execution {
  /** What it wrote to standard error. */
  readonly errors: Uint8Array;
  /** The files after the run. */
  readonly files: FileSystem;
}

/**
 * Run a foreign program. It fails only when the image leaves no room for a stack.
 *
 * @example
 * ```ts
 * import { runForeign } from "etalon/linux";
 * // lw a0, 0(sp); li a7, 93; ecall: exit with the number of arguments.
 * const bytes = Uint8Array.of(0x03, 0x25, 0x01, 0x00, 0x93, 0x08, 0xd0, 0x05, 0x73, 0, 0, 0);
 * const text = { address: 0x10000, bytes, size: 12, permissions: { read: true, write: false, execute: true } };
 * const run = runForeign({ entry: 0x10000, segments: [text] }, { args: ["one", "two"] });
 * run.ok && run.value.outcome; // => { kind: "halted", code: 3 }
 * ```
 */
export function runForeign(image: Image, options: ForeignOptions = {}): Result<ForeignRun, string> {
  const program = foreignProgram(image, options);
  if (program === undefined) return failure("the image leaves no room for a stack");
  const {
    engine,
    budget,
    tuning,
    fenceI = true,
    workingDirectory = "/",
    eventBudget = defaultEventBudget,
    files = new FileSystem(),
  } = options;
  const environment = environmentOf(options.input ?? new Uint8Array());
  const errors: number[] = [];
  const progress = { retired: 0 };
  const calls = linuxCalls(environment, {
    files,
    heap: program.heap,
    error: (byte) => void errors.push(byte),
    workingDirectory,
    clock: () => progress.retired,
  });
  const run = executeImage(program.image, calls, {
    sp: program.sp,
    fenceI,
    progress,
    enough: () => environment.events.length + errors.length >= eventBudget,
    ...(engine === undefined ? {} : { engine }),
    ...(budget === undefined ? {} : { budget }),
    ...(tuning === undefined ? {} : { tuning }),
  });
  return success({ ...run, events: environment.events, errors: Uint8Array.from(errors), files });
}
