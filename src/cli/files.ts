/**
 * Files: reading and writing them, with a message a person can act on when that fails.
 */

import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { CommandError } from "./command-error.ts";
import { codeOf } from "./terminal.ts";

/** The largest file taken, in bytes. */
const largest = 256 * 2 ** 20;

/** The bytes of a file. `-` is standard input. */
export function readBytes(path: string): Uint8Array {
  return attempt("read", path, () => {
    if (path !== "-") {
      const found = statSync(path);
      if (found.isDirectory()) throw new CommandError("file", `${path} is a directory; expected a file`);
      if (found.size > largest)
        throw new CommandError("file", `${path} has ${found.size} bytes; at most ${largest} are taken`);
    }
    return Uint8Array.from(readFileSync(path === "-" ? 0 : path));
  });
}

/** Write a file; an executable one when asked. */
export function writeBytes(path: string, bytes: Uint8Array, executable = false): void {
  attempt("write", path, () => {
    writeFileSync(path, bytes);
    if (!executable || path.startsWith("/dev/")) return;
    // Whoever may read it may execute it.
    const { mode } = statSync(path);
    chmodSync(path, mode | ((mode & 0o444) >> 2));
  });
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

/** Do something to a file; what goes wrong is said in words. */
export function attempt<T>(what: "read" | "write", path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw fileError(what, path, error);
  }
}

function fileError(what: "read" | "write", path: string, error: unknown): Error {
  const reasons: Record<string, string> = {
    ENOENT: what === "read" ? "there is no such file" : "its folder does not exist",
    EACCES: "permission denied",
    EPERM: "permission denied",
    EISDIR: "it is a directory",
    ENOTDIR: "a part of the path is a file, not a folder",
    ELOOP: "too many symbolic links",
    ENAMETOOLONG: "the name is too long",
    ENOSPC: "no space left on the device",
    EROFS: "the file system is read-only",
    ETXTBSY: "it is being executed",
  };
  const code = codeOf(error);
  if (path === "") return new CommandError("file", `cannot ${what} a file without a name`);
  if (code === undefined) {
    // Node refuses a path with a zero byte before it asks the system.
    if (error instanceof TypeError)
      return new CommandError("file", `cannot ${what} ${JSON.stringify(path)}: not a path`);
    return error instanceof Error ? error : new Error(String(error));
  }
  return new CommandError("file", `cannot ${what} ${path}: ${reasons[code] ?? `the system says ${code}`}`);
}

/** Refuse to write a result over the file that it was made from. */
export function refuseToReplace(source: string, output: string): void {
  if (source === "-" || output === "-" || resolve(source) !== resolve(output)) return;
  throw new CommandError("usage", `${output} is the program itself; choose another name with --output`);
}
