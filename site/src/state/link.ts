/**
 * The state of the page as a link: its text, compressed, in the part of the address that no server sees. Loaded when a link is
 * made or read. A link comes from a stranger, and is read with limits.
 */

import { failure, type Result } from "etalon";
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import { fromBase64, toBase64 } from "./base64.ts";
import { readState, type Shared, stateText } from "./shared.ts";

const mark = "#1=";
const longestLink = 200_000;
const longestState = 1_000_000;

/** The part of the address behind `#`, with it. */
export function linkOf(shared: Shared): string {
  const packed = deflateSync(strToU8(stateText(shared)), { level: 9 });
  return mark + toBase64(packed).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The state in an address; or why it has none. */
export function readLink(hash: string): Result<Shared, string> {
  if (!hash.startsWith(mark)) return failure("It does not begin as a link of this page does.");
  if (hash.length > longestLink) return failure("It is longer than any link of this page.");
  let text: string;
  try {
    text = inflate(fromBase64(hash.slice(mark.length).replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return failure("It is damaged, or not all of it was copied.");
  }
  return readState(text);
}

/** Unpack piece by piece, so that a small link cannot fill the memory. */
function inflate(packed: Uint8Array): string {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const seen = { end: false };
  const unpacking = new Inflate((piece, final) => {
    length += piece.length;
    if (length > longestState) throw new Error("too long");
    pieces.push(piece);
    seen.end = final;
  });
  for (let at = 0; at < packed.length; at += 512)
    unpacking.push(packed.subarray(at, at + 512), at + 512 >= packed.length);
  if (!seen.end) throw new Error("incomplete");
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return strFromU8(whole);
}
