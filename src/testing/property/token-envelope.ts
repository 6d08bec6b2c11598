/**
 * The outside of a replay token: the number of the format, a letter for what is in it, and bytes in base64url, of which the
 * last two are a check of 16 bits, so that a token that is cut short or mistyped is refused.
 */

import { failure, type Result, success } from "../../core/result.ts";

/** The number of the format; a change of what a token means changes it. */
const format = 1;

/** A token of a kind (one small letter) that holds these bytes. */
export function sealToken(kind: string, content: readonly number[]): string {
  const sum = check(kind.charCodeAt(0), content);
  return `e${format}${kind}${base64url([...content, sum & 255, sum >>> 8])}`;
}

/** The kind of a token, and a reader of what it holds; or why it is none. */
export function openToken(
  token: string,
  kinds: readonly string[],
): Result<{ readonly kind: string; readonly content: TokenReader }, string> {
  const head = /^e(\d+)([a-z])([\w-]*)$/.exec(token);
  const names = kinds.map((kind) => `e${format}${kind}`).join(" or ");
  if (head === null) return failure(`a token begins with ${names}, and has only letters, digits, _ and - after it`);
  if (head[1] !== String(format))
    return failure(`the token is of format ${head[1]!}, and this version reads format ${format}`);
  const kind = head[2]!;
  const bytes = fromBase64url(head[3]!);
  if (bytes === undefined || bytes.length < 3) return failure("the token is cut short");
  const content = bytes.slice(0, -2);
  const sum = check(kind.charCodeAt(0), content);
  if (bytes.at(-2) !== (sum & 255) || bytes.at(-1) !== sum >>> 8)
    return failure("the token is damaged or cut short: its check does not match");
  return success({ kind, content: new TokenReader(content) });
}

/** FNV-1a, folded to 16 bits. */
function check(kind: number, bytes: readonly number[]): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}

/** Add a number from 0, as LEB128. */
export function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
}

/** Reads bytes from the front; after a failure, zeros. */
export class TokenReader {
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
