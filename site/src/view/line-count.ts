/**
 * How many lines a text has, for the headers of files.
 */

/** How many: an end of line at the end begins no other. */
export function lineCount(text: string): number {
  return text.replace(/\n$/, "").split("\n").length;
}

/** `12 lines`. */
export function linesInWords(text: string): string {
  const count = lineCount(text);
  return `${count} line${count === 1 ? "" : "s"}`;
}
