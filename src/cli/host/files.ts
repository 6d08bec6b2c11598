/**
 * Files: reading and writing them, with a message a person can act on when that fails.
 */

import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { CommandError } from "../command-error.ts";
import { readSome } from "../view/terminal.ts";
import { codeOf, systemReason } from "./system-error.ts";

/** The largest file taken, in bytes. */
const largest = 256 * 2 ** 20;

/** The bytes of a file. `-` is standard input. */
export function readBytes(path: string): Uint8Array {
  return attempt("read", path, () => {
    if (path === "-") return allOf(0, path);
    if (statSync(path).isDirectory()) throw new CommandError("file", `${path} is a directory; expected a file`);
    const descriptor = openSync(path, "r");
    try {
      return allOf(descriptor, path);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** The bytes of a file that lies there itself: no link, which may lead to what is nobody's business, and no pipe, which may never end. */
export function readPlainBytes(path: string): Uint8Array {
  return attempt("read", path, () => {
    const found = lstatSync(path);
    if (found.isSymbolicLink())
      throw new CommandError("file", `${path} is a symbolic link`, { hint: "put the file itself there" });
    if (!found.isFile()) throw new CommandError("file", `${path} is no file that keeps its bytes`);
    // It may have been exchanged since.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return allOf(descriptor, path);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** The rest of an open file, which may be a pipe or a device without an end. */
function allOf(descriptor: number, path: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const block = new Uint8Array(1 << 18);
    const count = readSome(descriptor, block);
    if (count === 0) return Uint8Array.from(Buffer.concat(parts));
    parts.push(block.subarray(0, count));
    total += count;
    if (total > largest)
      throw new CommandError("file", `${named(path)} has more than ${largest} bytes, which is the most that is taken`);
  }
}

/** Write a file; an executable one when asked. */
export function writeBytes(path: string, bytes: Uint8Array, executable = false): void {
  attempt("write", path, () => {
    writeFileSync(path, bytes);
    if (!executable || isStream(path)) return;
    // Everybody who may read it may execute it.
    const { mode } = statSync(path);
    chmodSync(path, mode | ((mode & 0o444) >> 2));
  });
}

/**
 * Is it a stream, which keeps no bytes: `-`, a pipe, a terminal, a device such as /dev/null? Nothing can be
 * put beside it, and it has no name that means anything.
 */
export function isStream(path: string): boolean {
  // These lead to whatever the shell opened, a file perhaps, whose own name is not this one.
  if (path === "-" || /^\/(dev\/(std(in|out|err)|fd\/\d+)|proc\/\w+\/fd\/\d+)$/.test(resolve(path))) return true;
  const found = statOf(path);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // The caller reports the error when it opens the file.
    return undefined;
  }
}

/** Is there such a file? */
export function exists(path: string): boolean {
  return existsSync(path);
}

/** The file's name beside `path` with another ending: `a/b.ell` → `a/b.elf`. */
export function besides(path: string, ending: string): string {
  const base = basename(path, extname(path));
  return join(dirname(path), `${base}${ending}`);
}

/** Where the certificate of an image is looked for: beside it, `a/b.elf` → `a/b.cert.json`. */
export function certificateBeside(image: string): string {
  return `${image.replace(/\.elf$/, "")}.cert.json`;
}

/** The names in a folder, sorted; none when there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw fileError("read", folder, error);
  }
}

/** Do something to a file; a failure becomes an error in words. */
export function attempt<T>(what: "read" | "write", path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw fileError(what, path, error);
  }
}

/** What went wrong with a file, in words. */
export function fileError(what: "read" | "write", path: string, error: unknown): Error {
  if (error instanceof CommandError) return error;
  if (path === "") return new CommandError("file", `cannot ${what} a file without a name`);
  const code = codeOf(error);
  if (code === undefined || code === "ERR_INVALID_ARG_VALUE") {
    // Node refuses a path with a zero byte before it asks the system.
    if (error instanceof TypeError)
      return new CommandError("file", `cannot ${what} ${JSON.stringify(path)}: not a path`);
    return error instanceof Error ? error : new Error(String(error));
  }
  return new CommandError("file", `cannot ${what} ${named(path)}: ${reasonOf(what, path, error)}`);
}

function reasonOf(what: "read" | "write", path: string, error: unknown): string {
  if (codeOf(error) !== "ENOENT") return systemReason(error);
  // Node shows the bytes of a name that are not UTF-8 as U+FFFD, and then does not find it.
  if (path.includes("\ufffd")) return "its name is not UTF-8";
  return what === "read" ? "there is no such file" : "its folder does not exist";
}

function named(path: string): string {
  return path === "-" ? "standard input" : path;
}

/** Refuse to write a result over the file that it was made from, under whatever name. */
export function refuseToReplace(source: string, output: string, option: string): void {
  if (isStream(source) || isStream(output) || real(source) !== real(output)) return;
  throw new CommandError("usage", `${output} is the program itself; choose another name with ${option}`);
}

function real(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}
