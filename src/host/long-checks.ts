/**
 * What the host is told where many images are checked, one after the other, or one for long: nothing of a check, or of a part of it, is of use for
 * the next one. What V8 once saw live on, it puts among the old at once from then on, and keeps what that refers to until it collects all garbage: programs, claims and
 * instructions that nobody needs any more. And most places see objects of more kinds than the four whose layout V8 keeps there; it keeps sixteen.
 */

import { setHostFlags } from "./flags.ts";

/** Tell the host that images will be checked for long; until the function that is returned is called. */
export function beginLongChecks(): () => void {
  return setHostFlags(["--no-allocation-site-pretenuring", "--max-valid-polymorphic-map-count=16"]);
}
