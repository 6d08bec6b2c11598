/**
 * A run of an Ell program, step by step, in the extracted semantics, with the names of ours.
 */

import type { Event, Outcome, Trap } from "../../src/core/behaviour.ts";
import type { Arrival } from "../../src/core/environment.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { ellSteps as stepsInCoq } from "../../src/second/runs.ts";
import { numberOf } from "../../src/second/values.ts";
import { given } from "./environment.ts";
import { eventsOf, plainName } from "./names.ts";

/** A step that was made: its rule, its events, and how the run ended, if it did, and at which node. */
export interface EllStep {
  readonly rule: string;
  readonly events: readonly Event[];
  readonly outcome: Outcome | undefined;
  readonly node: number | undefined;
}

/** The steps of a run in Coq's semantics. Throws where no rule applies. */
export function* ellSteps(program: Program, input: Uint8Array, arrival?: Arrival): Generator<EllStep> {
  for (const { rule, events, final } of stepsInCoq(program, given(input, arrival))) {
    const step = { rule: plainName(rule), events: eventsOf(events) };
    if (final === undefined) yield { ...step, outcome: undefined, node: undefined };
    else if (final.is === "Halt")
      yield { ...step, outcome: { kind: "halted", code: numberOf(final.a) | 0 }, node: undefined };
    else {
      const outcome: Outcome = { kind: "trapped", trap: plainName(final.a) as Trap };
      yield { ...step, outcome, node: numberOf(final.b) };
    }
  }
}
