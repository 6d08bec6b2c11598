/**
 * How much stack and heap an image gives itself, by its certificate, and whether that is as much as it must have.
 */

import type { Claims } from "./claims.ts";

/**
 * The stack and the heap, in bytes, below which an image is `starved`: it may give up at once and still be certified, and
 * nobody should take that for a program.
 */
export interface Resources {
  readonly stackBytes: number;
  readonly heapBytes: number;
}

/** What is asked of an image unless told otherwise: 64 KiB of each. */
export const leastResources: Resources = { stackBytes: 0x10000, heapBytes: 0x10000 };

/** The stack and heap that an image gives itself, by its certificate. */
export function resourcesOf({
  layout: { heapStart, heapEnd, stackLimit, stackTop },
}: Pick<Claims, "layout">): Resources {
  return { stackBytes: stackTop - stackLimit, heapBytes: heapEnd - heapStart };
}

/** What there is too little of, in words; undefined where there is enough of all that is asked for. */
export function starvedOf(has: Resources, least: Partial<Resources>): string | undefined {
  for (const [what, bytes, needs = 0] of [
    ["stack", has.stackBytes, least.stackBytes],
    ["heap", has.heapBytes, least.heapBytes],
  ] as const)
    if (bytes < needs) return `it has ${bytes} bytes of ${what}, less than ${needs}`;
  return undefined;
}
