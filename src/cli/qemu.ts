/**
 * The outside witness: the same file as a real process under `qemu-riscv32`, which other people wrote.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProcessEnd, ProcessView } from "../proof/index.ts";
import { codeOf } from "./system-error.ts";

/** A qemu that can run one file on many inputs. */
export interface Qemu {
  /** Such as `qemu-riscv32 version 7.2.22`. */
  readonly version: string;
  /** What the process shows; or why it cannot be run. */
  run(input: Uint8Array): ProcessView | string;
  /** Remove the file. */
  close(): void;
}

const command = "qemu-riscv32";
const outputLimit = 64 * 2 ** 20;

/** The version of the installed qemu; undefined when there is none. */
export function qemuVersion(): string | undefined {
  const { status, stdout } = spawnSync(command, ["--version"], { encoding: "utf8", timeout: 10_000 });
  if (status !== 0) return undefined;
  return /version\s+(\S+)/.exec(stdout)?.[1] ?? "of unknown version";
}

/** A qemu for the bytes of one ELF file, which it sees as a file of its own. */
export function openQemu(version: string, elf: Uint8Array, timeout: number): Qemu {
  const folder = mkdtempSync(join(tmpdir(), "etalon-"));
  const file = join(folder, "program.elf");
  writeFileSync(file, elf, { mode: 0o755 });
  return {
    version,
    run(input) {
      // -0 would pass a name; there are no arguments, and the environment is empty.
      const done = spawnSync(command, [file], {
        input,
        env: { PATH: process.env["PATH"] },
        timeout,
        killSignal: "SIGKILL",
        maxBuffer: outputLimit,
        // A trap is a signal: no core files, please.
        cwd: folder,
      });
      if (done.error !== undefined && codeOf(done.error) === "EPIPE")
        return viewOf(done.stdout, done.status, done.signal);
      if (done.error !== undefined && codeOf(done.error) !== "ETIMEDOUT" && codeOf(done.error) !== "ENOBUFS") {
        return `qemu could not be run: ${done.error.message}`;
      }
      if (done.error !== undefined) return { output: done.stdout, end: { kind: "running" } };
      return viewOf(done.stdout, done.status, done.signal);
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function viewOf(output: Uint8Array, status: number | null, signal: NodeJS.Signals | null): ProcessView | string {
  const end = endOf(status, signal);
  return typeof end === "string" ? end : { output, end };
}

function endOf(status: number | null, signal: NodeJS.Signals | null): ProcessEnd | string {
  if (status !== null) return { kind: "exit", code: status };
  switch (signal) {
    case "SIGTRAP":
      return { kind: "signal", signal: "stop" };
    case "SIGSEGV":
    case "SIGILL":
    case "SIGBUS":
      return { kind: "signal", signal: "fault" };
    default:
      return `qemu was ended by ${signal ?? "something unknown"}`;
  }
}
