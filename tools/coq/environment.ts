/**
 * The environment of a run in Coq: bytes that arrive as `Arrival` says.
 */

import type { Z } from "../../coq/extracted/semantics.js";
import { type Arrival, environmentOf, whole } from "../../src/core/environment.ts";
import { type Surroundings, surroundingsOf } from "../../src/second/runs.ts";
import { numberOf, z } from "../../src/second/values.ts";

/** The environment, and its state at the start. */
export function given(input: Uint8Array, arrival: Arrival = whole): Surroundings {
  // How many of so many bytes go together is asked of the environment itself: as many as it takes of a write.
  const share = (happened: Z) => (most: Z) =>
    z(environmentOf(new Uint8Array(), arrival, numberOf(happened)).writeBlock(numberOf(most), { at: () => 0 }));
  return surroundingsOf(input, share);
}
