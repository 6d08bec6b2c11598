/**
 * Older certificates rewritten in the newest format. Not trusted: what comes out is checked like any other certificate.
 *
 * Format 1 said at each cut point all that it claims; format 2 said how it differs from an earlier one. Both were for one file,
 * by its hash; format 3 is for a bundle, and names the semantics. Format 4 has claims that no older format had: terms, facts, and
 * the base of globals. Every program of the older formats means the same today.
 */

import { failure, type Result, success } from "../../core/result.ts";
import { type Bundle, bundleDigest } from "./bundle.ts";
import type { Claims, CutPoint, DataLayout, FunctionCertificate } from "./claims.ts";
import {
  type Certificate,
  certificateFrom,
  certificateVersion,
  claimList,
  differingCut,
  functionList,
  functionParts,
  type Hashed,
  parseJson,
  parts,
  readCertificate,
} from "./document.ts";
import { oneOf, readWith, record } from "./reader.ts";
import { semantics } from "./semantics.ts";
import { asDifferences, type WholeCutPoint } from "./whole.ts";

/** The largest certificate that is rewritten, in characters of JSON: those of format 1 were large. */
const largestUpgraded = 512 * 2 ** 20;

interface Older<Version extends number> {
  readonly format: "etalon-certificate";
  readonly version: Version;
  readonly source: Hashed;
  readonly image: Hashed;
}

const head = {
  format: parts.format,
  source: parts.hashed,
  image: parts.hashed,
  layout: record<Omit<DataLayout, "base">>(parts.layout),
};

/** A function as older formats have it, whose cut points are so. */
interface OlderFunction<C> extends Omit<FunctionCertificate, "cuts" | "facts" | "inlined"> {
  readonly cuts: readonly C[];
}

/** What formats 1 and 2 say of an image: of each function its cut points, which are so. */
interface OlderClaims<C> {
  readonly layout: Omit<DataLayout, "base">;
  readonly functions: readonly OlderFunction<C>[];
}

type FirstCut = Pick<WholeCutPoint, "phase" | "node" | "pc" | "values">;
type SecondCut = FirstCut & Pick<CutPoint, "base" | "dropped">;

const first = record<Older<1> & OlderClaims<FirstCut>>({
  ...head,
  version: oneOf(1),
  functions: functionList(
    record<OlderFunction<FirstCut>>(
      functionParts("inDocument", record<FirstCut>({ ...parts.place, values: claimList("inDocument") })),
    ),
  ),
});

const second = record<Older<2> & OlderClaims<SecondCut>>({
  ...head,
  version: oneOf(2),
  functions: functionList(
    record<OlderFunction<SecondCut>>(functionParts("inDocument", record<SecondCut>(differingCut("inDocument")))),
  ),
});

/**
 * A certificate in the newest format, from the text of one in that format or an older one; or what is wrong with it.
 *
 * The older formats do not say what the source is called: `entry` does.
 *
 * @example
 * ```ts
 * import { upgradeCertificate } from "etalon/proof";
 * upgradeCertificate("{}").ok; // => false
 * ```
 */
export function upgradeCertificate(
  json: string,
  entry = "main.ell",
): Result<{ readonly from: number; readonly certificate: Certificate }, string> {
  const data = parseJson(json, largestUpgraded);
  if (!data.ok) return data;
  const { value } = data;
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (version === 1) {
    const read = readWith(first, value);
    return read.ok ? success({ from: 1, certificate: renewed(read.value, asDifferences(read.value), entry) }) : read;
  }
  if (version === 2) {
    const read = readWith(second, value);
    return read.ok ? success({ from: 2, certificate: renewed(read.value, read.value, entry) }) : read;
  }
  if (version === 3 && typeof value === "object" && value !== null) {
    // What it says, the newest format says in the same words.
    const read = certificateFrom({ ...value, version: certificateVersion }, "inDocument");
    return read.ok ? success({ from: 3, certificate: read.value }) : read;
  }
  const newest = readCertificate(json);
  return newest.ok ? success({ from: certificateVersion, certificate: newest.value }) : failure(newest.error);
}

function renewed({ source, image }: Older<number>, { layout, functions }: Claims, entry: string): Certificate {
  const bundle: Bundle = { entry, files: [{ bytes: source.bytes, path: entry, sha256: source.sha256 }] };
  return {
    format: "etalon-certificate",
    version: certificateVersion,
    semantics,
    source: { sha256: bundleDigest(bundle), ...bundle },
    image,
    layout,
    functions,
  };
}
