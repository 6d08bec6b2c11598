/**
 * Attesting: the statement that an image is certified, made by asking the checker, now. Nobody can make it of a verdict that
 * was only told.
 */

import { bundleDigest, bundleOf, type SourceBytes } from "../proof/certificate/bundle.ts";
import { type Certificate, readCertificate } from "../proof/certificate/document.ts";
import { hashOf } from "../proof/certificate/hash.ts";
import { resourcesOf } from "../proof/certificate/resources.ts";
import { type CertificateAnswer, type CertifyOptions, certify } from "../proof/checker/certify.ts";
import type { Conformance, Statement } from "./statement.ts";

/** The files of which something is to be said, and what the signer says besides. */
export interface Attested {
  /** What the image is called; it decides nothing. */
  readonly name: string;
  readonly source: SourceBytes;
  readonly image: Uint8Array;
  /** The bytes of the certificate's file. */
  readonly certificate: Uint8Array;
  readonly checker: { readonly version: string; readonly digest: string };
  /** What the signer assumes, by the names of `assumptions()`. */
  readonly assumptions: readonly string[];
  readonly builder?: string;
}

/** A statement, when the checker accepts; its answer otherwise. */
export type Attestation =
  | { readonly verdict: "certified"; readonly statement: Statement }
  | Exclude<CertificateAnswer, { readonly verdict: "certified" }>;

/**
 * What may be said of these files: that they are certified, or nothing.
 *
 * @example
 * ```ts
 * import { attest } from "etalon/trust";
 * const nothing = new Uint8Array();
 * const checker = { version: "0", digest: "0".repeat(64) };
 * attest({ name: "a", source: nothing, image: nothing, certificate: nothing, checker, assumptions: [] }).verdict; // => "invalid"
 * ```
 */
export function attest(given: Attested, options: CertifyOptions = {}): Attestation {
  const read = readCertificate(new TextDecoder().decode(given.certificate));
  if (!read.ok) return { verdict: "invalid", part: "certificate", error: read.error };
  const answer = certify(given.source, given.image, read.value, options);
  if (answer.verdict !== "certified") return answer;
  const { name, checker, assumptions, builder } = given;
  const bundle = bundleOf(given.source);
  const { sha256, bytes } = hashOf(given.certificate);
  const predicate: Conformance = {
    claim: "conforms",
    evidence: "certified",
    source: { entry: bundle.entry, digest: { sha256: bundleDigest(bundle) } },
    certificate: { digest: { sha256 }, bytes, format: formatOf(read.value) },
    semantics: read.value.semantics,
    checker: { name: "etalon", version: checker.version, digest: { sha256: checker.digest } },
    resources: resourcesOf(read.value),
    assumptions,
    ...(builder === undefined ? {} : { builder: { id: builder } }),
  };
  const subject = { name, digest: { sha256: hashOf(given.image).sha256 } };
  return { verdict: "certified", statement: { subject, predicate } };
}

/** A certificate's format, as a statement names it. */
export function formatOf({ format, version }: Pick<Certificate, "format" | "version">): string {
  return `${format}/${version}`;
}
