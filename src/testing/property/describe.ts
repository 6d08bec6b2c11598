/**
 * A verdict in words, and the class of a failure: what makes it the same mistake. Shrinking keeps the class, so that a
 * wrong result is not shrunk into a crash, nor the mistake of one pass into that of another.
 */

import { impossible } from "../../core/impossible.ts";
import type { PhaseVerdict } from "./phase.ts";

/** A verdict in one line of words. */
export function describeVerdict(judged: PhaseVerdict<unknown>): string {
  switch (judged.verdict) {
    case "correct":
      return "correct";
    case "inconclusive":
      return `inconclusive: ${judged.detail}`;
    case "broken":
      return `${judged.pass} is wrong: ${judged.detail}`;
    case "crashed":
      return `${judged.pass} crashed: ${judged.message}`;
    case "refused":
      return `${judged.pass} refuses the program: ${judged.message}`;
    default:
      return impossible(judged);
  }
}

/**
 * The class of a failure: its kind and its pass, and of a crash, when it came and the class of the error; undefined where
 * nothing failed.
 */
export function failureClass(judged: PhaseVerdict<unknown>): string | undefined {
  switch (judged.verdict) {
    case "correct":
    case "inconclusive":
    case "refused":
      return undefined;
    case "broken":
      return `wrong result from ${judged.pass}`;
    case "crashed":
      return `${judged.error} in ${judged.pass}, ${judged.during}`;
    default:
      return impossible(judged);
  }
}
