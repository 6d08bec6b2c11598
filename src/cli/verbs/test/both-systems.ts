/**
 * How a binary of another compiler is run: on a system that answers 0 at the end of the input and takes what is written, and once more on one
 * on which reads and writes fail. A program in Ell does not see the difference, and a binary that asks for 0 alone does.
 */

import { isDeepStrictEqual } from "node:util";
import type { Behaviour } from "../../../index.ts";
import { ellSystemCalls, type Image, runMachine, type SystemAnswers } from "../../../machine/index.ts";
import { arrivalOf, machineSemantics, type RunSemantics, type Watched } from "../../../testing/index.ts";

/** What was seen of a binary. */
export interface SeenBehaviour extends Behaviour {
  /** It was seen only where reads and writes fail. */
  readonly systemFails?: true;
}

/** What a system answers on which they fail: with the error numbers of Linux for input/output, and for a device that is full. */
const failing: SystemAnswers<number> = { ended: () => -5, written: (taken, count) => (taken === count ? -28 : taken) };

/** The two answers in words. */
export const failingInWords =
  "it answers -5 at the end of the input, and -28 to a write, in place of 0 and the bytes written";

/** A run of a binary, and what was seen of it. */
interface Run extends Watched<Image> {
  readonly seen: SeenBehaviour;
}

/** The machine on both systems: what it does on the one that fails is what is seen, where that is something else. */
export const bothSystems: RunSemantics<Image, Run, Uint8Array, SeenBehaviour> = {
  ...machineSemantics,
  run(before, clock) {
    const plain: Run = machineSemantics.run(before, clock);
    const { program, input, seen } = plain;
    if (seen.outcome.kind === "running") return plain;
    const { events, outcome } = runMachine(program, {
      input,
      arrival: arrivalOf(input),
      budget: clock,
      system: (environment) => ellSystemCalls(environment, failing),
    });
    if (isDeepStrictEqual([events, outcome], [seen.events, seen.outcome])) return plain;
    return { ...plain, seen: { events, outcome, systemFails: true } };
  },
  behaviour: ({ seen }) => seen,
};
