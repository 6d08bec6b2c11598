/**
 * Claims as a certificate: with the hashes of what they speak of. Whoever found the claims may issue one; nothing here is trusted,
 * and a checker does not load it.
 */

import { bundleDigest, bundleOf, type SourceBytes } from "./bundle.ts";
import type { Claims } from "./claims.ts";
import { type Certificate, certificateVersion } from "./document.ts";
import { hashOf } from "./hash.ts";
import { semantics } from "./semantics.ts";

/** The certificate with these claims, for the bytes of the program's files and of the image. */
export function certificateOf(claims: Claims, source: SourceBytes, image: Uint8Array): Certificate {
  const bundle = bundleOf(source);
  return {
    format: "etalon-certificate",
    version: certificateVersion,
    semantics,
    source: { sha256: bundleDigest(bundle), ...bundle },
    image: hashOf(image),
    ...claims,
  };
}
