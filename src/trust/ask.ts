/**
 * Asking our own checker about bytes as they came. The certificate is read first; one that is none is an answer, too.
 *
 * `Ask` is the same question for somebody else to answer, such as a process of its own: the bytes stay with whoever asks.
 */

import type { SourceBytes } from "../proof/certificate/bundle.ts";
import { readCertificate } from "../proof/certificate/document.ts";
import { type Resources, resourcesOf } from "../proof/certificate/resources.ts";
import { type CertificateAnswer, type CertifyOptions, certifyOwn } from "../proof/checker/certify.ts";
import { formatOf } from "./attest.ts";

/** The files in hand. */
export interface Question {
  readonly source: SourceBytes;
  readonly image: Uint8Array;
  /** The bytes of the certificate's file, where there is one. */
  readonly certificate: Uint8Array | undefined;
}

/** What our own checker says of the files in hand; `none` without a certificate. */
export type OwnAnswer = CertificateAnswer | { readonly verdict: "none" } | Defect;

/** Our checker threw something, by a mistake of ours: nobody knows whether the image is right. */
export interface Defect {
  readonly verdict: "defect";
  /** What was thrown. */
  readonly reason: string;
}

/** An answer, and what the certificate says of itself where it can be read. */
export interface Asked {
  readonly answer: OwnAnswer;
  readonly says: { readonly resources: Resources; readonly format: string } | undefined;
}

/** Who answers. */
export type Ask = (question: Question, options: CertifyOptions) => Asked | Promise<Asked>;

/**
 * Ask the checker here and now.
 *
 * @example
 * ```ts
 * import { ask } from "etalon/trust";
 * const nothing = new Uint8Array();
 * ask({ source: nothing, image: nothing, certificate: undefined }, {}).answer; // => { verdict: "none" }
 * ```
 */
export function ask({ source, image, certificate }: Question, options: CertifyOptions): Asked {
  if (certificate === undefined) return { answer: { verdict: "none" }, says: undefined };
  const read = readCertificate(new TextDecoder().decode(certificate));
  if (!read.ok) return { answer: { verdict: "invalid", part: "certificate", error: read.error }, says: undefined };
  const says = { resources: resourcesOf(read.value), format: formatOf(read.value) };
  return { answer: certifyOwn(source, image, read.value, options), says };
}

/** The same; what the checker throws is an answer to this question, and stops no other one. */
export function answerTo(question: Question, options: CertifyOptions): Asked {
  try {
    return ask(question, options);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { answer: { verdict: "defect", reason }, says: undefined };
  }
}
