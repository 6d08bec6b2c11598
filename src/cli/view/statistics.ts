/**
 * How much a certificate's checking covered, how much memory it gives the image, and that this is too little, in words for
 * a report.
 */

import { type Certificate, resourcesOf, type Statistics } from "../../certify/index.ts";
import { plural } from "./facts.ts";

/** `3 functions, 5 cut points, …`. */
export function checkedText({ functions, cuts, paths, obligations }: Statistics): string {
  const counts = [
    plural(functions, "function"),
    plural(cuts, "cut point"),
    plural(paths, "path"),
    plural(obligations, "obligation"),
  ];
  return `${counts.join(", ")}, each closed by the two semantics and no line of the compiler`;
}

/** The sizes of heap and stack. */
export function memoryText(claims: Pick<Certificate, "layout">): string {
  const { heapBytes, stackBytes } = resourcesOf(claims);
  return `${plural(heapBytes, "byte")} of heap and ${plural(stackBytes, "byte")} of stack; it may stop when one is spent`;
}

/** The verdict on an image with less than it must have. */
export const starvedText = "starved: the image gives itself too little stack or heap; compile it with more";
