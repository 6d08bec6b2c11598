/** The claims that a compiler makes about its output, for a certificate. On the producer's side: the checker gets only the result. */

import type { Claims } from "../../proof/certificate/claims.ts";
import type { Compilation } from "../compile-with.ts";

/** The claims about a compilation. */
export function claimsOf({ memory, cuts }: Pick<Compilation, "memory" | "cuts">): Claims {
  const { scratch, globals, heapStart, stackLimit, stackTop, base } = memory;
  const layout = { scratch, globals, heapStart, heapEnd: stackLimit, stackLimit, stackTop };
  return { layout: base === undefined ? layout : { ...layout, base }, functions: cuts };
}
