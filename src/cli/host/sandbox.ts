/**
 * A sandbox for a program that is not certified: a root with nothing in it but the program and what it needs, read-only; no
 * network; no other processes in sight; limits on time, memory, processes and file size.
 *
 * It is made of Linux's namespaces by `unshare`, `mount` and `prlimit` (util-linux), without privileges: a user who is
 * root becomes the user nobody first. A trial shows whether the system permits it.
 */

import { chmodSync, constants, copyFileSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SpawnPlan } from "./process-view.ts";

/** The user that is nobody, by its customary number. */
const nobody = 65534;
/** Shells and their like; a process of qemu has two threads. */
const processes = 8;
/** An open file, also one in memory only, grows to so many bytes. */
const fileSize = 2 ** 16;
/** What qemu needs beside the memory of its program. */
const ownMemory = 2 ** 29;

/** Limits of one run. */
export interface SandboxLimits {
  /** Milliseconds on the clock, after which it is stopped; of processor time it gets twice as many, for two threads. */
  readonly time: number;
  /** Bytes of memory that the program itself may have. */
  readonly memory: number;
}

/** What the file to run is called in the root. */
export const fileInRoot = "/program.elf";

/** Makes the root, in a folder of our own: the program with its libraries, and the file that it is to run. */
export function makeRoot(folder: string, program: string, libraries: readonly string[], file: Uint8Array): string {
  const root = join(folder, "root");
  // For any umask of this process: the user nobody must be able to enter.
  const open = (path: string): void => {
    if (path !== folder) open(dirname(path));
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o755);
  };
  for (const path of [program, ...libraries]) {
    const copy = join(root, path);
    open(dirname(copy));
    copyFileSync(realpathSync(path), copy, constants.COPYFILE_FICLONE);
    chmodSync(copy, 0o555);
  }
  writeFileSync(join(root, fileInRoot), file);
  chmodSync(join(root, fileInRoot), 0o555);
  return root;
}

/** How to start `words` in the root. The shell stays as process 1, which is not killed as others are. */
export function inSandbox(root: string, words: readonly string[], { time, memory }: SandboxLimits): SpawnPlan {
  const limits = [
    `--cpu=${Math.ceil((2 * time) / 1000)}`,
    `--data=${memory + ownMemory}`,
    `--fsize=${fileSize}`,
    `--nproc=${processes}`,
    "--nofile=64",
    "--core=0",
  ].join(" ");
  const enter = `unshare --user --map-user=${nobody} --map-group=${nobody} --root=. --wd=/`;
  const script = [
    'mount -o bind,ro,nosuid,nodev "$1" "$1" && cd "$1" && shift || exit 1',
    `prlimit ${limits} ${enter} -- "$@"`,
    "exit $?",
  ].join("\n");
  const spaces = ["--user", "--map-root-user", "--mount", "--pid", "--net", "--ipc", "--uts", "--cgroup"];
  return {
    command: "unshare",
    words: [...spaces, "--fork", "--kill-child", "--", "/bin/sh", "-c", script, "sandbox", root, ...words],
    options: process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {},
  };
}

/** What the tools of the sandbox say when they fail, which no program behind them has said. */
export const sandboxComplaint = /^(?:unshare|mount|prlimit): .*/;
