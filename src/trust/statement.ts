/**
 * Statements: what somebody says of an image (in-toto Statement v1), with our predicate, *conformance*. It names all that is
 * needed to decide the same question again: source, certificate, semantics and checker, each by digest or number.
 *
 * docs/conformance.md describes the predicate for everybody, and docs/conformance.schema.json is its schema, which a test
 * holds equal to this reader. There is no time in it: nothing could check that, and without it equal facts are equal bytes.
 */

import { failure, type Result, success } from "../core/result.ts";
import { Flaw, list, oneOf, type Reader, readWith, text, whole } from "../proof/certificate/reader.ts";
import type { Resources } from "../proof/certificate/resources.ts";
import type { Semantics } from "../proof/certificate/semantics.ts";
import { type Json, readCanonical, writeCanonical } from "./canonical.ts";
import { open } from "./open-record.ts";

/** The name of in-toto's statements. */
export const statementForm = "https://in-toto.io/Statement/v1";

/** The name of our predicate. `.example` is reserved, so nobody can take it. */
export const conformanceType = "https://etalon.example/conformance/v1";

/** A file, by its SHA-256 in hexadecimal. */
export interface Digest {
  readonly sha256: string;
}

/** What stands behind a statement. */
export type StatedEvidence =
  /** The checker accepted the certificate. */
  | "certified"
  /** Runs were compared, and none differed. */
  | "tested"
  /** The signer made these bytes from this source. */
  | "built";

/** Our predicate. */
export interface Conformance {
  readonly claim: "conforms";
  readonly evidence: StatedEvidence;
  /** The bundle of the source: the name of the main file, and the digest of the bundle. */
  readonly source: { readonly entry: string; readonly digest: Digest };
  /** With `certified`. */
  readonly certificate?: { readonly digest: Digest; readonly bytes: number; readonly format: string };
  readonly semantics: Semantics;
  /** With `certified`: the checker that accepted. */
  readonly checker?: { readonly name: string; readonly version: string; readonly digest: Digest };
  /** With `certified`: the stack and heap that the image gives itself. */
  readonly resources?: Resources;
  /** With `tested`: how many runs, from which seed, on which engines. */
  readonly tests?: { readonly runs: number; readonly seed: number; readonly engines: readonly string[] };
  /** What the signer assumes, by the names of `etalon assumptions`. */
  readonly assumptions: readonly string[];
  /** Who the signer says to be; it decides nothing. */
  readonly builder?: { readonly id: string };
}

/** A statement about one image. */
export interface Statement {
  readonly subject: { readonly name: string; readonly digest: Digest };
  readonly predicate: Conformance;
}

const digest = open<Digest>({ sha256: text(/^[0-9a-f]{64}$/) });
/** No control characters, and not longer than the name of a file. */
const line = text(/^\P{Cc}{1,255}$/u);
const count = whole(0, Number.MAX_SAFE_INTEGER);
const version = whole(1, 2 ** 31 - 1);

const fields = open<Conformance>(
  {
    claim: oneOf("conforms"),
    evidence: oneOf("certified", "tested", "built"),
    source: open<Conformance["source"]>({ entry: line, digest }),
    semantics: open<Semantics>({ conforms: version, ell: version, rv32im: version }),
    assumptions: list(text(/^[a-z][a-z-]{0,63}$/), 64),
  },
  {
    certificate: open<NonNullable<Conformance["certificate"]>>({
      digest,
      bytes: count,
      format: text(/^etalon-certificate\/[1-9][0-9]{0,8}$/),
    }),
    checker: open<NonNullable<Conformance["checker"]>>({ name: line, version: line, digest }),
    resources: open<Resources>({ stackBytes: whole(0, 2 ** 32), heapBytes: whole(0, 2 ** 32) }),
    tests: open<NonNullable<Conformance["tests"]>>({
      runs: whole(1, Number.MAX_SAFE_INTEGER),
      seed: whole(0, 2 ** 32 - 1),
      engines: list(text(/^[a-z][a-z0-9-]{0,63}$/), 64),
    }),
    builder: open<NonNullable<Conformance["builder"]>>({ id: text(/^\P{Cc}{1,2048}$/u) }),
  },
);

/** What each kind of evidence has to name. */
const needs = {
  certified: ["certificate", "checker", "resources"],
  tested: ["tests"],
  built: [],
} as const satisfies Record<StatedEvidence, readonly (keyof Conformance)[]>;

const predicate: Reader<Conformance> = (value) => {
  const read = fields(value);
  if (read instanceof Flaw) return read;
  const missing = needs[read.evidence].find((field) => read[field] === undefined);
  return missing === undefined ? read : new Flaw("is missing").within(missing);
};

const form = open<{ readonly _type: string; readonly predicateType: string }>({
  _type: text(/^/),
  predicateType: text(/^/),
});

const only: Reader<Statement["subject"]> = (value) => {
  const subjects = list(open<Statement["subject"]>({ name: line, digest }), 1)(value);
  if (subjects instanceof Flaw) return subjects;
  return subjects[0] ?? new Flaw("expected one subject");
};

const statement = open<Statement>({ subject: only, predicate });

/** What a payload is: a statement of our predicate; one of another, which says nothing to us; or none. */
export type ReadStatement =
  | { readonly kind: "conformance"; readonly statement: Statement }
  | { readonly kind: "other"; readonly predicateType: string };

/** Why a payload is no statement: its text is not canonical JSON, or its fields are not as they have to be. */
export interface StatementError {
  readonly code: "not-canonical" | "schema";
  readonly message: string;
}

/** The statement in a payload. */
export function readStatement(payload: Uint8Array): Result<ReadStatement, StatementError> {
  const json = readCanonical(payload);
  if (!json.ok) return failure({ code: "not-canonical", message: json.error });
  const named = readWith(form, json.value);
  if (!named.ok) return failure({ code: "schema", message: named.error });
  const { _type, predicateType } = named.value;
  if (_type !== statementForm) return failure({ code: "schema", message: `_type: expected ${statementForm}` });
  if (predicateType !== conformanceType) return success({ kind: "other", predicateType });
  const read = readWith(statement, json.value);
  if (!read.ok) return failure({ code: "schema", message: read.error });
  return success({ kind: "conformance", statement: read.value });
}

/** The payload of a statement: its canonical text, in UTF-8. */
export function writeStatement({ subject, predicate: said }: Statement): Uint8Array {
  const value = { _type: statementForm, subject: [subject], predicateType: conformanceType, predicate: said };
  return new TextEncoder().encode(writeCanonical(value as unknown as Json));
}
