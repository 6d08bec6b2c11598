/** What the arrays take whose lengths a program says itself, each once: texts, arrays of constants, and new ones of a constant length. */

import { arrayBytes } from "./array-size.ts";
import { nodesOf } from "./nodes.ts";
import type { Program } from "./program.ts";

/** So long an array is in no image, however large its heap is: the program means to run out of memory. */
const mostBytes = 2 ** 30;

/** The bytes of the arrays whose lengths the program says. */
export function knownArrayBytes(program: Program): number {
  let sum = 0;
  for (const node of nodesOf(program)) {
    if (node.kind !== "text" && node.kind !== "new") continue;
    const length = node.kind === "text" ? node.values.length : node.length.kind === "constant" ? node.length.value : 0;
    const bytes = arrayBytes(node.element, length);
    if (length >= 0 && bytes <= mostBytes) sum += bytes;
  }
  return sum;
}
