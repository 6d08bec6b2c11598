/**
 * What the rounds of a loop of the source do with variables: which they assign, and which they only step by a constant. Rounds.ts has the same of the machine's registers.
 */

import { nodesUnder } from "../../../lang/program/nodes.ts";
import type { Expression, Statement } from "../../../lang/program/program.ts";

/** What a loop does with a variable that it assigns. */
export interface Change {
  /** The constant that it adds, in one place only; undefined where it does else. */
  readonly step: number | undefined;
}

/** The variables that are assigned under a statement, by their slots. */
export function changesUnder(statement: Statement): ReadonlyMap<number, Change> {
  const changes = new Map<number, Change>();
  for (const node of nodesUnder(statement))
    if (node.kind === "assign")
      changes.set(node.slot, { step: changes.has(node.slot) ? undefined : stepOf(node.slot, node.value) });
  return changes;
}

function stepOf(slot: number, value: Expression): number | undefined {
  if (value.kind !== "binary" || value.left.kind !== "local" || value.left.slot !== slot) return undefined;
  const { operator, right } = value;
  if (right.kind !== "constant" || (operator !== "+" && operator !== "-")) return undefined;
  return operator === "+" ? right.value : -right.value;
}
