/**
 * The public door `etalon/second`: a second checker, which Coq proves right and extracts (docs/coq.md). It shares with the first, `etalon/certify`,
 * the parser and type checker of Ell and the reading of certificates, and none of its checks. Where both say `certified`, not
 * both may be wrong in the same place.
 *
 * @module etalon/second
 */

export type { Diagnostic } from "../core/diagnostic.ts";
export type { Bundle, SourceBytes, SourceFiles } from "../proof/certificate/bundle.ts";
export type { Certificate } from "../proof/certificate/document.ts";
export { readCertificate } from "../proof/certificate/document.ts";
export type { Resources, Starved } from "../proof/certificate/resources.ts";
export type { SecondAnswer, SecondOptions } from "./certify.ts";
export { certifySecond } from "./certify.ts";
export type { NotTaken, Problem } from "./problems.ts";
