/**
 * Checking a certificate against the bytes it speaks of.
 *
 * `certify` is the whole decision, from bytes: it parses the source, reads the ELF file, compares the hashes and runs the
 * checker. What it loads is all that must be trusted, so nothing is here that only a compiler needs (`issue.ts`).
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { knownArrayBytes } from "../../lang/program/known-arrays.ts";
import { type ElfError, readElf } from "../../machine/elf/read.ts";
import type { SourceBytes } from "../certificate/bundle.ts";
import { type Certificate, ownCertificate } from "../certificate/document.ts";
import { leastResources, type Resources, type Starved, starvedVerdict } from "../certificate/resources.ts";
import { checkClaims } from "./check.ts";
import { forOthers, readSource } from "./source.ts";
import type { CheckOptions, Verdict } from "./verdict.ts";

/** How to certify. */
export interface CertifyOptions extends CheckOptions {
  /** The least stack and heap; {@link leastResources} unless given. */
  readonly least?: Resources;
}

/** The answer of {@link certify}: a verdict of the checker, or why it never came to one. */
export type CertificateAnswer =
  | Verdict
  | Starved
  | { readonly verdict: "invalid"; readonly part: "source"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly verdict: "invalid"; readonly part: "image"; readonly errors: readonly ElfError[] }
  | { readonly verdict: "invalid"; readonly part: "certificate"; readonly error: string };

/**
 * Does this image conform to this source for every input, as this certificate shows?
 *
 * `source` is the bytes of the program's only file, which is called `main.ell`; or its files, each with its path, and which of
 * them is the main file. They are exactly the files of the program.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { writeElf } from "etalon/machine";
 * import { issueCertificate } from "etalon/compiler";
 * import { certify } from "etalon/proof";
 * const text = "fn main(): int { let n = 0; while n < 10 { n = n + 1; write('0' + n % 10); } return n; }";
 * const source = new TextEncoder().encode(text);
 * const program = parseProgram(text);
 * const compiled = program.ok ? compile(program.value) : program;
 * if (!compiled.ok) throw new Error("not compiled");
 * const image = writeElf(compiled.value.image);
 * const certificate = issueCertificate(compiled.value, source, image);
 * certify(source, image, certificate).verdict; // => "certified"
 * ```
 */
export function certify(
  source: SourceBytes,
  image: Uint8Array,
  certificate: Certificate,
  options: CertifyOptions = {},
): CertificateAnswer {
  // A copy: what the caller has may be no plain data, or change.
  const own = ownCertificate(certificate);
  if (!own.ok) return { verdict: "invalid", part: "certificate", error: own.error };
  return certifyOwn(source, image, own.value, options);
}

/** The same for a certificate that was read from a document just now, so that nobody else can change it. */
export function certifyOwn(
  source: SourceBytes,
  image: Uint8Array,
  certificate: Certificate,
  options: CertifyOptions = {},
): CertificateAnswer {
  const read = readSource(source);
  if (!read.ok)
    return typeof read.error === "string"
      ? refusedFor(`these are not the files of one program: ${read.error}`)
      : { verdict: "invalid", part: "source", diagnostics: read.error };
  const { program, bundle } = read.value;
  // A copy, as of the files: what is hashed is what is checked, whoever writes there meanwhile.
  const bytes = new Uint8Array(image);
  const file = readElf(bytes);
  if (!file.ok) return { verdict: "invalid", part: "image", errors: file.error };
  const other = forOthers(certificate, bundle, bytes);
  if (other !== undefined) return refusedFor(other);
  const starved = starvedVerdict(certificate, options.least ?? leastResources, knownArrayBytes(program));
  if (starved !== undefined) return starved;
  return checkClaims(program, file.value, certificate, options);
}

function refusedFor(reason: string): CertificateAnswer {
  return { verdict: "refused", reason, obligation: undefined, statistics: nothing };
}

const nothing = {
  functions: 0,
  cuts: 0,
  paths: 0,
  obligations: 0,
  bySyntax: 0,
  sourceSteps: 0,
  machineSteps: 0,
} as const;
