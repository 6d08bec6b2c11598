/**
 * A run of an Ell program, step by step, in the extracted semantics.
 */

import { ell_begin, ell_run_step } from "../../coq/extracted/semantics.js";
import type { Event, Outcome, Trap } from "../../src/core/behaviour.ts";
import type { Arrival } from "../../src/core/environment.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { programOf } from "../../src/second/program.ts";
import { numberOf, z } from "../../src/second/values.ts";
import { given } from "./environment.ts";
import { eventsOf, plainName } from "./names.ts";

/** A step that was made: its rule, its events, and how the run ended, if it did, and at which node. */
export interface EllStep {
  readonly rule: string;
  readonly events: readonly Event[];
  readonly outcome: Outcome | undefined;
  readonly node: number | undefined;
}

/** Where the first array of a run is; programs cannot see it. */
const firstReference = 0x1000_0000;

/** The steps of a run in Coq's semantics. Throws where no rule applies. */
export function* ellSteps(program: Program, input: Uint8Array, arrival?: Arrival): Generator<EllStep> {
  const { env, start } = given(input, arrival);
  const p = programOf(program);
  const begun = ell_begin(p, z(firstReference), start);
  if (begun.is === "None") throw new Error("the program has no start-up");
  for (let state = begun.a; ; ) {
    const { a, b } = ell_run_step(env, p, state);
    if (b.is === "EllWrong") throw new Error("no rule applies");
    const rule = plainName(b.a);
    const events = eventsOf(a);
    if (b.is === "EllNext") {
      yield { rule, events, outcome: undefined, node: undefined };
      state = b.b;
      continue;
    }
    const final = b.b;
    if (final.is === "Halt")
      yield { rule, events, outcome: { kind: "halted", code: numberOf(final.a) | 0 }, node: undefined };
    else {
      const outcome: Outcome = { kind: "trapped", trap: plainName(final.a) as Trap };
      yield { rule, events, outcome, node: numberOf(final.b) };
    }
    return;
  }
}
