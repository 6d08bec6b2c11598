/**
 * Source texts and positions in them: from an offset to a line and a column, in logarithmic time.
 *
 * Lines end in `\n` (a `\r` before it belongs to the ending). Lines and columns count from 1; a column counts UTF-16
 * code units, as editors do.
 */

/** A text with the name that messages give it. */
export interface Source {
  readonly name: string;
  readonly text: string;
  /** Of a program's main file: the texts of the files that it imports, directly or not, by their paths. */
  readonly imported?: ReadonlyMap<string, string>;
}

/**
 * The file of a program at a path; the main file where none is given. An unknown file is empty.
 *
 * @example
 * ```ts
 * import { sourceAt } from "etalon";
 * const source = { name: "main.ell", text: "", imported: new Map([["a.ell", "const a = 1;"]]) };
 * sourceAt(source, "a.ell"); // => { name: "a.ell", text: "const a = 1;" }
 * ```
 */
export function sourceAt(source: Source, file: string | undefined): Source {
  return file === undefined ? source : { name: file, text: source.imported?.get(file) ?? "" };
}

/** A position in a text, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The offsets at which the lines of a text begin. */
export type LineStarts = readonly number[];

/**
 * Where each line of `text` begins.
 *
 * @example
 * ```ts
 * import { lineStarts } from "etalon";
 * lineStarts("a\nbc\n"); // => [0, 2, 5]
 * ```
 */
export function lineStarts(text: string): LineStarts {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * The line and column of an offset; an offset outside the text counts as its nearest end.
 *
 * @example
 * ```ts
 * import { lineStarts, locate } from "etalon";
 * locate(lineStarts("a\nbc\n"), 3); // => { line: 2, column: 2 }
 * ```
 */
export function locate(starts: LineStarts, offset: number): Position {
  let low = 0; //               starts[low] ≤ offset, or low is 0
  let high = starts.length; //  offset < starts[high], or high is the end
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: Math.max(0, offset - starts[low]!) + 1 };
}

/** A position in one of the files of a program. */
export interface FilePosition extends Position {
  /** The path of an imported file; absent for the main file. */
  readonly file?: string;
}

/** An offset in one of the files of a program, such as a span. */
interface FileOffset {
  readonly start: number;
  readonly file?: string;
}

/**
 * Finds positions in the files of a program: the lines of each file are counted once.
 *
 * @example
 * ```ts
 * import { positionsIn } from "etalon";
 * const find = positionsIn({ name: "main.ell", text: "", imported: new Map([["a.ell", "\nconst a = 1;"]]) });
 * find({ start: 7, file: "a.ell" }); // => { line: 2, column: 7, file: "a.ell" }
 * find({ start: 0 }); // => { line: 1, column: 1 }
 * ```
 */
export function positionsIn(source: Source): (at: FileOffset | undefined) => FilePosition {
  const known = new Map<string | undefined, LineStarts>();
  return (at) => {
    const { start, file } = at ?? { start: 0 };
    const starts = known.get(file) ?? lineStarts(sourceAt(source, file).text);
    known.set(file, starts);
    const position = locate(starts, start);
    return file === undefined ? position : { ...position, file };
  };
}

/**
 * A position in one line of text: `3:5`, or `lexer.ell:3:5` where it is not in the main file.
 *
 * @example
 * ```ts
 * import { describePosition } from "etalon";
 * describePosition({ line: 3, column: 5, file: "lexer.ell" }); // => "lexer.ell:3:5"
 * ```
 */
export function describePosition({ line, column, file }: FilePosition): string {
  return `${file === undefined ? "" : `${file}:`}${line}:${column}`;
}
