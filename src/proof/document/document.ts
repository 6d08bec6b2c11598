/**
 * The certificate as a document: the claims with the hashes of the source and the image they speak of, as JSON.
 *
 * What is read from outside is held against the schema, with limits on every size, before the checker sees it. The
 * schema is published as docs/certificate.schema.json, made from this one place.
 */

import * as v from "valibot";
import { failure, type Result, success } from "../../core/result.ts";
import type { Claims } from "../certificate/certificate.ts";

/** The version of the format: raised whenever an older checker could misread it. */
export const certificateVersion = 1;

/** The largest certificate that is read, in bytes of JSON. */
const largestCertificate = 512 * 2 ** 20;

const mostFunctions = 1_000_000;
const mostCuts = 4_000_000;
const mostValues = 65_536;

const word = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32));
const natural = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));
const int32 = v.pipe(v.number(), v.integer(), v.minValue(-(2 ** 31)), v.maxValue(2 ** 31 - 1));

const location = v.union([
  v.strictObject({ register: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(31)) }),
  v.strictObject({ slot: natural }),
  v.strictObject({ constant: int32 }),
]);

const sourceValue = v.union([
  v.strictObject({ local: natural }),
  v.strictObject({ pending: natural }),
  v.strictObject({ result: v.literal(true) }),
]);

const hashed = v.strictObject({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: natural,
});

/** The schema of a certificate. */
export const certificateSchema = v.strictObject({
  format: v.literal("etalon-certificate"),
  version: v.literal(certificateVersion),
  /** The UTF-8 bytes of the source text. */
  source: hashed,
  /** The ELF file. */
  image: hashed,
  layout: v.strictObject({
    scratch: word,
    globals: word,
    heapStart: word,
    heapEnd: word,
    stackLimit: word,
    stackTop: word,
  }),
  functions: v.pipe(
    v.array(
      v.strictObject({
        entry: word,
        frame: natural,
        saved: v.pipe(v.array(v.strictObject({ register: natural, location })), v.maxLength(32)),
        cuts: v.pipe(
          v.array(
            v.strictObject({
              phase: v.picklist(["before", "after"]),
              node: natural,
              pc: word,
              values: v.pipe(v.array(v.strictObject({ value: sourceValue, location })), v.maxLength(mostValues)),
            }),
          ),
          v.maxLength(mostCuts),
        ),
      }),
    ),
    v.maxLength(mostFunctions),
  ),
});

/** A certificate: claims about one image of one source. */
export interface Certificate extends Claims {
  readonly format: "etalon-certificate";
  readonly version: typeof certificateVersion;
  readonly source: { readonly sha256: string; readonly bytes: number };
  readonly image: { readonly sha256: string; readonly bytes: number };
}

/** A certificate from the text of its JSON, or what is wrong with it, with the path to it. */
export function readCertificate(text: string): Result<Certificate, string> {
  if (text.length > largestCertificate) return failure(`it is larger than ${largestCertificate} bytes`);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return failure(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = v.safeParse(certificateSchema, data, { abortEarly: true });
  if (parsed.success) return success(parsed.output);
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  return failure(`${path === null ? "" : `${path}: `}${issue.message}`);
}

/** The JSON text of a certificate: one line for each function, so that differences are readable. */
export function writeCertificate(certificate: Certificate): string {
  const { functions, ...head } = certificate;
  const lines = functions.map((certified) => JSON.stringify(certified));
  return `${JSON.stringify(head).slice(0, -1)},"functions":[\n${lines.join(",\n")}\n]}\n`;
}
