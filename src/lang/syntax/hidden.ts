/**
 * Hidden characters: they make a text look different from what it is (Boucher and Anderson, "Trojan Source", 2021). A
 * proof about a source helps only those who can read the source, so Ell refuses such characters everywhere, in strings
 * and comments too.
 */

import type { IToken } from "chevrotain";
import type { Reporter } from "../check/report.ts";

/**
 * Control characters, format characters, line separators and what fonts show nothing for, except tab, line feed, a carriage return before a
 * line feed, a byte order mark at the beginning, and after a pictograph what says whether it has colours.
 */
const hidden =
  /(?!^\ufeff)(?!(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f])(?:\r(?!\n)|[\p{Zl}\p{Zp}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?![\t\n\r])\p{Cc})/gu;

/** What most texts have nothing of: all but visible ASCII, tab and line feed. Looking for it is much faster than for what is hidden. */
const unusual = /[^\t\n -~]/;

/** Report every hidden character that is not inside one of the `reported` tokens. */
export function reportHidden(text: string, reported: readonly IToken[], report: Reporter): void {
  if (!unusual.test(text)) return;
  let next = 0;
  for (const { index, 0: character } of text.matchAll(hidden)) {
    while (next < reported.length && reported[next]!.startOffset + reported[next]!.image.length <= index) next++;
    if (next < reported.length && reported[next]!.startOffset <= index) continue;
    report.error(
      "hidden-character",
      { start: index, end: index + character.length },
      `${codePoint(character)} cannot be seen, or changes how the text around it looks`,
      { hint: character === "\r" ? "end lines with a line feed" : "in a string, write its bytes as escapes, `\\xHH`" },
    );
  }
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
