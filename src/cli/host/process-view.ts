/**
 * A process from its start to its end, as its parent sees it: what it wrote, and how it ended.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "./system-error.ts";

/** How to start a process. */
export interface SpawnPlan {
  readonly command: string;
  readonly words: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number };
}

/** What was seen of a process. */
export interface SeenProcess {
  readonly output: Uint8Array;
  /** The beginning of its standard error. */
  readonly errors: string;
  /** `stopped`: by us, after its time, or when it had written too much. */
  readonly end:
    | { readonly kind: "exit"; readonly code: number }
    | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
    | { readonly kind: "stopped" }
    | { readonly kind: "failed"; readonly reason: string };
}

/** Bounds of what is watched. */
export interface Watch {
  /** Milliseconds. */
  readonly time: number;
  /** Bytes of output. */
  readonly output: number;
  readonly folder: string;
  /** Ends the process, when its observer gives up. */
  readonly abort: AbortSignal;
}

let opened = 0;

/** An open file with these bytes and without a name. Other than a pipe, it gives a read all that it asks for, if it is there. */
function openedWith(input: Uint8Array, folder: string): number {
  const path = join(folder, `input-${opened++}`);
  writeFileSync(path, input, { mode: 0o600 });
  const descriptor = openSync(path, "r");
  unlinkSync(path);
  return descriptor;
}

/** Run a process on an input. */
export function seeProcess(plan: SpawnPlan, input: Uint8Array, watch: Watch): Promise<SeenProcess> {
  return new Promise((resolve) => {
    const descriptor = openedWith(input, watch.folder);
    const child = spawn(plan.command, [...plan.words], {
      ...plan.options,
      cwd: watch.folder,
      env: { PATH: process.env["PATH"] },
      stdio: [descriptor, "pipe", "pipe"],
      signal: watch.abort,
      killSignal: "SIGKILL",
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let errors = "";
    let end: SeenProcess["end"] | undefined;
    const stop = (): void => {
      end ??= { kind: "stopped" };
      child.kill("SIGKILL");
    };
    // This thread may have been busy: learn first which processes ended meanwhile, and stop only the others.
    const timer = setTimeout(() => setImmediate(() => ended(child) || stop()), watch.time);
    child.stdout?.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > watch.output) stop();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      if (errors.length < 4096) errors += chunk.toString("utf8");
    });
    closeSync(descriptor);
    child.on("error", (error) => {
      end ??= { kind: "failed", reason: codeOf(error) ?? error.message };
      if (child.pid === undefined) finish(null, null);
    });
    child.on("close", finish);
    function finish(code: number | null, signal: NodeJS.Signals | null): void {
      clearTimeout(timer);
      const output = Uint8Array.from(Buffer.concat(chunks));
      if (code !== null) end ??= { kind: "exit", code };
      if (signal !== null) end ??= { kind: "signal", signal };
      resolve({ output, errors, end: end ?? { kind: "failed", reason: "it did not start" } });
    }
  });
}

function ended({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
