/**
 * What the variables of a function are assigned in its text: one that is assigned once is that wherever it is read.
 */

import { nodesUnder } from "../../../lang/program/nodes.ts";
import type { Expression, FunctionDefinition } from "../../../lang/program/program.ts";

/** Of a variable what it is assigned; several times means nothing. */
export type Assigned = ReadonlyMap<number, Expression | "several">;

const found = new WeakMap<FunctionDefinition, Assigned>();

/** What is assigned in a function's text, by the slots of the variables. */
export function assignedIn(definition: FunctionDefinition): Assigned {
  const known = found.get(definition);
  if (known !== undefined) return known;
  const assigned = new Map<number, Expression | "several">();
  for (const node of nodesUnder(definition.body))
    if (node.kind === "assign") assigned.set(node.slot, assigned.has(node.slot) ? "several" : node.value);
  found.set(definition, assigned);
  return assigned;
}
