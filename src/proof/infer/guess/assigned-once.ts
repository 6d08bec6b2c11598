/**
 * What variables are that are assigned once in the text, or given by a call that is inlined. Of those that are one constant wherever they are needed an
 * optimiser keeps no place, and what else holds the constant may hold it longer than such a variable lives. What others are computed from it may keep in their place, and the other way round.
 */

import { int32 } from "../../../core/word.ts";
import type { Expression, Program } from "../../../lang/program/program.ts";
import { applyBinary, applyUnary } from "../../../lang/semantics/step.ts";
import { mostTermNodes, type SourceTerm } from "../../certificate/claims.ts";
import type { Site } from "../../checker/segment/sites.ts";
import { anyTermOf } from "../expression-terms.ts";
import { leavesOf, nodesOf, withLeaves } from "../source-terms.ts";
import { assignedIn } from "./assigned.ts";

/** How deep a variable is computed from others that are assigned once. */
const deepest = 3;

/** What is assigned to a variable, in the activation in which that is computed. */
interface Definition {
  readonly expression: Expression;
  readonly site: Site;
}

/** The variables of a program's functions and of calls that are inlined, as far as they are assigned once. */
export class AssignedOnce {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** The constant that a variable is, numbered through in an activation. */
  constantOf(site: Site, slot: number): number | undefined {
    const definition = this.#definitionOf(site, slot);
    if (definition?.expression.kind !== "local") return constantIn(definition?.expression);
    // A variable of the same activation may be another constant later.
    const { expression, site: around } = definition;
    return around === ownerOf(site, slot) ? undefined : this.constantOf(around, around.first + expression.slot);
  }

  /** What a variable is computed from, as a term over variables that are there. */
  termOf(site: Site, slot: number, isThere: (slot: number) => boolean, depth = deepest): SourceTerm | undefined {
    const definition = this.#definitionOf(site, slot);
    const term = definition && anyTermOf(definition.expression);
    if (term === undefined) return undefined;
    const { first } = definition!.site;
    const termOfLeaf = (leaf: SourceTerm): SourceTerm | undefined => {
      if (leaf.kind !== "local") return leaf;
      const own = first + leaf.slot;
      if (isThere(own)) return { kind: "local", slot: own };
      return depth === 0 ? undefined : this.termOf(definition!.site, own, isThere, depth - 1);
    };
    const leaves = leavesOf(term).map(termOfLeaf);
    let next = 0;
    const whole = leaves.includes(undefined) ? undefined : withLeaves(term, () => leaves[next++]!);
    return whole !== undefined && nodesOf(whole) <= mostTermNodes ? whole : undefined;
  }

  #definitionOf(site: Site, slot: number): Definition | undefined {
    const at = ownerOf(site, slot);
    const own = slot - at.first;
    const definition = this.#program.functions[at.index]!;
    const assigned = assignedIn(definition).get(own);
    if (own >= definition.parameters)
      return assigned === undefined || assigned === "several" ? undefined : { expression: assigned, site: at };
    const given = at.call?.arguments[own];
    return assigned !== undefined || given === undefined ? undefined : { expression: given, site: at.within! };
  }
}

/** The activation of a variable that is numbered through in one. */
function ownerOf(site: Site, slot: number): Site {
  let at = site;
  while (slot < at.first) at = at.within!;
  return at;
}

function constantIn(expression: Expression | undefined): number | undefined {
  switch (expression?.kind) {
    case "constant":
      return expression.value;
    case "unary": {
      const operand = constantIn(expression.operand);
      return operand === undefined ? undefined : applyUnary(int32, expression.operator, operand);
    }
    case "binary": {
      const [left, right] = [constantIn(expression.left), constantIn(expression.right)];
      return left === undefined || right === undefined
        ? undefined
        : applyBinary(int32, expression.operator, left, right);
    }
    default:
      return undefined;
  }
}
