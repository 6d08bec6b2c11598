/**
 * Whether two terms of claims are the same, part for part. A compiler asks that, to say at a cut point only what differs; the checker,
 * which counts by the texts of facts, does not.
 */

import type { SourceTerm } from "./claims.ts";
import { numberOf, partsOf } from "./source-term.ts";

/** Are two terms the same? */
export function sameTerm(a: SourceTerm, b: SourceTerm): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || numberOf(a) !== numberOf(b)) return false;
  if (a.kind === "apply" && a.operation !== (b as typeof a).operation) return false;
  const others = partsOf(b);
  return partsOf(a).every((part, i) => sameTerm(part, others[i]!));
}
