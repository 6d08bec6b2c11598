/** What a fault is here: something that is really broken, and what came of it. */

/** What came of one part of it. */
export interface Found {
  readonly what: string;
  /** Figures, in words. */
  readonly came: string;
  readonly good: boolean;
}

/** How it is run. */
export interface FaultOptions {
  /** Briefly, to see that it works. */
  readonly quick: boolean;
  /** For what is left to chance. */
  readonly seed: number;
}

/** A fault. */
export interface Fault {
  readonly name: string;
  readonly run: (options: FaultOptions) => AsyncIterable<Found> | Iterable<Found>;
}

/** A number as people write it: `11,148`. */
export const counted = (number: number): string => number.toLocaleString("en");

/** The value at a place of a sorted list: 0.99 of the way. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
