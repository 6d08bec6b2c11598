/**
 * The attacks, for the command alone: a door of its own, because they are played with a compiler, two programs that it compiled and
 * simulated hardware, and nothing else needs these.
 */

export { selfTest } from "../../attack/forgeries.ts";
export { attacks, play } from "./catalogue.ts";
export { attacksPage } from "./page.ts";
export type { Played } from "./scenario.ts";
