/**
 * Text that anybody may have written (a file's name, what a file says of itself, the words of a bad certificate), made fit
 * for a terminal: no control character of it gets there, so it can neither move the cursor nor write a verdict of its own.
 */

/** The text with everything replaced that is neither letter, mark, number, punctuation, symbol nor space. */
export function printable(text: string): string {
  return [...text].map((c) => (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(c) ? c : "\ufffd")).join("");
}
