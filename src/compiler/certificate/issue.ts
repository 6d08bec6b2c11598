/**
 * Issuing a certificate with a compilation. On the producer's side: nothing here is trusted, and a checker does not
 * load it.
 */

import { type Certificate, certificateVersion } from "../../proof/certificate/document.ts";
import { hashOf } from "../../proof/certificate/hash.ts";
import type { Compilation } from "../pipeline.ts";
import { claimsOf } from "./claims-of.ts";

/** The certificate that a compiler gives with its output: `source` and `image` are the bytes of the two files. */
export function issueCertificate(compilation: Compilation, source: Uint8Array, image: Uint8Array): Certificate {
  return {
    format: "etalon-certificate",
    version: certificateVersion,
    source: hashOf(source),
    image: hashOf(image),
    ...claimsOf(compilation),
  };
}
