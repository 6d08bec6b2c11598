/**
 * The certificate as a document: the claims with the hashes of the source and the image they speak of, as JSON.
 *
 * What comes from outside is read with limits on every size before the checker sees it. The same is published as a schema,
 * docs/certificate.schema.json, which a test holds equal to this reader.
 */

import { failure, type Result } from "../../core/result.ts";
import type { Bundle, BundleFile } from "./bundle.ts";
import type {
  Claim,
  Claims,
  Computed,
  CutPoint,
  DataLayout,
  Fact,
  FunctionCertificate,
  HeldTerm,
  InlinedCall,
  Location,
  Place,
  SavedRegister,
  SourceValue,
} from "./claims.ts";
import { Flaw, list, oneOf, orNull, type Reader, readWith, record, tagged, text, whole } from "./reader.ts";
import { type Semantics, semantics } from "./semantics.ts";
import { type Leaf, terms } from "./source-term.ts";

/** The version of the format: raised whenever an older checker could misread it. */
export const certificateVersion = 4;

/** The largest certificate that is read, in characters of JSON. */
const largestCertificate = 64 * 2 ** 20;

const mostFunctions = 1_000_000;
const mostCuts = 4_000_000;
const mostValues = 65_536;
const mostFiles = 1024;

/** A certificate: claims about one image of one source. */
export interface Certificate extends Claims {
  readonly format: "etalon-certificate";
  readonly version: typeof certificateVersion;
  readonly semantics: Semantics;
  readonly source: CertifiedSource;
  readonly image: Hashed;
}

/** The source that a certificate is for: its bundle, and the digest of the bundle. */
export interface CertifiedSource extends Bundle {
  readonly sha256: string;
}

/** The bytes of a file, by their hash. */
export interface Hashed {
  readonly sha256: string;
  readonly bytes: number;
}

const word = whole(0, 2 ** 32);
const natural = whole(0, 2 ** 31);

const int32 = whole(-(2 ** 31), 2 ** 31 - 1);

const location = tagged<Location>({
  register: ["register", whole(1, 31)],
  slot: ["offset", natural],
  constant: ["value", int32],
});

const placeForms = { register: ["register", whole(1, 31)], slot: ["offset", natural] } as const;

const place = tagged<Place>(placeForms);

const valueForms = { local: ["slot", natural], pending: ["index", natural], result: true } as const;

const sourceValue = tagged<SourceValue>(valueForms);

const term = terms(
  tagged<Leaf>({
    ...valueForms,
    ...placeForms,
    constant: ["value", int32],
    global: ["index", natural],
    entry_sp: true,
  }),
);

const digest = text(/^[0-9a-f]{64}$/);
const path = text(/^\P{Cc}{1,255}$/u);

/** What is the same in every version that has it. */
export const parts = {
  /** A term of a claim; from format 4 on. */
  term,
  format: oneOf("etalon-certificate"),
  /** The bytes of an ELF file; in older versions, also those of the source text. */
  hashed: record<Hashed>({ sha256: digest, bytes: natural }),
  layout: {
    scratch: word,
    globals: word,
    heapStart: word,
    heapEnd: word,
    stackLimit: word,
    stackTop: word,
  },
  place: { phase: oneOf("before", "after"), node: natural, pc: word },
};

const certifiedSource = record<CertifiedSource>({
  sha256: digest,
  entry: path,
  files: list(record<BundleFile>({ bytes: natural, path, sha256: digest }), mostFiles),
});

/** A number that this checker knows the meaning of. */
function known(version: number): Reader<number> {
  return (value) =>
    value === version ? version : new Flaw(`is not ${version}, the only version that this checker knows`);
}

const semanticsKnown = record<Semantics>({
  conforms: known(semantics.conforms),
  ell: known(semantics.ell),
  rv32im: known(semantics.rv32im),
});

/** Where claims are read from: a document, which has no tags, or memory. */
type Source = "inDocument" | "inMemory";

/** A list of claims. */
export function claimList(from: Source): Reader<Claim[]> {
  return list(record<Claim>({ value: sourceValue[from], location: location[from] }), mostValues);
}

function savedRegisters(from: Source): Reader<SavedRegister[]> {
  return list(record<SavedRegister>({ register: natural, location: location[from] }), 32);
}

/** What is read of a function in every version, given what a cut point is. */
export function functionParts<C>(from: Source, cut: Reader<C>) {
  return { entry: word, frame: natural, saved: savedRegisters(from), cuts: list(cut, mostCuts) };
}

/** A list of functions. */
export function functionList<F>(reader: Reader<F>): Reader<F[]> {
  return list(reader, mostFunctions);
}

/** What a cut point of every version has that says how it differs from an earlier one. */
export function differingCut(from: Source) {
  return {
    ...parts.place,
    base: orNull(natural),
    dropped: list(sourceValue[from], mostValues),
    values: claimList(from),
  };
}

function factList(from: Source): Reader<Fact[]> {
  return list(record<Fact>({ condition: term[from], holds: oneOf(true, false) }), mostValues);
}

/** A cut point as a difference from an earlier one. */
function cutPoint(from: Source): Reader<CutPoint> {
  const facts = factList(from);
  return record<CutPoint>(differingCut(from), {
    computed: list(record<Computed>({ value: sourceValue[from], term: term[from] }), mostValues),
    released: list(place[from], mostValues),
    held: list(record<HeldTerm>({ location: place[from], term: term[from] }), mostValues),
    retracted: facts,
    facts,
    inlined: natural,
    sp: natural,
    saved: savedRegisters(from),
  });
}

function certificate(from: Source): Reader<Certificate> {
  const cut = cutPoint(from);
  return record<Certificate>({
    format: parts.format,
    version: oneOf(certificateVersion),
    semantics: semanticsKnown,
    source: certifiedSource,
    image: parts.hashed,
    layout: record<DataLayout>(parts.layout, { base: word }),
    functions: functionList(
      record<FunctionCertificate>(functionParts(from, cut), {
        facts: factList(from),
        inlined: list(record<InlinedCall>({ call: natural, within: orNull(natural) }), mostCuts),
      }),
    ),
  });
}

const readers = { inDocument: certificate("inDocument"), inMemory: certificate("inMemory") };

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
  return data.ok ? certificateFrom(data.value, "inDocument") : data;
}

/** The certificate that a value in memory is, as a copy of its own; or what is wrong with it. */
export function ownCertificate(value: unknown): Result<Certificate, string> {
  return certificateFrom(value, "inMemory");
}

/** The certificate that a value is, in a document or in memory; or what is wrong with it. */
export function certificateFrom(value: unknown, from: Source): Result<Certificate, string> {
  const version: unknown =
    typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (typeof version === "number" && version < certificateVersion)
    return failure(
      `it is in format ${version}, an older one, and only format ${certificateVersion} is read: rewrite it with \`etalon upgrade\``,
    );
  if (typeof version === "number" && version > certificateVersion)
    return failure(
      `it is in format ${version}, a newer one, and this checker reads format ${certificateVersion} alone`,
    );
  return readWith(readers[from], value);
}

/** The JSON text of a certificate: one line for each function, so that differences are readable. */
export function writeCertificate(certificate: Certificate): string {
  const { functions, ...head } = certificate;
  const lines = functions.map((certified) => JSON.stringify(withoutTags(certified)));
  return `${JSON.stringify(head).slice(0, -1)},"functions":[\n${lines.join(",\n")}\n]}\n`;
}

function withoutTags({ entry, frame, saved, cuts, facts: known, inlined }: FunctionCertificate): object {
  return {
    entry,
    frame,
    saved: saved.map(writeSaved),
    facts: known?.map(writeFact),
    inlined: inlined?.map(({ call, within }) => ({ call, within })),
    cuts: cuts.map(({ phase, node, pc, base, dropped, values, computed, released, held, retracted, facts, ...at }) => ({
      phase,
      node,
      pc,
      base,
      dropped: dropped.map(sourceValue.write),
      values: values.map((claim) => ({
        value: sourceValue.write(claim.value),
        location: location.write(claim.location),
      })),
      computed: computed?.map((one) => ({ value: sourceValue.write(one.value), term: term.write(one.term) })),
      released: released?.map(place.write),
      held: held?.map((one) => ({ location: place.write(one.location), term: term.write(one.term) })),
      retracted: retracted?.map(writeFact),
      facts: facts?.map(writeFact),
      inlined: at.inlined,
      sp: at.sp,
      saved: at.saved?.map(writeSaved),
    })),
  };
}

function writeFact({ condition, holds }: Fact): object {
  return { condition: term.write(condition), holds };
}

function writeSaved(saved: SavedRegister): object {
  return { register: saved.register, location: location.write(saved.location) };
}
