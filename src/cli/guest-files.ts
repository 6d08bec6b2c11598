/**
 * The files of a program that was run: which of them it changed, and putting those into a directory of the user.
 *
 * A name comes from the program, so it is not trusted: every part of it is a plain name below the directory, and nothing
 * is written through a link.
 */

import { lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "./command-error.ts";
import { attempt, writeBytes } from "./files.ts";
import { printable } from "./printable.ts";

/** A file as a program left it. */
export interface KeptFile {
  /** Parts between slashes, relative. */
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** The files that are new, or other than before. */
export function changedFiles(before: readonly KeptFile[], after: readonly KeptFile[]): KeptFile[] {
  const known = new Map(before.map((file) => [file.path, file]));
  return after.filter(({ path, mode, bytes }) => {
    const old = known.get(path);
    return old === undefined || old.mode !== mode || Buffer.compare(old.bytes, bytes) !== 0;
  });
}

/** `the program wrote a (12 bytes), b (3 bytes)`. */
export function describeFiles(files: readonly KeptFile[]): string {
  const shown = files.slice(0, 5).map(({ path, bytes }) => `${printable(path)} (${bytes.length} bytes)`);
  const rest = files.length > 5 ? ` and ${files.length - 5} more` : "";
  return `the program wrote ${shown.join(", ")}${rest}`;
}

/** Write files below a directory. */
export function writeFiles(directory: string, files: readonly KeptFile[]): void {
  for (const { path, mode, bytes } of files) {
    const names = path.split("/");
    if (names.some((name) => name === "" || name === "." || name === ".." || /[\\\0]/.test(name))) {
      throw new CommandError(
        "file",
        `the program wrote ${JSON.stringify(path)}, which is no name to keep a file under`,
      );
    }
    let place = directory;
    attempt("write", directory, () => mkdirSync(directory, { recursive: true }));
    for (const [i, name] of names.entries()) {
      place = join(place, name);
      refuseLink(place);
      if (i < names.length - 1) attempt("write", place, () => mkdirSync(place, { recursive: true }));
    }
    writeBytes(place, bytes, (mode & 0o111) !== 0);
  }
}

function refuseLink(place: string): void {
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new CommandError("file", `${place} is a symbolic link; the program's file would be written elsewhere`);
}
