/**
 * `exec --on qemu-riscv32`: the bytes that were certified, as a process of the system. It is started from an open file without a
 * name, so no path is left by which another file could take its place.
 */

import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import { holdFile } from "../../../trust/node/index.ts";
import type { Arguments, OptionSpec } from "../../arguments.ts";
import { CommandError, usageError } from "../../command-error.ts";
import { findQemu } from "../../host/qemu.ts";
import { codeOf } from "../../host/system-error.ts";
import type { Ended } from "../../verb.ts";
import { printable } from "../../view/printable.ts";
import type { Terminal } from "../../view/terminal.ts";

const only = "qemu-riscv32";

/** The option for it, which excludes what is about the formal machine. */
export const onOption: OptionSpec = {
  name: "on",
  value: only,
  needs: ["require", "source"],
  excludes: [...["engine", "file", "dir", "cwd", "output", "env", "strace", "stats", "limit", "isa", "fault"], "json"],
  help: "run it as a process, by qemu-riscv32, instead of on the formal machine",
};

/** Run these bytes as a process; undefined when that is not asked for. */
export function ranOnQemu(path: string, bytes: Uint8Array, given: Arguments, terminal: Terminal): Ended | undefined {
  const on = given.text("on");
  if (on === undefined) return undefined;
  if (on !== only) throw usageError(`--on ${JSON.stringify(on)} is nothing that runs programs`, `--on ${only}`);
  const program = findQemu();
  if (program === undefined) throw new CommandError("file", `${only} is not installed, or not in PATH`);
  const held = holdFile(bytes);
  try {
    if (held.named)
      terminal.error.line(
        "etalon: this system has no open files without a name: the copy lies in a folder of your own",
      );
    const words = ["-0", path, held.pathIn(3), ...given.rest];
    const done = spawnSync(program, words, { stdio: ["inherit", "inherit", "inherit", held.descriptor] });
    if (done.error !== undefined)
      throw new CommandError("file", `${printable(program)} could not be run: ${codeOf(done.error) ?? ""}`);
    const exit = done.status ?? 128 + (done.signal === null ? 0 : constants.signals[done.signal]);
    return { exit, document: {} };
  } finally {
    held.close();
  }
}
