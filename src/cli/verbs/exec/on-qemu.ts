/**
 * `exec --on qemu-riscv32`: the bytes that were certified, as a process of the system. It is started from an open file without a
 * name, so no path is left by which another file could take its place.
 */

import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import { holdFile } from "../../../trust/node/index.ts";
import type { Arguments } from "../../arguments.ts";
import { CommandError, usageError } from "../../command-error.ts";
import { findQemu } from "../../host/qemu.ts";
import { codeOf } from "../../host/system-error.ts";
import type { Ended } from "../../verb.ts";
import { printable } from "../../view/printable.ts";
import type { Terminal } from "../../view/terminal.ts";
import { qemu } from "./required-options.ts";

/** Run these bytes as a process. */
export function ranOnQemu(path: string, bytes: Uint8Array, given: Arguments, terminal: Terminal): Ended {
  const on = given.text("on");
  if (on !== qemu) throw usageError(`--on ${JSON.stringify(on)} is nothing that runs programs`, `--on ${qemu}`);
  const program = findQemu();
  if (program === undefined) throw new CommandError("file", `${qemu} is not installed, or not in PATH`);
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
