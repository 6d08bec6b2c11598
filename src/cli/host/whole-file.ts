/** Writing a user's file so that it is there whole at every moment: as it was, or as it will be. */

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { replaceWhole } from "../../trust/node/index.ts";
import { attempt, fileError } from "./files.ts";

/** Write a file. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await replaceWhole(path, bytes);
  } catch (error) {
    throw fileError("write", path, error);
  }
}

/** The same, with the folders around it where there are none. */
export async function writeWholeWithin(path: string, bytes: Uint8Array): Promise<void> {
  attempt("write", path, () => mkdirSync(dirname(path), { recursive: true }));
  await writeWhole(path, bytes);
}
