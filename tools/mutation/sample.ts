/**
 * A sample of a room's mutants: those in some blocks of lines, chosen by a seed, each block as likely as the share.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Lines in a block. */
const blockLines = 12;

/** The blocks of these files that the seed chooses, as ranges of lines for StrykerJS. */
export function sample(files: readonly string[], share: number, seed: string): string[] {
  return files.flatMap((file) => {
    const lines = readFileSync(file, "utf8").split("\n").length;
    const chosen: string[] = [];
    for (let line = 1; line <= lines; line += blockLines) {
      const digest = createHash("sha256").update(`${seed} ${file} ${line}`).digest();
      if (digest.readUInt32LE() / 2 ** 32 < share) chosen.push(`${file}:${line}-${line + blockLines - 1}`);
    }
    return chosen;
  });
}
