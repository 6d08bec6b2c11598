/**
 * Issuing a certificate with a compilation. On the producer's side: nothing here is trusted, and a checker does not
 * load it.
 */

import { bundleDigest, bundleOf, type SourceBytes } from "../../proof/certificate/bundle.ts";
import { type Certificate, certificateVersion } from "../../proof/certificate/document.ts";
import { hashOf } from "../../proof/certificate/hash.ts";
import { semantics } from "../../proof/certificate/semantics.ts";
import type { Compilation } from "../compile-with.ts";
import { claimsOf } from "./claims-of.ts";

/** The certificate that a compiler gives with its output: for the bytes of the program's files and of the image. */
export function issueCertificate(compilation: Compilation, source: SourceBytes, image: Uint8Array): Certificate {
  const bundle = bundleOf(source);
  return {
    format: "etalon-certificate",
    version: certificateVersion,
    semantics,
    source: { sha256: bundleDigest(bundle), ...bundle },
    image: hashOf(image),
    ...claimsOf(compilation),
  };
}
