/**
 * The files of a program that was run: which of them it changed, and putting those into a directory of the user.
 *
 * A name comes from the program, so it is not trusted: every part of it is a plain name below the directory, and nothing
 * is written through a link.
 */

import { lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "../../../linux/index.ts";
import { CommandError } from "../../command-error.ts";
import { attempt, writeBytes } from "../../host/files.ts";
import { printable } from "../../view/printable.ts";

/** A file as a program left it. */
export interface KeptFile {
  /** Parts between slashes, relative. */
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** The files that are new, or other than before. */
function changedFiles(before: readonly KeptFile[], after: readonly KeptFile[]): KeptFile[] {
  const known = new Map(before.map((file) => [file.path, file]));
  return after.filter(({ path, mode, bytes }) => {
    const old = known.get(path);
    return old === undefined || old.mode !== mode || Buffer.compare(old.bytes, bytes) !== 0;
  });
}

/** `the program wrote a (12 bytes), b (3 bytes)`, and folders with nothing new in them as `c/`. */
export function describeLeft({ files: written, folders }: Left): string {
  const empty = folders.filter(
    (folder) => ![...written.map(({ path }) => path), ...folders].some((path) => path.startsWith(`${folder}/`)),
  );
  const all = [
    ...written.map(({ path, bytes }) => `${printable(path)} (${bytes.length} bytes)`),
    ...empty.map((path) => `${printable(path)}/`),
  ];
  const rest = all.length > 5 ? ` and ${all.length - 5} more` : "";
  return `the program wrote ${all.slice(0, 5).join(", ")}${rest}`;
}

/** What a program left, or found. */
export interface Left {
  readonly files: readonly KeptFile[];
  /** The paths of folders, those above before those in them. */
  readonly folders: readonly string[];
}

/** What a file system holds. */
export function leftIn(files: FileSystem): Left {
  return { files: files.list(), folders: files.directories() };
}

/** What is new, or other than before. */
export function changesOf(before: Left, after: Left): Left {
  const known = new Set(before.folders);
  return { files: changedFiles(before.files, after.files), folders: after.folders.filter((path) => !known.has(path)) };
}

/** Put files and folders below a directory. */
export function writeLeft(directory: string, { files, folders }: Left): void {
  for (const path of folders) {
    const place = placeBelow(directory, path);
    attempt("write", place, () => mkdirSync(place, { recursive: true }));
  }
  for (const { path, mode, bytes } of files) writeBytes(placeBelow(directory, path), bytes, (mode & 0o111) !== 0);
}

/** Where a path of the program's is below a directory; the folders on the way are made. */
function placeBelow(directory: string, path: string): string {
  const names = path.split("/");
  if (names.some((name) => name === "" || name === "." || name === ".." || /[\\\0]/.test(name))) {
    throw new CommandError(
      "file",
      `the program wrote ${JSON.stringify(path)}, which cannot be the name of a file here`,
    );
  }
  let place = directory;
  attempt("write", directory, () => mkdirSync(directory, { recursive: true }));
  for (const [i, name] of names.entries()) {
    place = join(place, name);
    refuseLink(place);
    if (i < names.length - 1) attempt("write", place, () => mkdirSync(place, { recursive: true }));
  }
  return place;
}

function refuseLink(place: string): void {
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new CommandError("file", `${place} is a symbolic link; the program's file would be written elsewhere`);
}
