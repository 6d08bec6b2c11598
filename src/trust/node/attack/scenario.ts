/**
 * What an attack is here: who does it and what they can do, what still holds, what stops it, which assumption is broken (that is said there); and a
 * play, which really does it. An attack that nothing stops is one as well, and its play has to succeed.
 */

import type { AssumptionId } from "../../../proof/argument/assumptions.ts";

/** One thing that was done, and what came of it. */
export interface Step {
  readonly what: string;
  readonly came: string;
  /** Is it what is written? */
  readonly asWritten: boolean;
}

/** An attack, as it is written. */
export interface Scenario {
  readonly id: string;
  /** Who the attacker is. */
  readonly who: string;
  /** What they can do. */
  readonly can: string;
  /** What holds of the image that is run, all the same. */
  readonly holds: string;
  /** What stops it; undefined when nothing here does. */
  readonly stoppedBy: string | undefined;
  /** Play it, in a folder of its own: first the same without the attack. */
  readonly play: (place: Place) => Promise<readonly Step[]>;
}

/** An attack, and what it breaks. */
export interface Attack extends Scenario {
  /** The assumption that is broken; none when the attack breaks none. */
  readonly breaks: AssumptionId | undefined;
}

/** Where an attack is played: on this machine, in a folder that is removed afterwards. */
export interface Place {
  readonly folder: string;
}

/** An attack that was played. */
export interface Played {
  readonly scenario: Attack;
  readonly steps: readonly Step[];
  /** Did everything go as it is written? */
  readonly asWritten: boolean;
}

/** A step that has to come out like this. */
export function step(what: string, came: string, wanted: string | RegExp): Step {
  return { what, came, asWritten: typeof wanted === "string" ? came === wanted : wanted.test(came) };
}
