/** The instructions of an image, each with where it came from, the names of places, and the lines of the source. */

import { type Source, sourceAt } from "../../index.ts";
import { disassemble, hex, type Image } from "../../machine/index.ts";
import { type Origin, originsOf } from "./origin.ts";
import { printable } from "./printable.ts";

/** An instruction. */
export interface Line {
  readonly pc: number;
  readonly word: string;
  readonly text: string;
  readonly origin: Origin | undefined;
}

/** All instructions, in order of address. */
export function* instructionsOf(image: Image): Generator<Line> {
  const find = originsOf(image);
  for (const { address, bytes, permissions } of image.segments) {
    if (!permissions.execute) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const pc = address + at;
      const word = view.getUint32(at, true);
      yield { pc, word: hex(word), text: disassemble(word, { pc }).replace("\t", " "), origin: find(pc) };
    }
  }
}

/** The names of addresses, fit to print. */
export function symbolNames({ symbols = [] }: Image): ReadonlyMap<number, string> {
  return new Map(symbols.map(({ name, address }) => [address, printable(name)]));
}

/** The line of the source that a place is in, where the source is at hand; each file is divided once. */
export function linesIn(source: Source | undefined): (origin: Origin) => string | undefined {
  const known = new Map<string | undefined, readonly string[]>();
  return ({ file, imported, line }) => {
    if (source === undefined) return undefined;
    const path = imported === true ? file : undefined;
    const lines = known.get(path) ?? sourceAt(source, path).text.split("\n");
    known.set(path, lines);
    return lines[line - 1];
  };
}

/** `12 | let a = 1;` */
export function sourceLine({ file, imported, line }: Origin, text: string | undefined): string {
  const name = imported === true || text === undefined ? `${printable(file)}:` : "";
  return text === undefined ? `${name}${line}` : `${name}${line} | ${printable(text.replace("\r", "")).trimEnd()}`;
}
