/**
 * What of trust needs files and a network: the door for the command alone, not a public one. Whole files, a file that is held
 * so that nobody exchanges it, stores of bytes under their digests, and a server and a client of them.
 */

export { Checkers, many } from "./checkers.ts";
export type { Downloaded, Failure, Patience } from "./download.ts";
export { download, downloadBlob, usualPatience } from "./download.ts";
export type { Candidate, Fetched, ServerReport, Tried, Wanted } from "./fetch.ts";
export { falseStatements, fetchAll, fetchImage, mostHeld } from "./fetch.ts";
export type { HeldFile } from "./held-file.ts";
export { holdFile } from "./held-file.ts";
export type { AskedReleases, FoundReleases } from "./releases.ts";
export { findNewest, isExpired, today } from "./releases.ts";
export type { ServeOptions, ServerLimits, Serving } from "./serve.ts";
export { serve } from "./serve.ts";
export { Store } from "./store.ts";

export { Room, Turns, wishesAtOnce } from "./turns.ts";
export { replaceWhole } from "./whole-file.ts";
