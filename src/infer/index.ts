/**
 * The public door `etalon/infer`: certificates for binaries that come without one. Nothing of it is trusted; the checker judges.
 * It runs in a browser, too.
 *
 * @module etalon/infer
 */

export type { Claims, DataLayout } from "../proof/certificate/claims.ts";
export type { Resources, Starved } from "../proof/certificate/resources.ts";
export type { ObligationName } from "../proof/checker/relate/obligations.ts";
export type { Budgets, Verdict } from "../proof/checker/verdict.ts";
export type { Missing } from "../proof/infer/advice.ts";
export type { CertifyWithoutOptions, FunctionAnswer, InferenceAnswer } from "../proof/infer/answer.ts";
export { certifyWithout, inferredCertificate, isMissing } from "../proof/infer/answer.ts";
export type { Apart } from "../proof/infer/blame.ts";
export type { InferOptions } from "../proof/infer/infer.ts";
