/**
 * The variables that are one constant wherever they are needed: assigned once in the text, or given by a call that is inlined. An optimiser keeps no place
 * for them, and what else holds the constant may hold it longer than such a variable lives.
 */

import { nodesUnder } from "../../../lang/program/nodes.ts";
import type { Expression, FunctionDefinition, Program } from "../../../lang/program/program.ts";
import type { Site } from "../../checker/segment/sites.ts";

/** Of a variable what it is assigned; several times means nothing. */
type Assigned = ReadonlyMap<number, Expression | "several">;

/** The constant variables of a program's functions and of calls that are inlined. */
export class ConstantVariables {
  readonly #program: Program;
  readonly #assigned = new Map<FunctionDefinition, Assigned>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The constant that a variable is, numbered through in an activation. */
  of(site: Site, slot: number): number | undefined {
    let at = site;
    while (slot < at.first) at = at.within!;
    const own = slot - at.first;
    const definition = this.#program.functions[at.index]!;
    const assigned = this.#assignedIn(definition).get(own);
    if (own >= definition.parameters) return assigned === "several" ? undefined : constantIn(assigned);
    if (assigned !== undefined || at.within === undefined) return undefined;
    const given = at.call!.arguments[own];
    return given?.kind === "local" ? this.of(at.within, at.within.first + given.slot) : constantIn(given);
  }

  #assignedIn(definition: FunctionDefinition): Assigned {
    const known = this.#assigned.get(definition);
    if (known !== undefined) return known;
    const assigned = new Map<number, Expression | "several">();
    for (const node of nodesUnder(definition.body))
      if (node.kind === "assign") assigned.set(node.slot, assigned.has(node.slot) ? "several" : node.value);
    this.#assigned.set(definition, assigned);
    return assigned;
  }
}

function constantIn(expression: Expression | undefined): number | undefined {
  if (expression?.kind === "constant") return expression.value;
  if (expression?.kind !== "unary" || expression.operator !== "-") return undefined;
  const { operand } = expression;
  return operand.kind === "constant" ? -operand.value | 0 : undefined;
}
