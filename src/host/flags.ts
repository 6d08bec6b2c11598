/**
 * Flags of V8, the host's engine, for the whole process. Nothing but time depends on them. They are known by these names to the Node that they were
 * measured on, and later ones.
 */

import { setFlagsFromString } from "node:v8";

/** What they are where nobody says anything. */
const usual = [
  "--max-valid-polymorphic-map-count=4",
  "--allocation-site-pretenuring",
  "--invocation-count-for-maglev=400",
  "--invocation-count-for-turbofan=3000",
];

/** Set flags; until the function that is returned is called. */
export function setHostFlags(flags: readonly string[]): () => void {
  if (Number.parseInt(process.versions.node, 10) < 24) return () => undefined;
  for (const flag of flags) setFlagsFromString(flag);
  return () => {
    for (const flag of usual) setFlagsFromString(flag);
  };
}
