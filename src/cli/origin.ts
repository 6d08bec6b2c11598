/**
 * From a pc back to the source, by the note that our compiler puts into its files. For people only: a file may claim
 * what it likes, and nothing is decided by it.
 */

import { readOrigins } from "../compiler/index.ts";
import type { Image } from "../machine/index.ts";
import { printable } from "./printable.ts";

/** A place in a source, as a file claims it. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly function: string | undefined;
}

/** Where the instructions of an image came from; always undefined for an image without the note. */
export function originsOf(image: Image): (pc: number) => Origin | undefined {
  const map = readOrigins(image);
  return (pc) => (map.ok ? map.value?.find(pc) : undefined);
}

/** `a.ell:3:5, in main`. */
export function describeOrigin({ file, line, column, function: name }: Origin): string {
  return `${printable(file)}:${line}:${column}${name === undefined ? "" : `, in ${printable(name)}`}`;
}
