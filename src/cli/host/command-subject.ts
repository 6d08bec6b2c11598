/**
 * A command as a machine to calibrate: each program is a file, and the command a process that is to run it.
 *
 * A process gets no input, a limited time and a limited output, and is ended with all that it started.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import type { MeasuredMachine, Observation } from "../../calibrate/index.ts";
import { writeElf } from "../../machine/index.ts";
import { codeOf } from "./system-error.ts";

/** A command that programs can be given to, until it is closed. */
export interface CommandSubject extends MeasuredMachine {
  /** The first line of standard error from the last run whose exit status was not 0. */
  readonly complaint: () => string;
  /** Remove the files, and end what still runs. */
  readonly close: () => void;
}

/** Some hundred times what any program of the suite writes. */
const outputLimit = 2 ** 20;

/** How long processes that a program leaves behind may keep its output open. */
const lingering = 500;

/** A command: `{}` in its words means the file of the program; without it the file comes last. */
export function openCommand(words: readonly string[], timeout: number): CommandSubject {
  const folder = mkdtempSync(join(tmpdir(), "etalon-calibrate-"));
  const running = new Set<ChildProcess>();
  let count = 0;
  let complaint = "";
  const close = (): void => {
    for (const child of running) end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  // Signals such as Ctrl-C end this process at once; the processes that it started must end, too.
  const stop = (): never => {
    close();
    process.exit(130);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  const observe: MeasuredMachine["observe"] = (image) => {
    const file = join(folder, `${++count}.elf`);
    writeFileSync(file, writeElf(image), { mode: 0o755 });
    const given = words.some((word) => word.includes("{}"));
    const [name, ...rest] = given ? words.map((word) => word.replaceAll("{}", file)) : [...words, file];
    return new Promise((resolve) => {
      const child = launch(name!, rest);
      running.add(child);
      const chunks: Buffer[] = [];
      let size = 0;
      let forced: Observation | undefined;
      const finish = (observation: Observation): void => {
        if (!running.delete(child)) return;
        clearTimeout(timer);
        end(child);
        rmSync(file, { force: true });
        resolve(observation);
      };
      const timer = setTimeout(() => finish({ kind: "timeout" }), timeout);
      child.stdout?.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > outputLimit) finish({ kind: "flooded" });
      });
      child.stderr?.on("data", (chunk: Buffer) => {
        if (complaint.length < 400) complaint += chunk.toString("utf8").slice(0, 400);
      });
      const ended = (status: number | null, signal: NodeJS.Signals | null): void => {
        const value = status ?? 128 + (signal === null ? 0 : constants.signals[signal]);
        finish(forced ?? { kind: "ended", status: value, output: Uint8Array.from(Buffer.concat(chunks)) });
      };
      child.on("error", (error) => {
        forced = { kind: "unavailable", reason: reasonOf(error) };
        finish(forced);
      });
      child.on("close", ended);
      child.on("exit", (status, signal) => setTimeout(() => ended(status, signal), lingering).unref());
    });
  };
  return {
    observe,
    complaint: () => complaint.split("\n")[0]!.trim(),
    close: () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      close();
    },
  };
}

function launch(name: string, rest: readonly string[]): ChildProcess {
  // A group of its own, so that what the command starts can be ended with it.
  return spawn(name, [...rest], { stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32" });
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (codeOf(error) !== "ESRCH" && codeOf(error) !== "EPERM") throw error;
  }
}

function reasonOf(error: Error): string {
  const reasons: Record<string, string> = {
    ENOENT: "there is no such command",
    EACCES: "it may not be executed",
    ENOEXEC: "it is not an executable",
    EAGAIN: "the system has no room for more processes",
  };
  const code = codeOf(error);
  return `it cannot be run: ${code === undefined ? error.message : (reasons[code] ?? `the system says ${code}`)}`;
}
