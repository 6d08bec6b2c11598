/**
 * The state of the page as a link: JSON, compressed, in the part of the address that no server sees.
 *
 * A link comes from a stranger. It is read with limits, each field is looked at, and what it holds is only ever text.
 */

import { failure, type Result, success } from "etalon";
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";

/** What a link keeps. */
export interface Shared {
  readonly source: string;
  /** As typed (input-text.ts). */
  readonly input: string;
  readonly compiler: string | undefined;
  /** The square that was shown, from 1. */
  readonly square: number;
}

const mark = "#1=";
const longestLink = 200_000;
const longestState = 1_000_000;

/** The part of the address behind `#`, with it. */
export function linkOf(shared: Shared): string {
  const packed = deflateSync(strToU8(JSON.stringify(shared)), { level: 9 });
  let binary = "";
  for (const byte of packed) binary += String.fromCharCode(byte);
  return mark + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The state in an address; or why it has none. */
export function readLink(hash: string): Result<Shared, string> {
  if (!hash.startsWith(mark)) return failure("It does not begin as a link of this page does.");
  if (hash.length > longestLink) return failure("It is longer than any link of this page.");
  let parsed: unknown;
  try {
    const binary = atob(hash.slice(mark.length).replaceAll("-", "+").replaceAll("_", "/"));
    parsed = JSON.parse(inflate(Uint8Array.from(binary, (c) => c.charCodeAt(0))));
  } catch {
    return failure("It is damaged, or not all of it was copied.");
  }
  if (typeof parsed !== "object" || parsed === null) return failure("It holds something else than a state.");
  const { source, input, compiler, square } = parsed as Record<string, unknown>;
  if (typeof source !== "string" || typeof input !== "string") return failure("It holds no program and input.");
  if (compiler !== undefined && typeof compiler !== "string") return failure("It names no compiler that can be read.");
  if (typeof square !== "number" || !Number.isInteger(square) || square < 0) return failure("It names no square.");
  return success({ source, input, compiler, square });
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
