/** Where control may go from the end of a block, and the same end going elsewhere: of Flow, and of SSA, whose jumps have arguments besides. */

import { impossible } from "../../core/impossible.ts";
import type { Label, Terminator } from "./syntax.ts";

const none: readonly never[] = [];

/** The blocks in which control may continue. */
export function successors(terminator: Terminator): readonly Label[] {
  switch (terminator.op) {
    case "jump":
      return [terminator.target];
    case "branch":
      return [terminator.then, terminator.else];
    case "return":
    case "tail_call":
    case "exit":
    case "trap":
      return none;
    default:
      return impossible(terminator);
  }
}

/** Is there one block, to which nothing jumps? Many functions are that. */
export function isOneBlock(blocks: readonly { readonly terminator: Terminator }[]): boolean {
  return blocks.length === 1 && successors(blocks[0]!.terminator).length === 0;
}

/** The terminator with other labels. */
export function retargeted<T extends Terminator>(terminator: T, to: (label: Label) => Label): T {
  switch (terminator.op) {
    case "jump":
      return { ...terminator, target: to(terminator.target) };
    case "branch": {
      const { comparison, left, right, then, else: otherwise, origin } = terminator;
      // Branches of SSA have nothing more.
      return { op: "branch", comparison, left, right, then: to(then), else: to(otherwise), origin } as T;
    }
    case "return":
    case "tail_call":
    case "exit":
    case "trap":
      return terminator;
    default:
      return impossible(terminator);
  }
}
