/**
 * Files that are there whole or not at all: written under another name, forced to the disk, and only then given their own. Who
 * reads meanwhile, and who reads after the process was killed, finds the old bytes or the new ones.
 */

import {
  chmodSync,
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

let made = 0;

/** A name that no other write of this process, and no other process of this machine, has at this time. */
function temporaryName(): string {
  return `${process.pid}.${Date.now().toString(36)}.${made++}`;
}

/** Write bytes to a new file, and force them to the disk. Nothing is left of it when that fails. */
export function writeNew(path: string, bytes: Uint8Array, mode = 0o666, forced = true): void {
  const descriptor = openSync(path, "wx", mode);
  try {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      if (forced) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/**
 * Put a file at a path, in the place of what is there; `temporary` is a folder on the same disk. Where it is not forced to the disk, it may be
 * broken after a crash of the system: for readers who see that.
 */
export function putWhole(path: string, bytes: Uint8Array, temporary: string, mode = 0o666, forced = true): void {
  for (let again = 2; ; again--) {
    const written = join(temporary, temporaryName());
    writeNew(written, bytes, mode, forced);
    try {
      renameSync(written, path);
      break;
    } catch (error) {
      // Whoever shares the folder without seeing this process, in another container say, may have taken it for a dead one's.
      if (again > 0 && !existsSync(written)) continue;
      rmSync(written, { force: true });
      throw error;
    }
  }
  if (forced) forceFolder(dirname(path));
}

/** The same for a user's file: a link stays one, and its permissions stay as they are. Meanwhile, this process can do something else. */
export async function replaceWhole(path: string, bytes: Uint8Array): Promise<void> {
  const found = statSync(path, { throwIfNoEntry: false });
  const real = found === undefined ? path : realpathSync(path);
  const written = join(dirname(real), `.${basename(real).slice(0, 150)}.${temporaryName()}.tmp`);
  writeNew(written, bytes, 0o666, false);
  try {
    if (found !== undefined) chmodSync(written, found.mode & 0o777);
    await forced(written, "r+");
    renameSync(written, real);
  } catch (error) {
    rmSync(written, { force: true });
    throw error;
  }
  if (process.platform !== "win32") await forced(dirname(real), "r");
}

const whenForced = promisify(fsync);

/** Only what waits for the disk waits: a `FileHandle` takes longer to make than all else here. */
async function forced(path: string, how: "r" | "r+"): Promise<void> {
  const descriptor = openSync(path, how);
  try {
    await whenForced(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Force the names in a folder to the disk, where the system can do that. */
export function forceFolder(path: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
