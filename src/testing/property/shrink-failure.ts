/**
 * From a failing case to a small one that fails in the same class, by the shrinkers of its arbitraries.
 *
 * A candidate is taken only when it is valid, has a meaning and fails in the class of the first failure; so program, input
 * and verdict always belong together. The search looks at a limited number of candidates, since a shrinker may go in
 * circles; it is the same search on every machine.
 */

import type * as fc from "fast-check";
import { failureClass } from "./describe.ts";
import type { PhaseVerdict } from "./phase.ts";
import { show } from "./show.ts";
import { messageOf } from "./thrown.ts";

/** A verdict that is a failure. */
export type PhaseFailure<Behaviour> = Extract<
  PhaseVerdict<Behaviour>,
  { readonly verdict: "broken" } | { readonly verdict: "crashed" }
>;

/** A program, an input, and how the phase failed on them. */
export interface FailingCase<Case, Behaviour> {
  readonly value: fc.Value<Case>;
  readonly failure: PhaseFailure<Behaviour>;
  /** The number of the run, and of the candidate taken at each shrink. */
  readonly path: readonly number[];
}

/** What shrinking did. */
export interface Shrinking {
  /** Candidates looked at. */
  readonly tried: number;
  /** Candidates taken. */
  readonly taken: number;
  /** Candidates that `valid` refused. */
  readonly invalid: number;
  /** Candidates that failed in another class: another mistake, or a program that has no meaning. */
  readonly others: number;
  /** Candidates that failed, but are the case at hand or one before it: the shrinker goes in circles. */
  readonly repeated: number;
  /** Candidates on which the source's semantics, the relation or `valid` threw, and what the first of them was. */
  readonly threw: number;
  readonly firstThrown: string | undefined;
  /** Did it end because no candidate is left? Otherwise the limit was reached, or `onProgress` ended it. */
  readonly finished: boolean;
}

/** How to judge candidates, and for how long. */
export interface ShrinkBounds<Case, Behaviour> {
  /** The verdict; undefined when the case is not valid. */
  readonly judge: (value: Case) => PhaseVerdict<Behaviour> | undefined;
  readonly candidates: (value: fc.Value<Case>) => Iterable<fc.Value<Case>>;
  /** The class of a failure, in words. */
  readonly classOf: (failure: PhaseFailure<Behaviour>) => string;
  /** How many candidates to look at. */
  readonly limit: number;
  /** Called before each candidate; answers whether to go on. */
  readonly goOn: (tried: number, taken: number) => boolean;
}

/** Shrink a failing case. */
export function shrinkFailure<Case, Behaviour>(
  start: FailingCase<Case, Behaviour>,
  { judge, candidates, classOf, limit, goOn }: ShrinkBounds<Case, Behaviour>,
): { readonly small: FailingCase<Case, Behaviour>; readonly shrinking: Shrinking } {
  const wanted = classOf(start.failure);
  const counts = { tried: 0, taken: 0, invalid: 0, others: 0, repeated: 0, threw: 0 };
  const taken = new Set([show(start.value.value)]);
  let firstThrown: string | undefined;
  const look = (value: fc.Value<Case>): PhaseFailure<Behaviour> | undefined => {
    try {
      const judged = judge(value.value);
      if (judged === undefined) counts.invalid++;
      if (judged === undefined || !isFailure(judged)) return undefined;
      const text = show(value.value);
      if (classOf(judged) !== wanted) counts.others++;
      else if (taken.has(text)) counts.repeated++;
      else {
        taken.add(text);
        return judged;
      }
    } catch (error) {
      counts.threw++;
      firstThrown ??= messageOf(error);
    }
    return undefined;
  };
  let small = start;
  let finished = false;
  search: while (!finished) {
    let index = 0;
    finished = true;
    for (const value of candidates(small.value)) {
      if (counts.tried >= limit || !goOn(counts.tried, counts.taken)) {
        finished = false;
        break search;
      }
      counts.tried++;
      const failure = look(value);
      if (failure !== undefined) {
        counts.taken++;
        small = { value, failure, path: [...small.path, index] };
        finished = false;
        break;
      }
      index++;
    }
  }
  return { small, shrinking: { ...counts, firstThrown, finished } };
}

/** Is a verdict a failure? */
export function isFailure<Behaviour>(judged: PhaseVerdict<Behaviour>): judged is PhaseFailure<Behaviour> {
  return failureClass(judged) !== undefined;
}
