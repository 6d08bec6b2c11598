/**
 * The variables that are one constant wherever they are needed: assigned once in the text, or given by a call that is inlined. An optimiser keeps no place
 * for them, and what else holds the constant may hold it longer than such a variable lives.
 */

import type { Expression, Program } from "../../../lang/program/program.ts";
import type { Site } from "../../checker/segment/sites.ts";
import { assignedIn } from "./assigned.ts";

/** The constant variables of a program's functions and of calls that are inlined. */
export class ConstantVariables {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** The constant that a variable is, numbered through in an activation. */
  of(site: Site, slot: number): number | undefined {
    let at = site;
    while (slot < at.first) at = at.within!;
    const own = slot - at.first;
    const definition = this.#program.functions[at.index]!;
    const assigned = assignedIn(definition).get(own);
    if (own >= definition.parameters) return assigned === "several" ? undefined : constantIn(assigned);
    if (assigned !== undefined || at.within === undefined) return undefined;
    const given = at.call!.arguments[own];
    return given?.kind === "local" ? this.of(at.within, at.within.first + given.slot) : constantIn(given);
  }
}

function constantIn(expression: Expression | undefined): number | undefined {
  if (expression?.kind === "constant") return expression.value;
  if (expression?.kind !== "unary" || expression.operator !== "-") return undefined;
  const { operand } = expression;
  return operand.kind === "constant" ? -operand.value | 0 : undefined;
}
