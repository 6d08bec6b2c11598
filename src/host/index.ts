/** What Node is told about work that takes long. It imports nothing of the project, and is loaded at once. */

export { setHostFlags } from "./flags.ts";
export { beginLongChecks } from "./long-checks.ts";
