/**
 * What of trust needs files and a network: the door for the command alone, not a public one. Whole files, and a file that
 * is held so that nobody exchanges it.
 */

export type { HeldFile } from "./held-file.ts";
export { holdFile } from "./held-file.ts";
export { replaceWhole } from "./whole-file.ts";
