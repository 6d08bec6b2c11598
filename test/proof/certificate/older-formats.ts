/**
 * Certificates of formats 1 and 2, made of those that the present compiler issues: both name one file by its hash; format 1 says at
 * each cut point all that it claims.
 */

import { type Certificate, writeCertificate } from "../../../src/proof/certificate/document.ts";
import { wholeClaims } from "../../../src/proof/certificate/whole.ts";

/** A cut point in a document. */
interface WrittenCut {
  readonly base?: unknown;
  readonly dropped?: unknown;
  readonly values: readonly object[];
}

/** Does a certificate claim only what the older formats can say? */
export function isOld({ layout, functions }: Certificate): boolean {
  const own = new Set(["phase", "node", "pc", "base", "dropped", "values"]);
  const cuts = functions.flatMap((f) => f.cuts);
  return layout.base === undefined && cuts.every((cut) => Object.keys(cut).every((key) => own.has(key)));
}

/** A certificate's document in format 1. */
export function firstFormat(certificate: Certificate): {
  readonly functions: readonly { readonly cuts: readonly WrittenCut[] }[];
} {
  const functions = wholeClaims(certificate).functions.map((f) => ({
    ...f,
    cuts: f.cuts.map((cut) => ({ ...cut, base: null, dropped: [] })),
  }));
  const document = JSON.parse(writeCertificate({ ...certificate, functions })) as ReturnType<typeof firstFormat>;
  return {
    ...secondFormat(certificate),
    ...{ version: 1 },
    functions: document.functions.map((f) => ({
      ...f,
      cuts: f.cuts.map(({ base: _, dropped: __, ...cut }) => cut),
    })),
  };
}

/** A certificate's document in format 2. */
export function secondFormat(certificate: Certificate): object {
  const { semantics: _, source, ...rest } = JSON.parse(writeCertificate(certificate)) as Certificate;
  const { sha256, bytes } = source.files[0]!;
  return { ...rest, version: 2, source: { sha256, bytes } };
}
