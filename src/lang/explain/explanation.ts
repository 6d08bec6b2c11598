/**
 * What there is to say of a diagnostic's code: the mistake, why it is one, and a program that has it beside one that has
 * not. The tests run both.
 */

/** The explanation of one code. */
export interface Explanation {
  /** The mistake, as a noun phrase; docs/ell.md has the same. */
  readonly what: string;
  /** The rules of docs/ell.md that say so. */
  readonly rules?: readonly string[];
  /** Why it is one, and what to do instead. */
  readonly why: string;
  /** A program with this mistake and no other; or, where a text cannot show it, its bytes. */
  readonly wrong: string | UnshownExample;
  /** The program that was meant; neither a mistake nor a warning is found in it. */
  readonly right: string;
  /** What both programs may import: texts by path, without mistakes of their own. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** An example too large, or not fit, to be shown as text. */
export interface UnshownExample {
  readonly description: string;
  /** Makes the example. */
  readonly bytes: () => Uint8Array;
}

/** The text of a program whose `main` does `lines` and then ends with 0. */
export function mainOf(...lines: readonly string[]): string {
  return `fn main(): int {\n${lines.map((line) => `  ${line}\n`).join("")}  return 0;\n}\n`;
}

/** The bytes of a text that is too large, or not fit, to be shown. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
