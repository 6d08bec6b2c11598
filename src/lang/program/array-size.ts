/** How many bytes arrays take, as the machine interface lays them down: a word for the length, and the elements up to whole words. */

import type { Element } from "../syntax/tree.ts";

/** Bytes of one element in memory. */
export function widthOf(element: Element): 1 | 4 {
  return element === "byte" ? 1 : 4;
}

/** Bytes of an array of so many elements, its length word included. */
export function arrayBytes(element: Element, length: number): number {
  return 4 + 4 * Math.ceil((widthOf(element) * length) / 4);
}
