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

/** The largest frame of a function of so many nodes: one far larger could be a way to give up at once. */
export function largestFrame(nodes: number): number {
  return 128 + 16 * nodes;
}

/** The stack and heap that an image gives itself, by its certificate. */
export function resourcesOf({
  layout: { heapStart, heapEnd, stackLimit, stackTop },
}: Pick<Claims, "layout">): Resources {
  return { stackBytes: stackTop - stackLimit, heapBytes: heapEnd - heapStart };
}

/** An image that may give up where the program needs more, and has less stack or heap than asked for. Whether it is right is not said. */
export interface Starved {
  readonly verdict: "starved";
  /** What there is too little of, in words. */
  readonly reason: string;
  readonly resources: Resources;
}

/**
 * That an image with these claims is starved; undefined where there is enough of all that is asked for. Where anything is asked, the stack must
 * also have room for a frame of each function at once, and the heap for each array whose length the program says, `arrayBytes` together:
 * with less, an image may give up at once, whatever the least is.
 */
export function starvedVerdict(
  claims: Pick<Claims, "layout" | "functions">,
  least: Resources,
  arrayBytes: number,
): Starved | undefined {
  const resources = resourcesOf(claims);
  const frames = claims.functions.reduce((sum, { frame }) => sum + frame, 0);
  const lacking = (what: "stack" | "heap", once: number, things: string): string | undefined => {
    const [has, asked] = [resources[`${what}Bytes`], least[`${what}Bytes`]];
    if (has < asked) return `it has ${has} bytes of ${what}, less than ${asked}`;
    return asked > 0 && has < once ? `it has ${has} bytes of ${what}, and ${things} take ${once}` : undefined;
  };
  const reason =
    lacking("stack", frames, "the frames of its functions") ??
    lacking("heap", arrayBytes, "the arrays of known lengths in its program");
  return reason === undefined ? undefined : { verdict: "starved", reason, resources };
}
