/** Hashes for what is on record: enough to see a change, short enough for a line. */

import { createHash } from "node:crypto";

/** The first twelve hexadecimal digits of SHA-256 over all parts, one after the other. */
export function hash(parts: Iterable<Uint8Array | string>): string {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest("hex").slice(0, 12);
}
