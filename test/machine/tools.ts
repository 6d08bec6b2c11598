/**
 * The outside witnesses, when they are installed: GNU binutils for RISC-V and QEMU's user mode.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a finished tool said. */
interface ToolResult {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Is the command there? */
export function installed(command: string): boolean {
  return spawnSync(command, ["--version"]).status === 0;
}

/** Run a command, with the given bytes as its input. */
export function runTool(command: string, args: readonly string[], input: Uint8Array = new Uint8Array()): ToolResult {
  const options = { input, maxBuffer: 2 ** 28, timeout: 60_000 };
  const { status, signal, stdout, stderr } = spawnSync(command, [...args], options);
  return { status, signal, stdout, stderr: stderr.toString() };
}

/** Do something with files in a fresh directory, which is gone afterwards. */
export function withFiles<T>(files: Readonly<Record<string, Uint8Array | string>>, use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), "etalon-test-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(directory, name), bytes, { mode: 0o755 });
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The binutils disassembler. */
export const objdump = "riscv64-unknown-elf-objdump";

/** The RISC-V user-mode emulator, and the processor model that has exactly our instructions. */
export const qemu = "qemu-riscv32";
export const qemuProcessor = "rv32,c=off,a=off,f=off,d=off,Zicsr=off,Zifencei=off";
