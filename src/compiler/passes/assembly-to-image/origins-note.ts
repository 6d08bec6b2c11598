/**
 * Where in the source each instruction came from, kept in the executable itself: a section that is not loaded, so that
 * a report of a run can name the line at which it stopped.
 *
 * The section `.etalon.origins` is JSON in UTF-8: `runs` has three numbers for each run of words with one origin (how
 * many words, how many lines further than the run before, the column), `functions` three entries for each function
 * (name, address, size in bytes). Of a program with imports, `imported` has two entries for each run of words of one file: how
 * many words, and the file's path, or "" for the main file. It is for people; nothing in the argument rests on it.
 */

import { failure, type Result, success } from "../../../core/result.ts";
import { type FilePosition, type Position, positionsIn, type Source } from "../../../core/source.ts";
import type { Program } from "../../../lang/program/program.ts";
import type { Image, ImageNote, ImageSymbol } from "../../../machine/isa/image.ts";

/** The name of the section. */
const originsSection = ".etalon.origins";

/** A place in the source, for an instruction of the executable. */
export interface SourcePlace extends Position {
  /** The name of the source file. */
  readonly file: string;
  /** Is it a file that the main file imports? */
  readonly imported?: true;
  /** The function that the instruction belongs to, where known. */
  readonly function: string | undefined;
}

/** The map from pc to source. */
export interface OriginMap {
  /** Where the instruction at `pc` came from; undefined outside the text. */
  find(pc: number): SourcePlace | undefined;
}

interface Content {
  readonly version: 1;
  readonly file: string;
  /** The address of the first word. */
  readonly text: number;
  readonly runs: readonly number[];
  readonly functions: readonly (string | number)[];
  /** Absent where all words are of the main file. */
  readonly imported?: readonly (string | number)[];
}

/** The note for an image whose text words have these origins. */
export function originsNote(
  source: Source,
  program: Program,
  text: number,
  { image, origins }: { readonly image: Image; readonly origins: Int32Array },
): ImageNote {
  const find = positionsIn(source);
  const places = new Map<number, FilePosition>();
  const placeOf = (node: number): FilePosition => {
    const known = places.get(node);
    if (known !== undefined) return known;
    const place = find(program.origins[node]);
    places.set(node, place);
    return place;
  };
  const runs: number[] = [];
  const files: (string | number)[] = [];
  let last = 0;
  for (let i = 0; i < origins.length; ) {
    const { line, column, file } = placeOf(origins[i]!);
    const begin = i;
    for (i++; i < origins.length; i++) {
      const next = placeOf(origins[i]!);
      if (next.line !== line || next.column !== column || next.file !== file) break;
    }
    runs.push(i - begin, line - last, column);
    last = line;
    if (files.at(-1) === (file ?? "")) files[files.length - 2] = Number(files.at(-2)) + i - begin;
    else files.push(i - begin, file ?? "");
  }
  const functions = (image.symbols ?? []).flatMap(({ name, address, size }) => [name, address, size]);
  const imported = files.length > 2 || (files.length === 2 && files[1] !== "") ? { imported: files } : {};
  const content: Content = { version: 1, file: source.name, text, runs, functions, ...imported };
  return { name: originsSection, bytes: new TextEncoder().encode(JSON.stringify(content)) };
}

/**
 * The map in an image: undefined when it has none, a failure that says why when what it has cannot be read.
 *
 * @example
 * ```ts
 * import { compile, readOrigins } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { runMachine } from "etalon/machine";
 * const text = "fn main(): int {\n  return 1 / (read() + 1);\n}\n";
 * const program = parseProgram(text);
 * if (!program.ok) throw new Error("refused");
 * const compilation = compile(program.value, { source: { name: "a.ell", text } });
 * if (!compilation.ok) throw new Error(compilation.error.message);
 * const { image } = compilation.value;
 * const origins = readOrigins(image);
 * const pc = runMachine(image).pc; // where it stopped: there was no input, and so a division by zero
 * origins.ok && origins.value?.find(pc); // => { file: "a.ell", function: "main", line: 2, column: 10 }
 * ```
 */
export function readOrigins(image: Image): Result<OriginMap | undefined, string> {
  const note = image.notes?.find(({ name }) => name === originsSection);
  if (note === undefined) return success(undefined);
  const refuse = (why: string): Result<never, string> => failure(`section ${originsSection}: ${why}`);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(note.bytes));
  } catch {
    return refuse("not JSON in UTF-8");
  }
  return isContent(content) ? success(mapOf(content)) : refuse("not an origin map of version 1");
}

function isContent(value: unknown): value is Content {
  if (typeof value !== "object" || value === null) return false;
  const { version, file, text, runs, functions, imported = [] } = value as Record<string, unknown>;
  if (version !== 1 || typeof file !== "string" || typeof text !== "number") return false;
  if (!Array.isArray(runs) || runs.length % 3 !== 0 || !runs.every((n) => Number.isInteger(n))) return false;
  if (!Array.isArray(functions) || functions.length % 3 !== 0) return false;
  if (!Array.isArray(imported) || imported.length % 2 !== 0) return false;
  if (!imported.every((entry, i) => typeof entry === (i % 2 === 0 ? "number" : "string"))) return false;
  return functions.every((entry, i) => typeof entry === (i % 3 === 0 ? "string" : "number"));
}

function mapOf({ file, text, runs, functions, imported = [] }: Content): OriginMap {
  const symbols: ImageSymbol[] = [];
  for (let i = 0; i < functions.length; i += 3)
    symbols.push({
      name: functions[i] as string,
      address: functions[i + 1] as number,
      size: functions[i + 2] as number,
    });
  const fileOf = (word: number): Pick<SourcePlace, "file" | "imported"> => {
    let rest = word;
    for (let i = 0; i < imported.length; i += 2) {
      rest -= imported[i] as number;
      const path = imported[i + 1] as string;
      if (rest < 0) return path === "" ? { file } : { file: path, imported: true };
    }
    return { file };
  };
  return {
    find(pc) {
      let address = text;
      let line = 0;
      for (let i = 0; i < runs.length; i += 3) {
        address += 4 * runs[i]!;
        line += runs[i + 1]!;
        if (pc < text || pc >= address) continue;
        const inside = symbols.find((symbol) => pc >= symbol.address && pc < symbol.address + symbol.size);
        return { ...fileOf((pc - text) >> 2), line, column: runs[i + 2]!, function: inside?.name };
      }
      return undefined;
    },
  };
}
