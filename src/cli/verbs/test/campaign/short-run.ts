/**
 * Threads that run few cases end before the code that the host's last compiler makes has paid for itself: it was half of the processor time of 5,000
 * cases. So functions are called more often there before they are compiled again. The flags are V8's, for the whole process, and
 * known by these names to the Node that they were measured on; docs/benchmarks.md has the figures. Nothing but time depends on them.
 */

import { setFlagsFromString } from "node:v8";

/** A thread that runs at most so many cases runs few. */
export const fewCases = 10_000;

/** Calls of a function before either of the two compilers that optimise takes it: V8's own numbers, and those of a short run. */
const usual = { maglev: 400, turbofan: 3000 };
const late = { maglev: 1500, turbofan: 100_000 };

/** Compile later, until the function that is returned is called. */
export function beginShortRun(): () => void {
  if (Number.parseInt(process.versions.node, 10) < 24) return () => undefined;
  setCalls(late);
  return () => setCalls(usual);
}

function setCalls({ maglev, turbofan }: typeof usual): void {
  setFlagsFromString(`--invocation-count-for-maglev=${maglev}`);
  setFlagsFromString(`--invocation-count-for-turbofan=${turbofan}`);
}
