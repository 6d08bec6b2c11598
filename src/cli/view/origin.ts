/**
 * From a pc back to the source: by the note that our compiler puts into its files, and by the symbols and the line table
 * that others put into theirs. For people only: a file may claim what it likes, and nothing is decided by it.
 */

import { readOrigins } from "../../compiler/origins.ts";
import type { Image } from "../../machine/index.ts";
import { debugLineAt } from "../verbs/exec/debug-lines.ts";
import { printable } from "./printable.ts";

/** A position in a source, as a file claims it. */
export interface Origin {
  readonly file: string;
  /** Is it a file that the main file imports? */
  readonly imported?: true;
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
  return `${printable(file)}:${line}${column === 0 ? "" : `:${column}`}${name === undefined ? "" : `, in ${printable(name)}`}`;
}

/** What a file says about a pc: a position in a source, or only the function and how far into it. */
export type CodePosition = Origin | { readonly function: string; readonly offset: number };

/** Where a pc is, for a file of any compiler. */
export function positionAt(image: Image, pc: number): CodePosition | undefined {
  const own = originsOf(image)(pc);
  if (own !== undefined) return own;
  const symbol = symbolAt(image, pc);
  const line = debugLineAt(image, pc);
  if (line !== undefined) return { ...line, function: symbol?.function };
  return symbol;
}

/** The function that an address is in: the last symbol at or before it, in the same text. */
function symbolAt({ segments, symbols = [] }: Image, pc: number): { function: string; offset: number } | undefined {
  const text = segments.find(
    ({ address, size, permissions }) => permissions.execute && address <= pc && pc < address + size,
  );
  if (text === undefined) return undefined;
  let found: { readonly name: string; readonly address: number } | undefined;
  for (const { name, address, size } of symbols) {
    const covers = address >= text.address && address <= pc && (size === 0 || pc < address + size);
    // `.L1` and its like are labels of an assembler.
    if (covers && !name.startsWith(".L") && (found === undefined || address > found.address)) found = { name, address };
  }
  return found && { function: found.name, offset: pc - found.address };
}

/** `a.c:3:5, in main`, or `in main + 0x10`. */
export function describePosition(position: CodePosition): string {
  if (!("offset" in position)) return describeOrigin(position);
  return `in ${printable(position.function)}${position.offset === 0 ? "" : ` + 0x${position.offset.toString(16)}`}`;
}
