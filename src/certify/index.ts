/**
 * The public door `etalon/certify`: the checker alone. It loads what must be trusted and nothing else: no line of the
 * compiler, of the generators or of the tests. docs/benchmarks.md counts what that is.
 *
 * @module etalon/certify
 */

export type { Diagnostic, RenderOptions } from "../core/diagnostic.ts";
export { renderDiagnostics } from "../core/diagnostic.ts";
export type { Result } from "../core/result.ts";
export type { FilePosition, LineStarts, Position, Source } from "../core/source.ts";
export { lineStarts, locate, positionsIn } from "../core/source.ts";
export { parseProgram } from "../lang/check/check.ts";
export type { Loader, LoadFailure } from "../lang/files/closure.ts";
export type { Program } from "../lang/program/program.ts";
export { decodeSource, maximumSourceLength } from "../lang/syntax/decode.ts";
export type { ElfError } from "../machine/elf/read.ts";
export type { Bundle, BundleFile, SourceBytes, SourceFiles } from "../proof/certificate/bundle.ts";
export { bundleDigest, bundleOf } from "../proof/certificate/bundle.ts";
export type { Claims, DataLayout, FunctionCertificate } from "../proof/certificate/claims.ts";
export type { Certificate, CertifiedSource, Hashed } from "../proof/certificate/document.ts";
export { readCertificate } from "../proof/certificate/document.ts";
export type { Resources, Starved } from "../proof/certificate/resources.ts";
export { leastResources, resourcesOf } from "../proof/certificate/resources.ts";
export type { Semantics } from "../proof/certificate/semantics.ts";
export { semantics } from "../proof/certificate/semantics.ts";
export type { CertificateAnswer, CertifyOptions } from "../proof/checker/certify.ts";
export { certify } from "../proof/checker/certify.ts";
export type { ClosedBy, ObligationName } from "../proof/checker/relate/obligations.ts";
export type { Budgets, CheckOptions, Obligation, Statistics, Verdict } from "../proof/checker/verdict.ts";
export { defaultBudgets, timesBudgets } from "../proof/checker/verdict.ts";
export type { Advisory, AdvisoryKind, Checker } from "./advisories.ts";
export { advisories, advisoriesOn } from "./advisories.ts";
