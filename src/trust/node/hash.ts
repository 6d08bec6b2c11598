/**
 * SHA-256 by the system's library, eight times as fast as the checker's own. For what goes over the network and into stores: the
 * checker asks nobody, and hashes again what it is given.
 */

import { hash } from "node:crypto";
import type { Blob } from "../listing.ts";

/** The digest and size of bytes. */
export function blobOf(bytes: Uint8Array): Blob {
  return { sha256: hash("sha256", bytes, "hex"), bytes: bytes.length };
}
