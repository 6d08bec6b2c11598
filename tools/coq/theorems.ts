/**
 * The theorems of coq/: what is said to be proved. A helper on the way to one is a `Lemma`.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, sources } from "./build.ts";

/** A theorem, and the file of coq/ that it is in, without ending. */
export interface Theorem {
  readonly name: string;
  readonly file: string;
}

/** The theorems of the files whose names begin so, in the order of the files and of their texts. */
export function theorems(prefix = ""): readonly Theorem[] {
  return sources()
    .filter((file) => file.startsWith(prefix))
    .flatMap((file) =>
      [...readFileSync(join(folder, `${file}.v`), "utf8").matchAll(/^Theorem (\w+)/gmu)].map((match) => ({
        name: match[1]!,
        file,
      })),
    );
}
