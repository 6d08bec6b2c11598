/** Lock files and policies: reading them, with what is wrong and where, and writing a lock file whole. */

import {
  type Lock,
  type Locked,
  nameForm,
  type OpenedRelease,
  type Policy,
  readHistory,
  readLock,
  readPolicy,
  writeLock,
} from "../../trust/judging.ts";
import type { OptionSpec } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import { exists, readBytes } from "./files.ts";
import { writeWhole } from "./whole-file.ts";

/** Where the lock file is unless it is given. */
export const usualLock = "etalon.lock";

/** `--lock FILE`. */
export const lockOption: OptionSpec = { name: "lock", value: "FILE", help: `the lock file; ${usualLock} unless given` };

/** The names in a lock file. */
export function loadLock(path: string): Lock {
  const read = readLock(readBytes(path));
  if (!read.ok)
    throw new CommandError("lock", `${path} is no lock file: ${read.error}`, {
      hint: "`etalon lock add NAME --source FILE` writes one",
    });
  return read.value;
}

/** The same; nothing is locked where there is no file. */
export function loadLockIfAny(path: string): Lock {
  return exists(path) ? loadLock(path) : new Map();
}

/** What is locked under a name. */
export function lockedUnder(name: string, path: string, lock: Lock): Locked {
  const found = lock.get(name);
  if (found !== undefined) return found;
  throw new CommandError("lock", `${path} has no ${JSON.stringify(name)}`, {
    hint: "`etalon lock add NAME --source FILE`, when you have read it; a name is never learnt from a server",
  });
}

/**
 * Change names in a lock file; `undefined` removes one. It is read anew, since asking servers takes time: what else was changed meanwhile stays,
 * and when one of these names was, nothing is written. It is written whole, or not at all.
 */
export async function changeLock(
  path: string,
  before: Lock,
  changes: ReadonlyMap<string, Locked | undefined>,
): Promise<void> {
  const now = loadLockIfAny(path);
  for (const name of changes.keys())
    if (entryText(name, now) !== entryText(name, before))
      throw new CommandError("lock", `${path} was changed meanwhile: ${name} is another one now`, {
        hint: "the same command again goes by what is there now",
      });
  const changed = new Map(now);
  for (const [name, entry] of changes) {
    if (entry === undefined) changed.delete(name);
    else changed.set(name, entry);
  }
  await writeWhole(path, new TextEncoder().encode(writeLock(changed)));
}

/** What a lock file says of a name. */
function entryText(name: string, lock: Lock): string {
  const entry = lock.get(name);
  return writeLock(new Map(entry === undefined ? [] : [[name, entry]]));
}

/** Refuse what is no name. */
export function checkedName(name: string): string {
  if (nameForm.test(name)) return name;
  throw usageError(`${JSON.stringify(name)} is no name`, "small letters, digits and hyphens, at most 64 of them");
}

/** How the files of histories end: `NAME.release.jsonl`. */
export const historySuffix = ".release.jsonl";

/** The releases in a file. */
export function loadHistory(path: string, bytes = readBytes(path)): readonly OpenedRelease[] {
  const read = readHistory(bytes);
  if (read.ok) return read.value;
  throw new CommandError("release", `${path} is no history of releases: ${read.error}`, {
    hint: "`etalon release NAME --source FILE --expires DAY --key KEY.pem` adds to one",
  });
}

/** The policy in a file. */
export function loadPolicy(path: string): Policy {
  const read = readPolicy(readBytes(path));
  if (read.ok) return read.value;
  throw new CommandError("policy", `${path} is no policy: ${read.error}`, {
    hint: '{"evidence":["certified"]} is the usual one; docs/substitutes.md describes more',
  });
}
