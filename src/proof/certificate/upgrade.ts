/**
 * Older certificates rewritten in the newest format. Not trusted: what comes out is checked like any other certificate.
 *
 * Format 1 said at each cut point all that it claims; format 2 says how it differs from an earlier one.
 */

import { failure, type Result, success } from "../../core/result.ts";
import {
  type Certificate,
  certificateVersion,
  claimList,
  functionList,
  parseJson,
  parts,
  readCertificate,
} from "./document.ts";
import { oneOf, readWith, record } from "./reader.ts";
import { asDifferences, type WholeClaims, type WholeCutPoint } from "./whole.ts";

/** The largest certificate that is rewritten, in characters of JSON: those of format 1 were large. */
const largestUpgraded = 512 * 2 ** 20;

type First = WholeClaims & Omit<Certificate, "version" | "functions"> & { readonly version: 1 };

const first = record<First>({
  format: parts.format,
  version: oneOf(1),
  source: parts.hashed,
  image: parts.hashed,
  layout: parts.layout,
  functions: functionList("inDocument", record<WholeCutPoint>({ ...parts.place, values: claimList("inDocument") })),
});

/**
 * A certificate in the newest format, from the text of one in that format or an older one; or what is wrong with it.
 *
 * @example
 * ```ts
 * import { upgradeCertificate } from "etalon/proof";
 * upgradeCertificate("{}").ok; // => false
 * ```
 */
export function upgradeCertificate(
  json: string,
): Result<{ readonly from: number; readonly certificate: Certificate }, string> {
  const data = parseJson(json, largestUpgraded);
  if (!data.ok) return data;
  const { value } = data;
  if (typeof value !== "object" || value === null || !("version" in value) || value.version !== 1) {
    const newest = readCertificate(json);
    return newest.ok ? success({ from: certificateVersion, certificate: newest.value }) : failure(newest.error);
  }
  const read = readWith(first, value);
  if (!read.ok) return read;
  const { format, source, image } = read.value;
  return success({
    from: 1,
    certificate: { format, version: certificateVersion, source, image, ...asDifferences(read.value) },
  });
}
