/**
 * What the host is told about the threads of a campaign. The flags are V8's, for the whole process, and known by these names to the Node that they
 * were measured on; docs/benchmarks.md has the figures. Nothing but time depends on them.
 *
 * Nothing of a case is of use for the next one. Where V8 takes what it once saw live on for something that always does, it puts it among the old,
 * and keeps what that refers to until it collects all garbage. Threads that run few cases end before the code that its last compiler makes has
 * paid for itself: that was half of the processor time of 5,000 cases. So functions are called more often there before they are compiled again.
 * In threads that run many, most places see objects of more kinds than the four whose layout V8 keeps there, and each of them was looked up in a
 * table: that was a ninth of the time. So it keeps twenty-four: instructions of Flow have eighteen. And functions are compiled by V8's last
 * compiler after fewer calls: some hundreds of them run once or twice for each case, and came to it after tens of thousands.
 */

import { setHostFlags } from "../../../../host/index.ts";

/** A thread that runs at most so many cases runs few. */
const fewCases = 10_000;

const forAnyCases = ["--no-allocation-site-pretenuring"];
const forFewCases = ["--invocation-count-for-maglev=1500", "--invocation-count-for-turbofan=100000"];
const forManyCases = ["--max-valid-polymorphic-map-count=24", "--invocation-count-for-turbofan=1000"];

/** Tell the host that each thread runs so many cases, or no one knows how many; until the function that is returned is called. */
export function setHostFor(cases = Number.POSITIVE_INFINITY): () => void {
  return setHostFlags([...forAnyCases, ...(cases <= fewCases ? forFewCases : forManyCases)]);
}
