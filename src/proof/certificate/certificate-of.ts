/**
 * Claims as a certificate: with the hashes of what they speak of. Whoever found the claims may issue one; nothing here is trusted,
 * and a checker does not load it.
 */

import { bundleDigest, bundleOf, type SourceBytes } from "./bundle.ts";
import type { Claims } from "./claims.ts";
import { type Certificate, certificateVersion } from "./document.ts";
import { hashOf } from "./hash.ts";
import { semantics } from "./semantics.ts";

/**
 * The certificate with these claims, for the bytes of the program's files and of the image.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { certifyWithout } from "etalon/infer";
 * import { parseProgram } from "etalon/lang";
 * import { writeElf } from "etalon/machine";
 * import { certificateOf, certify } from "etalon/proof";
 * const text = "fn main(): int { return read(); }";
 * const program = parseProgram(text);
 * const compiled = program.ok ? compile(program.value) : program;
 * if (!program.ok || !compiled.ok) throw new Error("not compiled");
 * const [source, file] = [new TextEncoder().encode(text), writeElf(compiled.value.image)];
 * const { claims } = certifyWithout(program.value, compiled.value.image);
 * certify(source, file, certificateOf(claims, source, file)).verdict; // => "certified"
 * ```
 */
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
