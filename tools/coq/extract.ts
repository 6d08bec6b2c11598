/**
 * The extracted JavaScript and its types: what Coq's extraction says they should be, and what is in the repository, so that
 * nobody needs Coq to use them.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extracted, extraction, folder } from "./build.ts";
import { declarationsOf } from "./declarations.ts";
import type { Extraction } from "./extraction.ts";
import { javascriptOf } from "./javascript.ts";
import { operationNames } from "./numbers.ts";

/** A file of the repository that is made from the extraction. */
interface Made {
  readonly path: string;
  readonly is: string;
  readonly should: string;
}

/** The names that are extracted to be used, and those of the arithmetic that JavaScript's stands for, to compare the two. */
export function exportedNames(): string[] {
  const source = readFileSync(join(folder, `${extraction}.v`), "utf8");
  const names = /^Extraction "[^"]*"([^.]*)\./mu.exec(source)?.[1];
  if (names === undefined) throw new Error(`coq/${extraction}.v extracts nothing`);
  return [...names.trim().split(/\s+/u), ...operationNames].sort();
}

/** The files as they are, and as they should be. Only after a build. */
export function madeFromExtraction(): Made[] {
  const exported = exportedNames();
  const all = JSON.parse(readFileSync(join(folder, extracted), "utf8")) as Extraction;
  const made = (name: string, should: string): Made => {
    const path = join(folder, "extracted", name);
    return { path, is: existsSync(path) ? readFileSync(path, "utf8") : "", should };
  };
  return [made("semantics.js", javascriptOf(all, exported)), made("semantics.d.ts", declarationsOf(all, exported))];
}
