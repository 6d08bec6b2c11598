/**
 * Ranges: sets of words as unions of intervals of their unsigned numbers. What comparisons with constants say of one word
 * is such a set, also of a word plus a constant, where the interval wraps around.
 *
 * Sets that a fact can cut into more than a few intervals are kept larger than they are, which only loses knowledge.
 */

import { largest } from "../terms/table.ts";

/** From the first number to the second, both included. */
type Interval = readonly [least: number, most: number];

/** Disjoint intervals of unsigned numbers, ascending. */
export type Ranges = readonly Interval[];

/** The two orders of words, by the operation that asks for it: `slt` compares signed, `sltu` unsigned. */
export type Order = "slt" | "sltu";

const words = 2 ** 32;
const half = 2 ** 31;

/** More intervals than this are not kept. */
const mostIntervals = 8;

export const every: Ranges = [[0, largest]];
export const empty: Ranges = [];

/** The least number of an order, and the greatest. */
export function leastOf(order: Order): number {
  return order === "slt" ? -half : 0;
}

export function greatestOf(order: Order): number {
  return leastOf(order) + largest;
}

/** The words of the integers from `least` to `most`, taken mod 2³²: all of them when there are so many. */
export function integers(least: number, most: number): Ranges {
  if (least > most) return empty;
  if (most - least >= largest) return every;
  const [from, to] = [modulo(least), modulo(most)];
  return from <= to
    ? [[from, to]]
    : [
        [0, to],
        [from, largest],
      ];
}

/** An integer mod 2³². Exact for those up to 2⁵³. */
function modulo(integer: number): number {
  return ((integer % words) + words) % words;
}

/** The words whose number in the order is from `least` to `most`. */
export function between(order: Order, least: number, most: number): Ranges {
  return integers(Math.max(least, leastOf(order)), Math.min(most, greatestOf(order)));
}

/** The words in both sets; the first set, where that would be too many intervals. */
export function both(a: Ranges, b: Ranges): Ranges {
  if (a === every) return b;
  if (b === every) return a;
  const found: Interval[] = [];
  for (const [l, m] of a)
    for (const [n, o] of b) {
      const interval: Interval = [Math.max(l, n), Math.min(m, o)];
      if (interval[0] <= interval[1]) found.push(interval);
    }
  return found.length > mostIntervals ? a : found;
}

/** The words that are not in the set. */
export function others(a: Ranges): Ranges {
  const found: Interval[] = [];
  let next = 0;
  for (const [least, most] of a) {
    if (least > next) found.push([next, least - 1]);
    next = most + 1;
  }
  if (next <= largest) found.push([next, largest]);
  return found;
}

/** The words w + n for the words w of the set. */
export function moved(a: Ranges, n: number): Ranges {
  if (n === 0 || a === every) return a;
  const found: Interval[] = [];
  for (const [least, most] of a) found.push(...integers(least + n, most + n));
  return found.length > 1 ? found.sort(([x], [y]) => x - y) : found;
}

/** The words n − w for the words w of the set. */
export function differences(n: number, a: Ranges): Ranges {
  const found: Interval[] = [];
  for (const [least, most] of a) found.push(...integers(n - most, n - least));
  return found.sort(([x], [y]) => x - y);
}

/** The least and the greatest number in the order of the words of a set; undefined when it is empty. */
export function extremes(order: Order, a: Ranges): { readonly least: number; readonly most: number } | undefined {
  const [first, last] = [a[0], a.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (order === "sltu") return { least: first[0], most: last[1] };
  // The negative words are those from 2³¹ on.
  const negative = a.find(([, most]) => most >= half);
  const natural = a.findLast(([least]) => least < half);
  return {
    least: negative === undefined ? first[0] : Math.max(negative[0], half) - words,
    most: natural === undefined ? last[1] - words : Math.min(natural[1], half - 1),
  };
}
