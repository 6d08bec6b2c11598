/**
 * What a shell can complete at a position of the command line: found from the word that the help uses for it.
 */

import type { OptionSpec } from "../arguments.ts";
import { commonOptions } from "../arguments.ts";
import type { Verb } from "../verb.ts";

/** The shells that there are scripts for. */
export const shells = ["bash", "zsh", "fish"] as const;

/** What a value or an operand can be. */
export type Takes =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "file" }
  | { readonly kind: "folder" }
  /** Numbers, names, tokens: a shell cannot complete these. */
  | { readonly kind: "text" };

/** What a placeholder of the help, such as `A.elf` or `STEPS`, stands for. */
export function takesOf(placeholder: string, verbs: readonly Verb[]): Takes {
  if (placeholder === "[VERB]") return { kind: "words", words: verbs.map(({ name }) => name) };
  if (placeholder === "SHELL") return { kind: "words", words: shells };
  if (placeholder.includes("|")) return { kind: "words", words: placeholder.split("|") };
  if (/FOLDER|DIR|HOST/.test(placeholder)) return { kind: "folder" };
  return /FILE|PATH|\.[a-z]+/.test(placeholder) ? { kind: "file" } : { kind: "text" };
}

/** The options of a verb with those that all have. */
export function optionsOf(verb: Verb): readonly OptionSpec[] {
  return [...verb.options, ...commonOptions];
}

/** A text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
