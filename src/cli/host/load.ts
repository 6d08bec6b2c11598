/**
 * From a path to a checked program; or a `CommandError` that says what is wrong with the file.
 */

import type { FilePosition, Source } from "../../index.ts";
import { positionsIn, sourceAt } from "../../index.ts";
import { decodeSource, type NodeId, type Program, type ProgramFile, readProgram } from "../../lang/index.ts";
import type { SourceFiles } from "../../proof/index.ts";
import { CommandError } from "../command-error.ts";
import { printable } from "../view/printable.ts";
import { readBytes } from "./files.ts";
import { isElf } from "./load-image.ts";
import { programFiles } from "./program-files.ts";

/** A checked program with the text it came from. */
export interface LoadedProgram {
  readonly source: Source;
  /**
   * What an executable calls the source: its path from the folder of the main file, which is its base name. How the
   * user spelled the path does not get into the file: the same text gives the same bytes, and no folder is disclosed.
   */
  readonly nameInImage: string;
  /** The bytes of the main file. */
  readonly bytes: Uint8Array;
  /** The bytes of all files by path, the main file among them. */
  readonly bytesOf: ReadonlyMap<string, Uint8Array>;
  /** What is written, file by file; the main file is the last. */
  readonly files: readonly ProgramFile[];
  readonly program: Program;
  /** Where a node begins, from 1. */
  readonly position: (node: NodeId) => FilePosition;
  /** The text of a node in one line, fit to print. */
  readonly textOf: (node: NodeId) => string;
}

/** The text that a file is, read leniently where it is not UTF-8: there the spans of what is wrong with it lie. */
export function textIn(
  path: string,
  bytes: Uint8Array,
  wanted: string,
): { readonly source: Source; readonly text: ReturnType<typeof decodeSource> } {
  const name = path === "-" ? "<stdin>" : path;
  if (isElf(bytes))
    throw new CommandError("program", `${name} is an ELF file, not ${wanted}`, {
      hint: `to run it: etalon exec ${path}`,
    });
  const text = decodeSource(bytes);
  return { source: { name, text: text.ok ? text.value : new TextDecoder().decode(bytes.subarray(0, 2 ** 24)) }, text };
}

/** The program in a file; from its bytes, where they were read already (a pipe gives them once). */
export function loadProgram(path: string, bytes: Uint8Array = readBytes(path)): LoadedProgram {
  const { source: main, text } = textIn(path, bytes, "an Ell program");
  const disk = programFiles(path, bytes);
  const read = text.ok ? readProgram(text.value, disk.load, disk.entry) : text;
  const source: Source = { ...main, imported: disk.texts };
  if (!read.ok) {
    const errors = read.error.filter(({ severity }) => severity === "error").length;
    const message = `${source.name} is not a valid Ell program (${errors === 1 ? "1 error" : `${errors} errors`})`;
    throw new CommandError("program", message, { diagnostics: { source, list: read.error } });
  }
  const { files, program } = read.value;
  const { origins } = program;
  const find = positionsIn(source);
  const position = (node: NodeId): FilePosition => find(origins[node]);
  const textOf = (node: NodeId): string => {
    const { start, end, file } = origins[node] ?? { start: 0, end: 0 };
    const { text } = sourceAt(source, file);
    return printable(text.slice(start, Math.min(end, start + 200)).replaceAll(/\s+/g, " "));
  };
  return { source, nameInImage: disk.entry, bytes, bytesOf: disk.bytes, files, program, position, textOf };
}

/** The files of a program, as a certificate is for them. */
export function sourceOf({ nameInImage, bytesOf }: LoadedProgram): SourceFiles {
  return { entry: nameInImage, files: bytesOf };
}
