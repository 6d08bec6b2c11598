/**
 * What the search looks at, said once for the side that makes the index and the side that reads it.
 */

import type { Options } from "minisearch";

/** A passage, as it is found: from one heading of a page to the next. */
export interface Found {
  /** Its address, from the root of the site. */
  readonly id: string;
  readonly title: string;
  readonly page: string;
  /** How its text begins. */
  readonly begin: string;
}

const wholeWords = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

/** The words of a text, and the parts of those that are names: `index_trap` is found by `trap`, `holdAgainst` by `against`. */
function words(text: string): string[] {
  return wholeWords(text).flatMap((word) => {
    const parts = word.split(/_+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u).filter((part) => part !== "");
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

/** Of the text only the words are kept. */
export const finderOptions: Options<Found & { readonly text: string }> = {
  fields: ["title", "page", "text"],
  storeFields: ["title", "page", "begin"],
  tokenize: words,
  searchOptions: {
    tokenize: wholeWords,
    boost: { title: 5, page: 2 },
    prefix: true,
    // A short word is too near to many others.
    fuzzy: (term) => (term.length > 5 ? 0.15 : false),
    combineWith: "AND",
  },
};
