/** Which blocks dominate which: asked of two blocks at once, after one walk down the tree of dominators. */

import { filled } from "../filled.ts";
import type { Label } from "../flow/syntax.ts";
import { eachDown } from "./graph.ts";
import type { Graph } from "./syntax.ts";

/** Does one block dominate another? Every block dominates itself. */
export function dominanceIn(graph: Graph): (above: Label, below: Label) => boolean {
  const entered = filled<number>(graph.position.length, -1);
  const left = filled<number>(graph.position.length, -1);
  let time = 0;
  eachDown(
    graph,
    (label) => {
      entered[label] = time++;
    },
    (label) => {
      left[label] = time++;
    },
  );
  return (above, below) => entered[above]! <= entered[below]! && left[below]! <= left[above]!;
}
