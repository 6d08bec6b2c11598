/**
 * A certificate is for the exact bytes of a source. Editors and version control change line ends and byte-order marks
 * without a word, so when the hash differs it is worth asking whether nothing but those is different.
 *
 * For the message only: a certificate for other bytes stays refused.
 */

import { sha256 } from "./facts.ts";

const mark = "\u00ef\u00bb\u00bf";

/** What differs between a source and the one with this hash, when it is line ends or a byte-order mark alone. */
export function differenceInForm(source: Uint8Array, wanted: string): string | undefined {
  // Latin-1 keeps bytes as they are.
  const text = Buffer.from(source).toString("latin1");
  const marked = text.startsWith(mark);
  const plain = marked ? text.slice(mark.length) : text;
  const unix = plain.replaceAll("\r\n", "\n");
  const ends = [
    { text: plain, said: [] },
    { text: unix, said: ["line ends (there LF, here CRLF)"] },
    { text: unix.replaceAll("\n", "\r\n"), said: ["line ends (there CRLF, here LF)"] },
  ];
  const marks = [
    { text: marked ? mark : "", said: [] },
    { text: marked ? "" : mark, said: [`a byte-order mark (${marked ? "only here" : "only there"})`] },
  ];
  for (const before of marks) {
    for (const end of ends) {
      if (sha256(Buffer.from(before.text + end.text, "latin1")) === wanted)
        return [...end.said, ...before.said].join(" and ") || undefined;
    }
  }
  return undefined;
}
