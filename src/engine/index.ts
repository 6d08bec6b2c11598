/**
 * The public door `etalon/engine`: images run fast, with the formal machine's exact results. Explicit names.
 *
 * Begin with `runImage` (an image's behaviour on an input) or `executeImage` (the same, under a system of your own).
 *
 * @module etalon/engine
 */

export type { EngineName, EngineOptions, ExecuteOptions, Execution } from "./execute.ts";
export { engineNames, executeImage } from "./execute.ts";
export type { RunImageOptions } from "./run-image.ts";
export { runImage } from "./run-image.ts";
export type { Tuning } from "./tuning.ts";
