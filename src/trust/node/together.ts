/**
 * Several small blobs in one answer, one after the other: over a long way, each request takes its time. Nothing separates them, for who asks knows
 * how many bytes each has; and each is told by its digest.
 */

import type { Blob } from "../listing.ts";
import { at, type Downloaded, download, type Patience } from "./download.ts";
import { blobOf } from "./hash.ts";

/** The most blobs that come at once, and the most bytes of each: a server has these in memory. */
export const mostTogether = 7;
export const largestTogether = 64 * 1024;

/** Which of these may come together: the small ones, each once. */
export function smallOf(blobs: readonly Blob[]): readonly Blob[] {
  const small = blobs.filter(({ bytes }) => bytes <= largestTogether);
  return [...new Map(small.map((one) => [one.sha256, one])).values()];
}

/** Those blobs that have their digest. */
export function foundIn(bytes: Uint8Array, blobs: readonly Blob[]): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  let from = 0;
  for (const { sha256, bytes: size } of blobs) {
    const part = bytes.slice(from, from + size);
    from += size;
    if (blobOf(part).sha256 === sha256) found.set(sha256, part);
  }
  return found;
}

/** Several blobs of a server: those that have their digest. */
export async function downloadTogether(
  base: URL,
  blobs: readonly Blob[],
  patience: Patience,
): Promise<
  { readonly ok: true; readonly found: ReadonlyMap<string, Uint8Array> } | Extract<Downloaded, { ok: false }>
> {
  const most = blobs.reduce((sum, { bytes }) => sum + bytes, 0);
  const path = `blobs/${blobs.map(({ sha256 }) => sha256).join()}`;
  const got = await download(at(base, path), { most, exact: true }, patience);
  return got.ok ? { ok: true, found: foundIn(got.bytes, blobs) } : got;
}
