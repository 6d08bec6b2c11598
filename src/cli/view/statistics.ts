/**
 * How much a certificate's checking covered, and how much memory it gives the image, in words for a report.
 */

import type { DataLayout, Statistics } from "../../certify/index.ts";
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
export function memoryText({ heapStart, heapEnd, stackLimit, stackTop }: DataLayout): string {
  const heap = plural(heapEnd - heapStart, "byte");
  const stack = plural(stackTop - stackLimit, "byte");
  return `${heap} of heap and ${stack} of stack; it may stop when one is spent`;
}
