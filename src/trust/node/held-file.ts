/**
 * A file that nobody can exchange: a private copy of bytes that were checked, open, and with no name any more. Who runs it by
 * its descriptor runs these bytes. (The same user, and root, can still get at it through the process.)
 */

import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeNew } from "./whole-file.ts";

/** An open copy. */
export interface HeldFile {
  readonly descriptor: number;
  /** The path by which a child process opens it that has it as descriptor `number`. */
  readonly pathIn: (number: number) => string;
  /** Has it a name, in a folder that only this user may enter? Where a system has no names for open files. */
  readonly named: boolean;
  readonly close: () => void;
}

/** Hold a copy of these bytes. */
export function holdFile(bytes: Uint8Array): HeldFile {
  const folder = mkdtempSync(join(tmpdir(), "etalon-held-"));
  const path = join(folder, "program.elf");
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    writeNew(path, bytes, 0o500);
    const descriptor = openSync(path, "r");
    const named = process.platform !== "linux";
    if (!named) remove();
    return {
      ...{ descriptor, named },
      pathIn: (number) => (named ? path : `/proc/self/fd/${number}`),
      close: () => {
        closeSync(descriptor);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
