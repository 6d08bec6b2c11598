/**
 * Tokens: one word that names exactly one case, to be pasted behind `etalon replay`.
 *
 *     e1g…   a generated case: seed, index, size, swarm           e1p…   a program as text, its input and memory
 *
 * After the three letters come bytes in base64url: numbers as LEB128, text with the frequent words of Ell as single
 * bytes, and at the end a check of 16 bits, so that a token cut short or mistyped is told from a valid one. A change of
 * what a token means changes its number.
 */

import { failure, type Result, success } from "../../core/result.ts";
import type { CaseOptions } from "./cases.ts";

/** What a token names. */
export type ReplayTarget =
  | { readonly kind: "generated"; readonly seed: number; readonly index: number; readonly options: CaseOptions }
  | {
      readonly kind: "program";
      /** Ell source. */
      readonly text: string;
      readonly input: Uint8Array;
      readonly memory: { readonly heapBytes?: number; readonly stackBytes?: number };
    };

/** Frequent pieces of printed programs; byte 0x80 + i stands for the piece at index i. */
// biome-ignore format: a table
const pieces: readonly string[] = [
  "fn main(): int {", "return ", "write(", "let ", "read()", "while ", "for ", " in ", " = ", " + ",
  " - ", " * ", " / ", " % ", " & ", " | ", " ^ ", " << ", " >> ", " >>> ",
  " == ", " != ", " < ", " <= ", " > ", " >= ", " && ", " || ", "if ", "} else {",
  "break;", "continue;", "assert ", "exit(", "len(", "new int[](", "new byte[](", "new bool[](", "true", "false",
  ": int", ": bool", "int[]", "byte[]", "bool[]", "fn ", "const ", "(): int {", ");", "; }",
  " {", "return 0;}", "2147483647", "-2147483648", "2047", "2048", "4096", "255", "256", "..",
];

const program = 0x70;
const generated = 0x67;

/**
 * The token of a case.
 *
 * @example
 * ```ts
 * import { readToken, replayToken } from "etalon/proof";
 * const token = replayToken({ kind: "generated", seed: 7, index: 12, options: { size: 25, swarm: false } });
 * readToken(token); // => { ok: true, value: { kind: "generated", seed: 7, index: 12, options: { size: 25, swarm: false } } }
 * readToken(token.slice(0, -1)).ok; // => false
 * ```
 */
export function replayToken(target: ReplayTarget): string {
  const bytes: number[] = [];
  if (target.kind === "generated") {
    for (const number of [target.seed, target.index, target.options.size, target.options.swarm ? 1 : 0])
      pushNumber(bytes, number);
  } else {
    const { heapBytes, stackBytes } = target.memory;
    pushNumber(bytes, heapBytes === undefined ? 0 : heapBytes + 1);
    pushNumber(bytes, stackBytes === undefined ? 0 : stackBytes + 1);
    pushNumber(bytes, target.input.length);
    bytes.push(...target.input, ...packed(target.text));
  }
  const kind = target.kind === "generated" ? generated : program;
  const sum = check(kind, bytes);
  bytes.push(sum & 255, sum >>> 8);
  return `e1${String.fromCharCode(kind)}${base64url(bytes)}`;
}

/** What a token names; or why it is none. */
export function readToken(token: string): Result<ReplayTarget, string> {
  const head = /^e(\d+)([a-z])([\w-]*)$/.exec(token);
  if (head === null) return failure("a token begins with e1g or e1p, and has only letters, digits, _ and - after it");
  if (head[1] !== "1") return failure(`the token is of format ${head[1]!}, and this version reads format 1`);
  const kind = head[2]!.charCodeAt(0);
  if (kind !== program && kind !== generated) return failure(`there are no tokens of kind ${head[2]!}`);
  const bytes = fromBase64url(head[3]!);
  if (bytes === undefined || bytes.length < 3) return failure("the token is cut short");
  const sum = check(kind, bytes.slice(0, -2));
  if (bytes.at(-2) !== (sum & 255) || bytes.at(-1) !== sum >>> 8)
    return failure("the token is damaged or cut short: its check does not match");
  const reader = new Reader(bytes.slice(0, -2));
  return kind === generated ? readGenerated(reader) : readProgram(reader);
}

function readGenerated(reader: Reader): Result<ReplayTarget, string> {
  const [seed, index, size, swarm] = [reader.number(), reader.number(), reader.number(), reader.number()];
  if (reader.failed || reader.left > 0 || swarm > 1 || size < 1 || size > 10_000)
    return failure("the token names no case");
  return success({ kind: "generated", seed, index, options: { size, swarm: swarm === 1 } });
}

function readProgram(reader: Reader): Result<ReplayTarget, string> {
  const [heap, stack, length] = [reader.number(), reader.number(), reader.number()];
  if (reader.failed || length > reader.left) return failure("the token names no case");
  const input = Uint8Array.from(reader.bytes(length));
  const text = unpacked(reader.bytes(reader.left));
  if (text === undefined) return failure("the token's program is written with words that this version does not know");
  const memory = { ...(heap > 0 ? { heapBytes: heap - 1 } : {}), ...(stack > 0 ? { stackBytes: stack - 1 } : {}) };
  return success({ kind: "program", text, input, memory });
}

/** Printed text without its line breaks, which stand only where the grammar does not need them. */
function packed(text: string): number[] {
  const bytes: number[] = [];
  const dense = text.replaceAll(/\n\s*/g, "");
  for (let i = 0; i < dense.length; ) {
    let best = -1;
    for (const [piece, words] of pieces.entries())
      if (dense.startsWith(words, i) && (best < 0 || words.length > pieces[best]!.length)) best = piece;
    if (best >= 0) bytes.push(0x80 + best);
    else bytes.push(dense.charCodeAt(i) & 0x7f);
    i += best >= 0 ? pieces[best]!.length : 1;
  }
  return bytes;
}

function unpacked(bytes: readonly number[]): string | undefined {
  let text = "";
  for (const byte of bytes) {
    const piece = byte < 0x80 ? String.fromCharCode(byte) : pieces[byte - 0x80];
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

/** FNV-1a, folded to 16 bits. */
function check(kind: number, bytes: readonly number[]): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}

function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
}

/** Reads bytes from the front; after a failure, zeros. */
class Reader {
  readonly #bytes: readonly number[];
  #at = 0;
  failed = false;

  constructor(bytes: readonly number[]) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 49; scale *= 0x80) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80 && Number.isSafeInteger(value)) return value;
    }
    this.failed = true;
    return 0;
  }

  bytes(count: number): readonly number[] {
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }
}

function base64url(bytes: readonly number[]): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64url(text: string): number[] | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Array.from(bytes, (character) => character.charCodeAt(0));
}
