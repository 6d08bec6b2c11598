/**
 * A smaller door of this room, for the command alone: who said what of an image, and whether it is so. It has all of `etalon/trust` but
 * what compiles programs or runs them (challenges, demonstrations), so that a command which asks the checker starts without these.
 */

export { assumptions } from "../proof/argument/assumptions.ts";
export { bundleText } from "../proof/certificate/bundle.ts";
export type { Ask, Question } from "./ask.ts";
export type { Attestation } from "./attest.ts";
export { attest } from "./attest.ts";
export { readEnvelope, signersOf, statementType, writeEnvelope } from "./envelope.ts";
export type { Case, Fault, Judged, Outcome } from "./judge.ts";
export { judge } from "./judge.ts";
export type { PrivateKey, PublicKey } from "./keys.ts";
export { makeKey, readPrivateKey, readPublicKey, writePrivateKey, writePublicKey } from "./keys.ts";
export type { Lock, Locked, ReleaseLock } from "./lock.ts";
export { digestForm, isDay, nameForm, readLock, writeLock } from "./lock.ts";
export type { Policy } from "./policy.ts";
export { readPolicy, usualPolicy } from "./policy.ts";
export type { Followed, NotNewest, OpenedRelease, Release } from "./release.ts";
export { writeRelease } from "./release.ts";
export { readHistory, signRelease, writeHistory } from "./release-history.ts";
export { readStatement, writeStatement } from "./statement.ts";
