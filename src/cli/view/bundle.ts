/**
 * What a certificate speaks of besides the image, for people and in JSON documents: the source's bundle, and the versions of the
 * semantics.
 */

import { bundleDigest, bundleOf, type SourceFiles, semantics } from "../../certify/index.ts";

/** The field `bundle` of a source. */
export function bundleDocument(source: SourceFiles): object {
  const bundle = bundleOf(source);
  return { sha256: bundleDigest(bundle), ...bundle };
}

/** The versions of the semantics, in one line. */
export const semanticsText = `Ell ${semantics.ell}, RV32IM ${semantics.rv32im}, conforms ${semantics.conforms}`;
