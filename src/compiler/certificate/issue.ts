/**
 * Issuing a certificate with a compilation. On the producer's side: nothing here is trusted, and a checker does not
 * load it.
 */

import type { SourceBytes } from "../../proof/certificate/bundle.ts";
import { certificateOf } from "../../proof/certificate/certificate-of.ts";
import type { Certificate } from "../../proof/certificate/document.ts";
import type { Compilation } from "../compile-with.ts";
import { claimsOf } from "./claims-of.ts";

/** The certificate that a compiler gives with its output: for the bytes of the program's files and of the image. */
export function issueCertificate(compilation: Compilation, source: SourceBytes, image: Uint8Array): Certificate {
  return certificateOf(claimsOf(compilation), source, image);
}
