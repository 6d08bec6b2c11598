/**
 * The certificate as a document: the claims with the hashes of the source and the image they speak of, as JSON.
 *
 * What comes from outside is read with limits on every size before the checker sees it. The same is published as a schema,
 * docs/certificate.schema.json, which a test holds equal to this reader.
 */

import { failure, type Result } from "../../core/result.ts";
import type { Claim, Claims, CutPoint, FunctionCertificate, Location, SourceValue } from "./claims.ts";
import { choice, list, oneOf, orNull, type Reader, readWith, record, text, whole } from "./reader.ts";

/** The version of the format: raised whenever an older checker could misread it. */
export const certificateVersion = 2;

/** The largest certificate that is read, in characters of JSON. */
const largestCertificate = 64 * 2 ** 20;

const mostFunctions = 1_000_000;
const mostCuts = 4_000_000;
const mostValues = 65_536;

/** A certificate: claims about one image of one source. */
export interface Certificate extends Claims {
  readonly format: "etalon-certificate";
  readonly version: typeof certificateVersion;
  readonly source: Hashed;
  readonly image: Hashed;
}

/** The bytes of a file, by their hash. */
export interface Hashed {
  readonly sha256: string;
  readonly bytes: number;
}

const word = whole(0, 2 ** 32);
const natural = whole(0, 2 ** 31);

const location: Reader<Location> = choice<Location>(
  ["register", record({ register: whole(1, 31) })],
  ["slot", record({ slot: natural })],
  ["constant", record({ constant: whole(-(2 ** 31), 2 ** 31 - 1) })],
);

const sourceValue: Reader<SourceValue> = choice<SourceValue>(
  ["local", record({ local: natural })],
  ["pending", record({ pending: natural })],
  ["result", record<{ result: true }>({ result: oneOf(true) })],
);

/** What is the same in every version. */
export const parts = {
  format: oneOf("etalon-certificate"),
  /** The bytes of the source text, or of the ELF file. */
  hashed: record<Hashed>({ sha256: text(/^[0-9a-f]{64}$/), bytes: natural }),
  layout: record<Claims["layout"]>({
    scratch: word,
    globals: word,
    heapStart: word,
    heapEnd: word,
    stackLimit: word,
    stackTop: word,
  }),
  claims: list(record<Claim>({ value: sourceValue, location }), mostValues),
  place: { phase: oneOf("before", "after"), node: natural, pc: word },
  /** The functions, given what a cut point is. */
  functions: <C>(cut: Reader<C>): Reader<(Omit<FunctionCertificate, "cuts"> & { readonly cuts: readonly C[] })[]> =>
    list(
      record<Omit<FunctionCertificate, "cuts"> & { readonly cuts: readonly C[] }>({
        entry: word,
        frame: natural,
        saved: list(record<FunctionCertificate["saved"][number]>({ register: natural, location }), 32),
        cuts: list(cut, mostCuts),
      }),
      mostFunctions,
    ),
};

const cut = record<CutPoint>({
  ...parts.place,
  base: orNull(natural),
  dropped: list(sourceValue, mostValues),
  values: parts.claims,
});

const certificate = record<Certificate>({
  format: parts.format,
  version: oneOf(certificateVersion),
  source: parts.hashed,
  image: parts.hashed,
  layout: parts.layout,
  functions: parts.functions(cut),
});

/** The JSON value of a text, or why it is none. */
export function parseJson(json: string, most: number): Result<unknown, string> {
  if (json.length > most) return failure(`it is larger than ${most} bytes`);
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch (error) {
    return failure(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A certificate from the text of its JSON, or what is wrong with it, with the path to it. */
export function readCertificate(json: string): Result<Certificate, string> {
  const data = parseJson(json, largestCertificate);
  return data.ok ? certificateFrom(data.value) : data;
}

/** A certificate from a value, as a copy of its own; or what is wrong with it. */
export function certificateFrom(value: unknown): Result<Certificate, string> {
  const version: unknown =
    typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (typeof version === "number" && version < certificateVersion)
    return failure(
      `it is in format ${version}, an older one, and only format ${certificateVersion} is read: rewrite it with \`etalon upgrade\``,
    );
  return readWith(certificate, value);
}

/** The JSON text of a certificate: one line for each function, so that differences are readable. */
export function writeCertificate(certificate: Certificate): string {
  const { functions, ...head } = certificate;
  const lines = functions.map((certified) => JSON.stringify(certified));
  return `${JSON.stringify(head).slice(0, -1)},"functions":[\n${lines.join(",\n")}\n]}\n`;
}
