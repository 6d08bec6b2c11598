/**
 * Checking a certificate against the bytes it speaks of.
 *
 * `certify` is the whole decision, from bytes: it parses the source, reads the ELF file, compares the hashes and runs the
 * checker. What it loads is all that must be trusted, so nothing is here that only a compiler needs (`issue.ts`).
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { parseProgram } from "../../lang/check.ts";
import { decodeSource } from "../../lang/decode.ts";
import { type ElfError, readElf } from "../../machine/read-elf.ts";
import { checkClaims } from "../check/check.ts";
import type { CheckOptions, Verdict } from "../check/verdict.ts";
import type { Certificate } from "./document.ts";
import { hashOf } from "./hash.ts";

/** The answer of {@link certify}: a verdict of the checker, or why it never came to one. */
export type CertificateAnswer =
  | Verdict
  | { readonly verdict: "invalid"; readonly part: "source"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly verdict: "invalid"; readonly part: "image"; readonly errors: readonly ElfError[] };

/**
 * Does this image conform to this source for every input, as this certificate shows?
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { writeElf } from "etalon/machine";
 * import { certify, issueCertificate } from "etalon/proof";
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
  source: Uint8Array,
  image: Uint8Array,
  certificate: Certificate,
  options: CheckOptions = {},
): CertificateAnswer {
  const text = decodeSource(source);
  if (!text.ok) return { verdict: "invalid", part: "source", diagnostics: text.error };
  const program = parseProgram(text.value);
  if (!program.ok) return { verdict: "invalid", part: "source", diagnostics: program.error };
  const file = readElf(image);
  if (!file.ok) return { verdict: "invalid", part: "image", errors: file.error };
  for (const [part, bytes] of [["source", source] as const, ["image", image] as const])
    if (certificate[part].sha256 !== hashOf(bytes).sha256)
      return {
        verdict: "refused",
        reason: `the certificate is for another ${part}: its hash differs`,
        obligation: undefined,
        statistics: nothing,
      };
  return checkClaims(program.value, file.value, certificate, options);
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
