/**
 * What a mistyped word of a command line was perhaps meant to be: also its beginning is enough.
 */

import { nearest } from "../../index.ts";

/** The verb, option or name nearest to the word given. */
export function suggestion(word: string, candidates: readonly string[]): string | undefined {
  return nearest(word, candidates, { beginnings: true });
}
