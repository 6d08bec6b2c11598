/**
 * Expressions that are 0 whatever their variables are, as the difference of a variable and itself: an optimiser's code does not read these.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Expression, Node } from "../../lang/program/program.ts";
import { isPure } from "./liveness.ts";

/** Is an expression 0, whatever its variables are? */
function isAlwaysZero(expression: Expression): boolean {
  if (expression.kind === "constant") return expression.value === 0;
  if (expression.kind !== "binary") return false;
  const { operator, left, right } = expression;
  switch (operator) {
    case "-":
    case "^":
      return left.kind === "local" && right.kind === "local" && left.slot === right.slot;
    case "*":
    case "&":
      return isAlwaysZero(left) || isAlwaysZero(right);
    default:
      return false;
  }
}

/** The nodes under a node that are part of what is 0 whatever it is made of, and do nothing else. */
export function partsOfZeros(root: Node): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const node of nodesUnder(root)) {
    if (node.kind !== "binary" || found.has(node) || !isAlwaysZero(node)) continue;
    const parts = nodesUnder(node);
    if (parts.every(isPure)) for (const part of parts) found.add(part);
  }
  return found;
}
