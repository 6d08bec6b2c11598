/**
 * The certified part of `etalon check`: from the files to the checker's answer, and from a refusal to a search for an
 * input on which the binary really fails.
 */

import { issueCertificate } from "../../../compiler/index.ts";
import type { Image } from "../../../machine/index.ts";
import {
  type Budgets,
  type Certificate,
  type Certification,
  type CheckOptions,
  certify,
  holdAgainst,
  type SourceFiles,
  type TestReport,
  writeCertificate,
} from "../../../proof/index.ts";
import type { Built } from "../../host/built.ts";
import { certificateIn } from "../../host/certificate-file.ts";
import { refusalReason, sourceFor } from "../../host/certified-source.ts";
import { certificateBeside, exists, readBytes } from "../../host/files.ts";
import { type LoadedProgram, sourceOf } from "../../host/load.ts";

/** What is to be certified. */
export interface Certifiable {
  readonly loaded: LoadedProgram;
  readonly imageBytes: Uint8Array;
  /** The file given as the image; none when it was compiled for the check. */
  readonly imagePath: string | undefined;
  /** The file given as the certificate. */
  readonly certificatePath: string | undefined;
  /** Our own compilation, when it made the image. */
  readonly built: Built | undefined;
  readonly budgets: Budgets;
}

/** A certificate, and the bytes of the file that it is in, or would be. */
export interface CertificateInHand {
  readonly certificate: Certificate;
  /** The program's files under the names that it has for them. */
  readonly source: SourceFiles;
  readonly bytes: () => Uint8Array;
}

/** The certificate for an image: the one given, the one beside it, or the one our compiler issues with its output. */
export function certificateFor(given: Certifiable): CertificateInHand | undefined {
  const { loaded, imageBytes, imagePath, certificatePath, built } = given;
  if (certificatePath !== undefined) return certificateAt(certificatePath, loaded);
  if (built !== undefined) {
    const source = sourceOf(loaded);
    const certificate = issueCertificate(built.compilation, source, imageBytes);
    return { certificate, source, bytes: () => new TextEncoder().encode(writeCertificate(certificate)) };
  }
  const beside = certificateBeside(imagePath ?? "");
  return imagePath !== undefined && exists(beside) ? certificateAt(beside, loaded) : undefined;
}

function certificateAt(path: string, { nameInImage, bytesOf }: LoadedProgram): CertificateInHand {
  const bytes = readBytes(path);
  const certificate = certificateIn(path, bytes);
  return { certificate, source: sourceFor(nameInImage, bytesOf, certificate.source), bytes: () => bytes };
}

/** The checker's answer on these files. */
export function certificationOf(
  { imageBytes, imagePath, budgets }: Certifiable,
  inHand: CertificateInHand | undefined,
  listed: Pick<CheckOptions, "list" | "terms">,
): Certification {
  if (inHand === undefined) {
    const reason = `there is no certificate for this image (\`--certificate\`, or ${certificateBeside(imagePath ?? "A.elf")} beside it), so nothing is established for all inputs`;
    return { verdict: "none", reason };
  }
  const { certificate, source } = inHand;
  const answer = certify(source, imageBytes, certificate, { ...listed, budgets });
  switch (answer.verdict) {
    case "certified":
      return {
        verdict: "certified",
        statistics: answer.statistics,
        layout: certificate.layout,
        obligations: answer.obligations,
      };
    case "refused":
      return {
        verdict: "refused",
        reason: refusalReason(answer.reason, source, certificate.source),
        obligation: answer.obligation,
        statistics: answer.statistics,
      };
    case "undecided":
      return { verdict: "undecided", reason: answer.reason, overBudget: answer.overBudget };
    case "starved":
      return { verdict: "starved", reason: answer.reason };
    case "invalid":
      throw new Error(`the ${answer.part} was read before and is invalid now`);
  }
}

/** Inputs tried after a refusal. */
export const soughtRuns = 2_000;

/** After a refusal: more inputs, on the machine alone, in search of one that fails. */
export function seekFailure(loaded: LoadedProgram, image: Image, seed: number, clock: number): TestReport {
  return holdAgainst({ program: loaded.program, image }, { seed: (seed + 1) >>> 0, runs: soughtRuns, clock });
}
