/**
 * The files of a program on this disk: what an import finds, or why it finds nothing.
 *
 * A program lies in the folder of its main file and below it. A symbolic link could lead out of there, or give one file two
 * names, so none is followed. A name must be spelled as the folder lists it, also where the system would take another spelling: the
 * same program is the same everywhere. The standard library is the folder `std` of this package.
 */

import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeSource, type Loader, type LoadFailure, maximumSourceLength, type Result } from "../../certify/index.ts";
import { isStream } from "./files.ts";
import { systemReason } from "./system-error.ts";

/** A program's files, as they are loaded. */
export interface ProgramFiles {
  /** What the main file is called. */
  readonly entry: string;
  readonly load: Loader;
  /** Where an imported file lies on the disk. */
  readonly placeOf: (path: string) => string;
  /** The bytes of the main file and of what was loaded, by path. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  /** The texts of what was loaded, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The files of the program whose main file is at `path` and has these bytes. */
export function programFiles(path: string, main: Uint8Array): ProgramFiles {
  const stream = isStream(path);
  const entry = stream ? "<stdin>" : entryOf(basename(path));
  const bytes = new Map([[entry, main]]);
  const texts = new Map<string, string>();
  const folder = dirname(path);
  const load: Loader = (wanted) => {
    const { library, root, steps } = placeOf(folder, wanted);
    if (stream && !library)
      return refuse("cannot be found: the main file came through a stream and lies in no folder", "save it as a file");
    const found = fileBelow(root, steps);
    if (!found.ok) return library && found.error.missing ? noModule() : found;
    const text = decodeSource(found.value);
    if (!text.ok) return refuse(`cannot be read: ${text.error[0]!.message}`, text.error[0]!.hint);
    bytes.set(wanted, found.value);
    texts.set(wanted, text.value);
    return text;
  };
  const place = (wanted: string): string => {
    const { root, steps } = placeOf(folder, wanted);
    return join(root, ...steps);
  };
  return { entry, load, placeOf: place, bytes, texts };
}

/** The folder that an imported path begins in, and the steps from there. */
function placeOf(folder: string, wanted: string) {
  const library = wanted.startsWith("std/") && !wanted.endsWith(".ell");
  return library
    ? { library, root: standardFolder, steps: [`${wanted.slice(4)}.ell`] }
    : { library, root: folder, steps: wanted.split("/") };
}

/** What the main file is called: its base name, unless a bundle may have no such name. Nothing can import it then. */
function entryOf(name: string): string {
  return /[\\\p{Cc}]/u.test(name) ? "main.ell" : name;
}

const standardFolder = fileURLToPath(new URL("../../../std", import.meta.url));

function noModule(): Result<never, LoadFailure> {
  const names = readdirSync(standardFolder).filter((name) => name.endsWith(".ell"));
  const known = names.map((name) => `std/${name.slice(0, -4)}`).sort();
  return refuse("is no module of the standard library", `it has ${known.join(", ")}`);
}

type Missed = LoadFailure & { readonly missing?: true };

/** The bytes of a file, step by step from a folder. */
function fileBelow(root: string, steps: readonly string[]): Result<Uint8Array, Missed> {
  let at = root;
  try {
    for (const [i, step] of steps.entries()) {
      const names = readdirSync(at);
      if (!names.includes(step)) {
        const other = names.find((name) => name.toLowerCase() === step.toLowerCase());
        const hint = other === undefined ? undefined : `there is ${JSON.stringify(other)}: upper and lower case count`;
        return missing(hint);
      }
      at = join(at, step);
      const last = i === steps.length - 1;
      const found = lstatSync(at);
      if (found.isSymbolicLink())
        return refuse(
          last
            ? "is a symbolic link"
            : `lies behind the symbolic link ${JSON.stringify(steps.slice(0, i + 1).join("/"))}`,
          "put the file itself there: a program has no links",
        );
      if (found.isDirectory() === last) return last ? refuse("is a folder") : missing(undefined);
      if (last && !found.isFile()) return refuse("is no file that keeps its bytes, but a pipe or a device");
      if (last && found.size > maximumSourceLength) return refuse("is larger than 16 MiB");
    }
    return { ok: true, value: Uint8Array.from(readFileSync(at)) };
  } catch (error) {
    return refuse(`cannot be read: ${systemReason(error)}`);
  }
}

function missing(hint: string | undefined): Result<never, Missed> {
  const error = { message: "does not exist", missing: true as const };
  return { ok: false, error: hint === undefined ? error : { ...error, hint } };
}

function refuse(message: string, hint?: string): Result<never, LoadFailure> {
  return { ok: false, error: hint === undefined ? { message } : { message, hint } };
}
