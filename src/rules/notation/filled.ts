/**
 * A rule's text with values of a run in the places of its letters: parts, each with the letter that it stands for.
 */

/** A part of a text; `letter` is what stands there in the rule, where the part is a value. */
export interface TextPart {
  readonly text: string;
  readonly letter: string | undefined;
}

/** A text in which letters were replaced. */
export type FilledText = readonly TextPart[];

/**
 * The whole text.
 *
 * @example
 * ```ts
 * import { plainText } from "etalon/rules";
 * plainText([{ text: "3", letter: "i" }, { text: " <ᵤ 5", letter: undefined }]); // => "3 <ᵤ 5"
 * ```
 */
export function plainText(filled: FilledText): string {
  return filled.map(({ text }) => text).join("");
}
