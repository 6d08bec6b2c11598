/**
 * Running an image on the engine of one's choice: what `runMachine` does, faster.
 */

import { environmentOf } from "../core/environment.ts";
import type { Image } from "../machine/isa/image.ts";
import { ellSystemCalls } from "../machine/semantics/ell-environment.ts";
import { defaultEventBudget, type MachineRun, type RunOptions } from "../machine/semantics/run.ts";
import { type EngineOptions, executeImage } from "./execute.ts";
import type { Tuning } from "./tuning.ts";

/** The options of {@link runImage}: those of `runMachine`, and the engine. */
export interface RunImageOptions extends RunOptions, EngineOptions {
  /** For tests: see `ExecuteOptions`. */
  readonly tuning?: Partial<Tuning>;
}

/**
 * The behaviour of an image on any engine. The result does not depend on the engine.
 *
 * @example
 * ```ts
 * import { runImage } from "etalon/engine";
 * const loop = { address: 0x10000, bytes: Uint8Array.of(0x6f, 0, 0, 0), size: 4, permissions: { read: true, write: false, execute: true } };
 * const run = runImage({ entry: 0x10000, segments: [loop] }, { budget: 1_000_000 });
 * run.outcome; // => { kind: "running" }
 * run.retired; // => 1_000_000
 * ```
 */
export function runImage(image: Image, options: RunImageOptions = {}): MachineRun {
  const environment = environmentOf(options.input ?? new Uint8Array(), options.arrival);
  const { events } = environment;
  const eventBudget = options.eventBudget ?? defaultEventBudget;
  const enough = (): boolean => events.length >= eventBudget;
  const { system = ellSystemCalls } = options;
  const run = executeImage(image, system(environment), { ...options, enough });
  return { events, ...run };
}
