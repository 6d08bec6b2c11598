/**
 * The public door `etalon/trust`: who said what of an image, and whether it is so. Signed statements (in-toto, DSSE) are
 * judged by the files in hand and by our own checker; a signature alone establishes nothing.
 *
 * @module etalon/trust
 */

export type { Result } from "../core/result.ts";
export type { SourceBytes, SourceFiles } from "../proof/certificate/bundle.ts";
export type { Resources, Starved } from "../proof/certificate/resources.ts";
export type { Semantics } from "../proof/certificate/semantics.ts";
export type { CertificateAnswer, CertifyOptions } from "../proof/checker/certify.ts";
export type { Ask, Asked, Defect, OwnAnswer, Question } from "./ask.ts";
export { ask } from "./ask.ts";
export type { Attestation, Attested } from "./attest.ts";
export { attest } from "./attest.ts";
export { fromBase64, toBase64 } from "./base64.ts";
export type { Json } from "./canonical.ts";
export { readCanonical, writeCanonical } from "./canonical.ts";
export type {
  Answered,
  Challenge,
  Challenged,
  ChallengeOptions,
  ChallengeOutcome,
  Differing,
} from "./challenge/challenge.ts";
export { challenge } from "./challenge/challenge.ts";
export type { CodeDifference, CodePlace, DifferenceClass } from "./challenge/first-difference.ts";
export type { SignedAssumption } from "./demonstrate.ts";
export { demonstrateSigned } from "./demonstrate.ts";
export type { Envelope } from "./envelope.ts";
export { preAuthentication, readEnvelope, signersOf, statementType, writeEnvelope } from "./envelope.ts";
export type { Case, Fault, Judged, Judgement, Outcome } from "./judge.ts";
export { judge } from "./judge.ts";
export type { PrivateKey, PublicKey } from "./keys.ts";
export {
  makeKey,
  publicKeyOf,
  publicKeyText,
  readPrivateKey,
  readPublicKey,
  readPublicKeyText,
  sign,
  verify,
  writePrivateKey,
  writePublicKey,
} from "./keys.ts";
export type { Lock, Locked, ReleaseLock } from "./lock.ts";
export { digestForm, isDay, nameForm, readLock, writeLock } from "./lock.ts";
export type { Admission, Evidence, Policy } from "./policy.ts";
export { admit, keysOf, readPolicy, usualPolicy } from "./policy.ts";
export type { Followed, Following, NotNewest, OpenedRelease, Release, ReleaseGetter, ShownRelease } from "./release.ts";
export { followRelease, newestRelease, openRelease, writeRelease } from "./release.ts";
export { readHistory, signRelease, writeHistory } from "./release-history.ts";
export type { Conformance, Digest, ReadStatement, StatedEvidence, Statement, StatementError } from "./statement.ts";
export { conformanceType, readStatement, statementForm, writeStatement } from "./statement.ts";
