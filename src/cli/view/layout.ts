/**
 * Laying out text for reading: titles in a column, paragraphs folded beside them.
 */

import { printable } from "./printable.ts";

/** A title, and beside it a text folded to the width. */
export function indented(title: string, text: string, column: number, width: number): string {
  const lines = folded(printable(text), Math.max(30, Math.min(width, 100) - column));
  return lines.map((line, i) => (i === 0 ? title.padEnd(column) : " ".repeat(column)) + line).join("\n");
}

/** A text in lines of at most so many columns, broken at spaces. */
export function folded(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
