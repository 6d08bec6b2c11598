/** Certificates of format 1, made of those that the present compiler issues: at each cut point all that it claims. */

import { type Certificate, writeCertificate } from "../../../src/proof/certificate/document.ts";
import { wholeClaims } from "../../../src/proof/certificate/whole.ts";

/** A cut point in a document. */
interface WrittenCut {
  readonly base?: unknown;
  readonly dropped?: unknown;
  readonly values: readonly object[];
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
    ...document,
    ...{ version: 1 },
    functions: document.functions.map((f) => ({
      ...f,
      cuts: f.cuts.map(({ base: _, dropped: __, ...cut }) => cut),
    })),
  };
}
