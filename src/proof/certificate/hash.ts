/**
 * What a certificate says of a file, so that it speaks of these bytes and no others.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The SHA-256 of bytes, in hexadecimal, and how many there are. */
export function hashOf(bytes: Uint8Array): { readonly sha256: string; readonly bytes: number } {
  return { sha256: bytesToHex(sha256(bytes)), bytes: bytes.length };
}
