/** Jumps that lead to jumps: where each one ends, so that code goes there at once. */

import { filled } from "../filled.ts";
import type { Block, Label } from "./syntax.ts";

/** For each label, where a jump to it ends after the blocks that only jump. */
export function threadedLabels(blocks: readonly Block[]): readonly Label[] {
  const threaded = filled<number>(blocks.length, -1);
  const chain: Label[] = [];
  for (let start = 0; start < blocks.length; start++) {
    let label = start;
    // −2 marks the blocks of the current chain: an empty loop of jumps ends at the first block that comes again.
    while (threaded[label] === -1) {
      const { instructions, terminator } = blocks[label]!;
      if (instructions.length > 0 || terminator.op !== "jump") {
        threaded[label] = label;
        break;
      }
      threaded[label] = -2;
      chain.push(label);
      label = terminator.target;
    }
    const end = threaded[label] === -2 ? label : threaded[label]!;
    for (let link = chain.pop(); link !== undefined; link = chain.pop()) threaded[link] = end;
  }
  return threaded;
}
