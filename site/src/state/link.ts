/**
 * The state of the page as a link: JSON, compressed, in the part of the address that no server sees. In a page that is one
 * file the same JSON stands in an element of its own.
 *
 * A link comes from a stranger. It is read with limits, each field is looked at, and what it holds is only ever text.
 */

import { failure, type Result, success } from "etalon";
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import type { GivenFiles, MemorySizes } from "../worker/analysis.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { textOf } from "./input-text.ts";

/** What a link keeps. */
export interface Shared {
  readonly source: string;
  /** As typed (input-text.ts). */
  readonly input: string;
  readonly compiler: string | undefined;
  /** The square that was shown, from 1; 0 for the first one that is broken, if there is one. */
  readonly square: number;
  /** An image and its certificate that came as files. */
  readonly given?: GivenFiles | undefined;
  /** Stack and heap, where they are not the usual ones. */
  readonly memory?: MemorySizes | undefined;
  /** The names of panes that are collapsed. */
  readonly collapsed?: readonly unknown[];
}

const mark = "#1=";
const longestLink = 200_000;
const longestState = 1_000_000;

/** A state as plain JSON: bytes are in base64. */
export function stateText({ given, ...shared }: Shared): string {
  const files = given && { image: toBase64(given.image), certificate: toBase64(given.certificate) };
  return JSON.stringify({ ...shared, ...(files === undefined ? {} : { given: files }) });
}

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

/** The state in a text; or why it holds none. */
export function readState(text: string): Result<Shared, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return failure("It is damaged, or not all of it was copied.");
  }
  if (typeof parsed !== "object" || parsed === null) return failure("It holds something else than a state.");
  const { source, input, compiler, square, given, memory, collapsed } = parsed as Record<string, unknown>;
  if (typeof source !== "string") return failure("It holds no program.");
  const typed = typeof input === "string" ? input : bytesIn(input, textOf);
  if (typed === undefined) return failure("It holds no input.");
  if (compiler !== undefined && typeof compiler !== "string") return failure("It names no compiler that can be read.");
  if (typeof square !== "number" || !Number.isInteger(square) || square < 0) return failure("It names no square.");
  const files = given === undefined ? undefined : filesIn(given);
  if (files === null) return failure("The files in it cannot be read.");
  const sizes = memory === undefined ? undefined : sizesIn(memory);
  if (sizes === null) return failure("The sizes of memory in it cannot be read.");
  const folded = Array.isArray(collapsed) ? (collapsed as readonly unknown[]) : [];
  return success({ source, input: typed, compiler, square, given: files, memory: sizes, collapsed: folded });
}

function sizesIn(value: unknown): MemorySizes | null {
  const { stackBytes, heapBytes } = (value ?? {}) as Record<string, unknown>;
  const size = (bytes: unknown): boolean => bytes === undefined || (Number.isSafeInteger(bytes) && Number(bytes) >= 0);
  if (!size(stackBytes) || !size(heapBytes)) return null;
  return {
    ...(stackBytes === undefined ? {} : { stackBytes: Number(stackBytes) }),
    ...(heapBytes === undefined ? {} : { heapBytes: Number(heapBytes) }),
  };
}

/** Input that was no text, as `etalon view` writes it: `{ "base64": … }`. */
function bytesIn<T>(value: unknown, use: (bytes: Uint8Array) => T): T | undefined {
  const { base64 } = (value ?? {}) as { readonly base64?: unknown };
  if (typeof base64 !== "string") return undefined;
  try {
    return use(fromBase64(base64));
  } catch {
    return undefined;
  }
}

function filesIn(value: unknown): GivenFiles | null {
  const { image, certificate } = (value ?? {}) as { readonly image?: unknown; readonly certificate?: unknown };
  const bytes = [image, certificate].map((base64) => bytesIn({ base64 }, (found) => found));
  const [first, second] = bytes;
  return first === undefined || second === undefined ? null : { image: first, certificate: second };
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
