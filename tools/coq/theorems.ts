/**
 * The theorems of coq/: what is said to be proved. A helper on the way to one is a `Lemma`.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../trusted/loaded.ts";

/** A theorem, and the file of coq/ that it is in, without ending. */
export interface Theorem {
  readonly name: string;
  readonly file: string;
}

/** The theorems of the files whose names begin so, in the order of the files and of their texts. */
export function theorems(prefix = ""): readonly Theorem[] {
  const folder = join(root, "coq");
  const files = readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith(".v"))
    .sort();
  return files.flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/^Theorem (\w+)/gmu)].map((match) => ({
      name: match[1]!,
      file: name.slice(0, -".v".length),
    })),
  );
}
