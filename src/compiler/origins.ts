/** A smaller door of this room, for the command alone: where the instructions of a file came from, without what compiles. */

export { readOrigins } from "./passes/assembly-to-image/origins-note.ts";
